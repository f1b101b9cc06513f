"""What somebody must know who draws objects for the first time, said once."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.pages.annotate.current_image import CurrentImage
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from desktop.widgets.message_bar import MessageBar
from engine.project.rows import FINISHED


class EveryObjectNotice(QObject):
    """Says on a project's first picture that every object counts, unless something else is said.

    It is remembered as told when it was closed, or another picture is in hand.

    Args:
        session: Whose images are counted.
        image: The image in hand.
        messages: Where it is said.
        remembered: Whether it was told.
        page: Said only while it is seen; Qt owner.
    """

    def __init__(
        self,
        session: ProjectSession,
        image: CurrentImage,
        messages: MessageBar,
        remembered: Remembered,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)
        self._session = session
        self._image = image
        self._messages = messages
        self._remembered = remembered
        self._words = self.tr(
            "Mark every object of each class before a picture is done: a model learns that "
            "whatever is not marked is none of them."
        )
        self._draws = False
        self._is_said = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._say)
        image.changed.connect(self._leave)
        messages.placed.connect(self._follow)

    def set_draws(self, draws: bool) -> None:
        """Whether there are objects to draw."""
        self._draws = draws
        self._soon.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._soon.start()
        elif event.type() == QEvent.Type.Hide and self._is_shown():
            # It is about this page, and said again when that is seen again.
            self._is_said = False
            self._messages.hide()
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        if self._messages.text() or not self._is_due():
            return
        self._is_said = True
        self._messages.say(self._words, "info", self.tr("Understood"))

    def _is_due(self) -> bool:
        is_drawing = self._draws and self._image.row is not None and self._page.isVisible()
        if self._remembered.told_every_object or not is_drawing:
            return False
        counts = self._session.store.images.count_by_state()
        return not any(counts[state] for state in FINISHED)

    def _is_shown(self) -> bool:
        return self._is_said and self._messages.text() == self._words

    def _leave(self) -> None:
        if self._is_shown():
            self._messages.hide()
        self._soon.start()

    def _follow(self) -> None:
        """It was closed, or something else took its place."""
        said = self._messages.text()
        if self._is_said and said != self._words:
            self._is_said = False
            self._remembered.told_every_object = not said
        if not said:
            self._soon.start()
