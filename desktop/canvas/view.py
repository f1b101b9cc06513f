"""The canvas: a picture, the shapes on it, and the tool in hand."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QPointF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from desktop.canvas.input import CanvasInput
from desktop.canvas.shape import CanvasShape
from desktop.canvas.stage import Edit
from desktop.canvas.tools.box import BoxTool
from desktop.canvas.tools.kind import ToolKind
from desktop.canvas.tools.polygon import PolygonTool
from desktop.canvas.tools.select import SelectTool
from desktop.canvas.tools.smart import SmartTool
from engine.protocol.requests import MaskCandidate, Prompt


class CanvasView(CanvasInput):
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
    picture_loaded = Signal()
    """The picture is there in full resolution."""
    picture_failed = Signal(object)
    """Path of a picture that cannot be decoded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._smart = SmartTool(self.stage)
        self._tools = {
            ToolKind.SELECT: SelectTool(self.stage),
            ToolKind.BOX: BoxTool(self.stage),
            ToolKind.POLYGON: PolygonTool(self.stage),
            ToolKind.SMART: self._smart,
        }
        self._kind = ToolKind.SELECT
        self.current = self._tools[self._kind]
        self.stage.geometry_drawn.connect(self.geometry_drawn)
        self.stage.geometry_edited.connect(self.geometry_edited)
        self.stage.selection_changed.connect(self.selection_changed)
        self.stage.prompt_changed.connect(self.prompt_changed)
        self.stage.prompt_accepted.connect(self.prompt_accepted)
        self.picture.loaded.connect(self.picture_loaded)
        self.picture.failed.connect(self.picture_failed)

    def set_image(self, path: Path, width: int, height: int) -> None:
        """Shows another picture, without shapes; its size is that as displayed.

        Zoom and position stay when the last picture had the same size.
        """
        self.cancel_draft()
        self.stage.set_picture(width, height)
        self.picture.show(path, QSizeF(width, height))
        self.navigator.set_size(self.picture.size)
        self.zoomed()

    def clear(self) -> None:
        """Shows no picture."""
        self.cancel_draft()
        self.picture.clear()
        self.stage.set_picture(0, 0)

    def set_shapes(self, shapes: Iterable[CanvasShape]) -> None:
        """Replaces all shapes; keeps those selected that are still there."""
        self._cancel_edit()
        self.stage.set_shapes(shapes)

    def update_shapes(
        self, changed: Iterable[CanvasShape], removed_keys: Collection[int] = ()
    ) -> None:
        """Adds or replaces some shapes, and removes others."""
        changed = tuple(changed)
        if {shape.key for shape in changed}.union(removed_keys) & set(self.stage.selection):
            self._cancel_edit()
        self.stage.update_shapes(changed, removed_keys)

    def select(self, keys: Iterable[int]) -> None:
        """Selects exactly these; says so by ``selection_changed`` when that is new."""
        self._cancel_edit()
        self.stage.select(keys)

    def selected(self) -> tuple[int, ...]:
        """The keys of the selected shapes."""
        return self.stage.selection

    def set_hidden(self, keys: Iterable[int] | Literal["all"] | None) -> None:
        """Hides these shapes, all of them, or (None) none."""
        self.stage.set_hidden(keys)

    def set_draft_color(self, color: str) -> None:
        """The class colour of what will be drawn, as ``#rrggbb``."""
        self.stage.draft_color = color
        self.stage.draft_changed.emit()

    def set_tool(self, kind: ToolKind) -> None:
        """Takes another tool in hand; an unfinished draft is cancelled."""
        if kind == self._kind:
            return
        self.cancel_draft()
        self.current.leave()
        self._kind, self.current = kind, self._tools[kind]
        self.show_cursor()
        self.stage.draft_changed.emit()

    def tool(self) -> ToolKind:
        """The tool in hand."""
        return self._kind

    def show_candidates(self, candidates: Sequence[MaskCandidate], hover: bool) -> None:
        """The answer to the last ``prompt_changed`` with the same ``hover``.

        None at all when there was no answer: it is no longer waited for.
        """
        self._smart.show_candidates(candidates, hover)

    def continue_prompt(self, prompt: Prompt) -> None:
        """Takes up an earlier prompt in the smart tool; emits ``prompt_changed`` for it."""
        self.set_tool(ToolKind.SMART)
        self.cancel_draft()
        self._smart.continue_prompt(prompt)

    def fit(self) -> None:
        """Shows the whole picture, and goes on doing so until somebody zooms or pans."""
        self.navigator.fit()
        self.zoomed()

    def zoom_to_actual(self) -> None:
        """One image pixel is one screen pixel."""
        self.zoom_by(1.0 / self.zoom())

    def zoom_by(self, factor: float) -> None:
        """Zooms around the middle of the view."""
        self._zoom_at(factor, QPointF(self.viewport().rect().center()))

    def zoom(self) -> float:
        """Screen pixels per image pixel."""
        return self.navigator.scale

    def _cancel_edit(self) -> None:
        """Lets go of a shape in the hand: what it is of is about to be replaced."""
        if self.stage.edit != Edit():
            self.cancel_draft()
