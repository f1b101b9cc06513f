"""Opens the editor of a class's skeleton, and keeps what comes of it."""

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.skeleton_dialog import SkeletonDialog
from desktop.project_session import ProjectSession


class SkeletonSetting(QObject):
    """For the class that is drawn."""

    def __init__(
        self, session: ProjectSession, canvas: CanvasView, classes: ClassPanel, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session = session
        self._canvas = canvas
        self._classes = classes
        self._page = page
        canvas.skeleton_missing.connect(self.edit)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.SKELETON, self.edit, self)

    def edit(self) -> SkeletonDialog | None:
        """Ask for the skeleton of the class that is drawn."""
        row = self._classes.ensure_current()
        if row is None:
            return None
        dialog = SkeletonDialog(row.name, row.skeleton, self._picture(), self._page.window())
        dialog.chosen.connect(
            lambda skeleton, order: self._session.do(
                lambda store: store.classes.set_skeleton(row.id, skeleton, order)
            )
        )
        dialog.open()
        return dialog

    def _picture(self) -> QPixmap:
        """The selected object, or the image as it is seen."""
        extent = self._canvas.stage.index.extent(self._canvas.selected())
        shown = self._canvas.viewport().grab()
        if extent is None:
            return shown
        there = QRectF(extent.left, extent.top, extent.width, extent.height)
        area = self._canvas.viewportTransform().mapRect(there).toAlignedRect()
        return shown.copy(area & shown.rect())
