"""The canvas: a picture, the shapes on it, and the tool in hand."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from desktop.canvas.shape import CanvasShape
from desktop.canvas.tools.kind import ToolKind
from engine.protocol.requests import MaskCandidate, Prompt


class CanvasView(QGraphicsView):
    """Shows one picture with its shapes and turns mouse and keys into geometries.

    It changes nothing by itself: what a person draws is emitted, and the page pushes the command
    and then tells the canvas what there is now.
    """

    geometry_drawn = Signal(object)
    """A new Geometry is finished (Box or Polygon)."""
    geometry_edited = Signal(int, object)
    """Key and new Geometry, once at the end of a drag."""
    selection_changed = Signal(object)
    """Tuple of the selected keys, by whatever means."""
    prompt_changed = Signal(object, bool)
    """Prompt to be answered by ``show_candidates``; True when it is only hovered."""
    prompt_accepted = Signal(object)
    """Tuple (Prompt, Mask) that a person finished."""
    draft_cancelled = Signal()
    """An unfinished draft was thrown away."""
    pointer_moved = Signal(float, float)
    """Position of the pointer in image pixels."""
    zoom_changed = Signal(float)
    """Screen pixels per image pixel."""
    delete_requested = Signal(object)
    """Tuple of keys to delete."""
    space_tapped = Signal()
    """Space was pressed and released without panning."""
    picture_loaded = Signal()
    """The picture is there in full resolution."""
    picture_failed = Signal(object)
    """Path of a picture that cannot be decoded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QGraphicsScene(), parent)

    def set_image(self, path: Path, width: int, height: int) -> None:
        """Shows another picture, without shapes; its size is that as displayed."""

    def clear(self) -> None:
        """Shows no picture."""

    def set_empty_text(self, text: str) -> None:
        """The sentence that is shown while there is no picture."""

    def set_shapes(self, shapes: Iterable[CanvasShape]) -> None:
        """Replaces all shapes; keeps those selected that are still there."""

    def update_shapes(
        self, changed: Iterable[CanvasShape], removed_keys: Collection[int] = ()
    ) -> None:
        """Adds or replaces some shapes, and removes others."""

    def select(self, keys: Iterable[int]) -> None:
        """Selects exactly these; says so by ``selection_changed`` when that is new."""

    def selected(self) -> tuple[int, ...]:
        """The keys of the selected shapes."""
        return ()

    def set_hidden(self, keys: Iterable[int] | Literal["all"] | None) -> None:
        """Hides these shapes, all of them, or (None) none."""

    def set_draft_color(self, color: str) -> None:
        """The class colour of what will be drawn, as ``#rrggbb``."""

    def set_tool(self, kind: ToolKind) -> None:
        """Takes another tool in hand; an unfinished draft is cancelled."""

    def tool(self) -> ToolKind:
        """The tool in hand."""
        return ToolKind.SELECT

    def show_candidates(self, candidates: Sequence[MaskCandidate], hover: bool) -> None:
        """The answer to the last ``prompt_changed`` with the same ``hover``."""

    def continue_prompt(self, prompt: Prompt) -> None:
        """Takes up an earlier prompt in the smart tool; emits ``prompt_changed`` for it."""

    def has_draft(self) -> bool:
        """Whether something unfinished is on the canvas."""
        return False

    def finish_draft(self) -> None:
        """Finishes what is being drawn, if it can be finished."""

    def cancel_draft(self) -> None:
        """Throws the draft away; emits ``draft_cancelled`` if there was one."""

    def take_back(self) -> None:
        """Takes back the last vertex or prompt of the draft."""

    def cycle_selection(self) -> None:
        """Selects the next shape under the pointer, larger and larger."""

    def fit(self) -> None:
        """Shows the whole picture."""

    def zoom_to_actual(self) -> None:
        """One image pixel is one screen pixel."""

    def zoom_by(self, factor: float) -> None:
        """Zooms around the middle of the view."""

    def zoom(self) -> float:
        """Screen pixels per image pixel."""
        return self.transform().m11()
