"""Keeps the canvas showing the image in hand and what is on it."""

from PySide6.QtCore import QObject

from desktop.actions import Act, Actions
from desktop.canvas.shape import CanvasShape
from desktop.canvas.view import CanvasView
from desktop.models.state_words import state_words
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.images_ahead import source_of
from desktop.pages.annotate.toolbar import AnnotateToolbar
from desktop.project_session import ProjectSession

ZOOM_STEP = 1.25


class CanvasPresenter(QObject):
    """Gives the canvas the image once, and then only the shapes that differ."""

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        toolbar: AnnotateToolbar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._toolbar = toolbar
        self._shown = {shape.key: shape for shape in image.shapes()}
        image.changed.connect(self._show_image)
        image.content_changed.connect(self._show_shapes)

    def bind(self, actions: Actions) -> None:
        """Give the keys of looking their meaning."""
        canvas = self._canvas
        actions.on(Act.FIT, canvas.fit, self)
        actions.on(Act.ACTUAL_SIZE, canvas.zoom_to_actual, self)
        actions.on(Act.ZOOM_IN, lambda: canvas.zoom_by(ZOOM_STEP), self)
        actions.on(Act.ZOOM_OUT, lambda: canvas.zoom_by(1 / ZOOM_STEP), self)

    def _show_image(self) -> None:
        self._shown = {}
        row = self._image.row
        if row is None:
            self._canvas.clear()
        else:
            self._canvas.set_image(source_of(self._session.store, row))

    def _show_shapes(self) -> None:
        shapes = {shape.key: shape for shape in self._image.shapes()}
        changed = [s for key, s in shapes.items() if self._is_new(key, s)]
        removed = [key for key in self._shown if key not in shapes]
        self._shown = shapes
        self._canvas.update_shapes(changed, removed)
        self._show_title()

    def _is_new(self, key: int, shape: CanvasShape) -> bool:
        shown = self._shown.get(key)
        # Most are the same object, and that is seen much faster.
        return shown is not shape and shown != shape

    def _show_title(self) -> None:
        row = self._image.row
        if row is None:
            self._toolbar.set_title("")
            return
        name = row.path.rpartition("/")[2]
        self._toolbar.set_title(f"{name} · {state_words(row.state)}")
