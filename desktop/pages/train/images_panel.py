"""Validation pictures below the curve, worst first."""

import functools
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.jobs.background import BackgroundTask
from desktop.pages.train.images_drawing import DrawnImage, FindImage, draw_images
from desktop.widgets.labels import label, paragraph, plain_tip
from engine.protocol.events import ValidationImages
from engine.protocol.run_folder import RunFolder


class ImagesPanel(QScrollArea):
    """Draws the latest pictures of a run, once it is seen.

    Args:
        find: Where an image lies.
    """

    def __init__(self, find: FindImage) -> None:
        super().__init__()
        self._find = find
        self._folder: RunFolder | None = None
        self._event: ValidationImages | None = None
        self._drawn: tuple[RunFolder | None, ValidationImages | None] = (None, None)
        self._task: BackgroundTask | None = None
        self._count = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._show([])

    def show_images(self, folder: RunFolder, event: ValidationImages | None) -> None:
        """Show what this event points to; nothing while a run has reported none."""
        self._folder, self._event = folder, event
        self._refresh()

    def count(self) -> int:
        """How many pictures are shown."""
        return self._count

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        wanted = (self._folder, self._event)
        if not self.isVisible() or wanted == self._drawn or self._task is not None:
            return
        self._drawn = wanted
        if self._folder is None or self._event is None:
            self._show([])
            return
        work = functools.partial(draw_images, self._folder, self._event.file, self._find)
        self._task = BackgroundTask(lambda _progress: work(), self)
        self._task.finished.connect(self._show)
        self._task.failed.connect(self._say_why_not)
        self._task.ended.connect(self._end)
        self._task.start()

    def _end(self) -> None:
        self._task = None
        # Newer pictures may have come while these were drawn.
        self._refresh()

    def _say_why_not(self, error: Exception) -> None:
        self.setWidget(label(str(error), "danger"))

    def _show(self, images: Sequence[DrawnImage]) -> None:
        self._count = len(images)
        if not images:
            self.setWidget(_centred(self.tr("Pictures come with the first validation.")))
            return
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(16)
        for drawn in images:
            row.addWidget(self._cell(drawn))
        row.addStretch(1)
        self.setWidget(inner)

    def _cell(self, drawn: DrawnImage) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        photo = QLabel()
        photo.setPixmap(QPixmap.fromImage(drawn.image))
        photo.setToolTip(plain_tip(drawn.name))
        text = self.tr("truth: {truth} · model: {prediction}").format(
            truth=drawn.truth, prediction=drawn.prediction
        )
        column.addWidget(photo)
        caption = paragraph(text, "muted")
        caption.setFixedWidth(drawn.image.width())
        column.addWidget(caption)
        column.addStretch(1)
        return cell


def _centred(text: str) -> QLabel:
    made = label(text, "muted")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
