"""Images are taken out of the project, after saying how much goes with them."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

from desktop.actions import Act, Actions
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.image_panel import ImagePanel
from desktop.project_session import ProjectSession

MANY = 20
"""Images whose removal is worth a backup."""


class ImageRemoval(QObject):
    """Asks first where a person's labels would go; one step of undo brings everything back."""

    def __init__(
        self,
        session: ProjectSession,
        image: CurrentImage,
        panel: ImagePanel,
        images: ImageListModel,
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._image = image
        self._panel = panel
        self._images = images
        self._question: QMessageBox | None = None

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.REMOVE_IMAGES, self.remove_selected, self)

    def remove_selected(self) -> None:
        """Remove the images that are selected in the list, or else the one in hand."""
        row = self._image.row
        self.remove(self._panel.selected_ids() or ([] if row is None else [row.id]))

    def remove(self, ids: Collection[int]) -> None:
        """Remove images, after a question if they have labels."""
        labels = sum(self._session.store.annotations.counts(ids).values())
        if ids and not labels:
            self._do(ids)
        elif ids and self._question is None:
            self._ask(ids, labels)

    def _ask(self, ids: Collection[int], labels: int) -> None:
        self._question = question = QMessageBox(self._panel.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        text = self.tr("Remove from the project? Images: {images}, labels on them: {labels}.")
        question.setText(text.format(images=len(ids), labels=labels))
        question.setInformativeText(
            self.tr("The files stay where they are. Undo brings images and labels back.")
        )
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        # The style's own icon is of another family.
        cancel = question.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setIcon(QIcon())
        question.setDefaultButton(cancel)
        remove.clicked.connect(lambda: self._do(ids))
        question.finished.connect(self._forget_question)
        question.open()

    def _do(self, ids: Collection[int]) -> None:
        row = self._image.row
        if row is not None and row.id in ids:
            self._image.show(self._images.nearest_without(row.id, ids))
        self._session.do(lambda store: store.images.remove(ids), is_large=len(ids) >= MANY)

    def _forget_question(self) -> None:
        self._question = None
