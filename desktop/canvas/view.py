"""The canvas: an image, the shapes on it, and the tool in hand."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from desktop.canvas.image_source import ImageSource
from desktop.canvas.input import CanvasInput
from desktop.canvas.shape import CanvasShape
from desktop.canvas.stage import Edit
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.tools.table import TOOLS
from engine.geometry.skeleton import Skeleton
from engine.geometry.types import GeometryKind
from engine.images import UnreadableImage
from engine.protocol.requests import MaskCandidate, Prompt


class CanvasView(CanvasInput):
    """Shows one image with its shapes and turns mouse and keys into geometries.

    It changes nothing by itself: what a person draws is emitted, the page stores it and then tells
    the canvas what there is now.
    """

    geometry_drawn = Signal(object)
    """A new Geometry is finished."""
    skeleton_missing = Signal()
    """Key points were to be drawn, and the class does not say which."""
    line_drawn = Signal(object)
    """Tuple of points of a line that is to cut objects."""
    geometries_edited = Signal(object)
    """Dict of keys to new Geometry: all that one drag has moved or reshaped, at its end."""
    selection_changed = Signal(object)
    """Tuple of the selected keys, by whatever means."""
    prompt_changed = Signal(object, bool)
    """Prompt to be answered by ``show_candidates``; True when it is only hovered."""
    prompt_accepted = Signal(object)
    """Tuple (Prompt, Mask) that a person finished."""
    image_loaded = Signal()
    """The image is there in full resolution."""
    image_failed = Signal(object)
    """The ``UnreadableImage``: why the image cannot be decoded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = {spec: spec.tool(self.stage) for spec in TOOLS}
        self._spec = TOOLS[0]
        self.current = self._tools[self._spec]
        self.stage.geometry_drawn.connect(self.geometry_drawn)
        self.stage.geometries_edited.connect(self.geometries_edited)
        self.stage.skeleton_missing.connect(self.skeleton_missing)
        self.stage.line_drawn.connect(self.line_drawn)
        self.stage.delete_requested.connect(self.delete_requested)
        self.stage.selection_changed.connect(self.selection_changed)
        self.stage.prompt_changed.connect(self.prompt_changed)
        self.stage.prompt_accepted.connect(self.prompt_accepted)
        self.image.loaded.connect(self.image_loaded)
        self.image.failed.connect(self._refuse)

    def set_image(self, source: ImageSource) -> None:
        """Shows another image, without shapes.

        What its check raises, or its decoding, comes by ``image_failed``. Zoom and position stay
        when the last image had the same size.
        """
        self.cancel_draft()
        self.stage.set_image(source.width, source.height)
        self.image.show(source)
        self.navigator.set_size(self.image.size)
        self.rulers.measure(source.width, source.height)
        self.zoomed()

    def clear(self) -> None:
        """Shows no image."""
        self.cancel_draft()
        self.image.clear()
        self.compared.clear()
        self.stage.set_image(0, 0)
        self.moved.emit()

    def _refuse(self, error: UnreadableImage) -> None:
        self.cancel_draft()
        self.select(())
        self.image_failed.emit(error)

    def set_shapes(self, shapes: Iterable[CanvasShape]) -> None:
        """Replaces all shapes; keeps those selected that are still there."""
        self._cancel_edit()
        self.stage.set_shapes(shapes)

    def update_shapes(
        self, changed: Iterable[CanvasShape], removed_keys: Collection[int] = ()
    ) -> None:
        """Adds or replaces some shapes, and removes others."""
        # Mostly what was moved here is stored and told of: it is there already.
        changed = tuple(shape for shape in changed if not self._shows(shape))
        if not changed and not removed_keys:
            return
        if {shape.key for shape in changed}.union(removed_keys) & set(self.stage.selection):
            self._cancel_edit()
        self.stage.update_shapes(changed, removed_keys)

    def select(self, keys: Iterable[int], drawn: bool = False) -> None:
        """Selects exactly these; says so by ``selection_changed`` when that is new.

        Args:
            keys: Of the shapes.
            drawn: They are what was just drawn, and nobody has chosen them.
        """
        self._cancel_edit()
        self.stage.select(keys, drawn)

    def selected(self) -> tuple[int, ...]:
        """The keys of the selected shapes."""
        return self.stage.selection

    def set_hidden(self, keys: Iterable[int] | Literal["all"], but: Collection[int] = ()) -> None:
        """Hides these shapes, or all of them, ``but`` these."""
        self.stage.set_hidden(keys, but)

    def set_draft_class(
        self, color: str, kind: GeometryKind, skeleton: Skeleton | None = None
    ) -> None:
        """The class of what will be drawn.

        Args:
            color: As ``#rrggbb``.
            kind: What a mask is kept as, and so what is shown of it before.
            skeleton: Which key points its objects have.
        """
        stage = self.stage
        if self.current.extends and stage.just_drawn and color != stage.draft_color:
            # The class is that of the next object.
            stage.select(())
        stage.draft_color, stage.draft_kind, stage.draft_skeleton = color, kind, skeleton
        self.stage.draft_changed.emit()

    def set_tool(self, spec: ToolSpec) -> None:
        """Takes another tool in hand; an unfinished draft is cancelled."""
        if spec == self._spec:
            return
        self.cancel_draft()
        self.current.leave()
        self._spec, self.current, self.draws = spec, self._tools[spec], bool(spec.makes)
        self.cross_hair.follow_tool(spec.cross_hair)
        if self.current.extends and self.stage.just_drawn:
            # Nobody has chosen it to be extended.
            self.select(())
        self.show_cursor()
        self.stage.draft_changed.emit()

    def tool(self) -> ToolSpec:
        """The tool in hand."""
        return self._spec

    def show_candidates(self, candidates: Sequence[MaskCandidate], hover: bool) -> None:
        """The answer to the last ``prompt_changed`` with the same ``hover``.

        None at all when there was no answer: it is no longer waited for.
        """
        self.current.show_candidates(candidates, hover)

    def continue_prompt(self, prompt: Prompt) -> None:
        """Lets the tool in hand take up an earlier prompt; emits ``prompt_changed`` for it."""
        self.cancel_draft()
        self.current.continue_prompt(prompt)

    def fit(self) -> None:
        """Shows the whole image, and goes on doing so until somebody zooms or pans."""
        self.navigator.fit()
        self.zoomed()

    def zoom_to_actual(self) -> None:
        """One image pixel is one screen pixel."""
        self.zoom_by(1.0 / self.zoom())

    def zoom_by(self, factor: float) -> None:
        """Zooms around the middle of the view."""
        self._zoom_at(factor, QPointF(self.viewport().rect().center()))

    def bring_into_sight(self, key: int) -> None:
        """Shows a shape, large enough to be looked at."""
        extent = self.stage.index.extent((key,))
        if extent is not None:
            area = QRectF(extent.left, extent.top, extent.width, extent.height)
            self.navigator.bring_into_sight(area)
            self.zoomed()

    def zoom(self) -> float:
        """Screen pixels per image pixel."""
        return self.navigator.scale

    def _shows(self, shape: CanvasShape) -> bool:
        index = self.stage.index
        return shape.key in index and index.shape(shape.key) == shape

    def _cancel_edit(self) -> None:
        """Lets go of a shape in the hand: what it is of is about to be replaced."""
        if self.stage.edit != Edit():
            self.cancel_draft()
