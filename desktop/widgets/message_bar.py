"""One sentence over the lower edge of the page, with at most one button: never a box."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QHideEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from desktop.theme import icon

Tone = Literal["info", "warning", "danger"]
ICONS: dict[Tone, str] = {"info": "info", "warning": "triangle-alert", "danger": "circle-alert"}


WIDEST = 720
MARGIN = 16


class MessageBar(QFrame):
    """Hidden until something is to be said; a new sentence replaces the old one.

    It lies over the page and never moves what is there: somebody may be aiming at it.

    Args:
        page: What it lies over.
    """

    placed = Signal()
    """It came, went, or has another size."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._is_above = False
        self._foot = 0
        self.setObjectName("message_bar")
        self.setProperty("floating", True)
        page.installEventFilter(self)
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._on_click: Callable[[], object] | None = None
        self._button.clicked.connect(self._click)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setToolTip(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self.hide()

    def say(
        self,
        text: str,
        tone: Tone = "info",
        button: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, and a button that hides it and calls ``on_click``."""
        self._text.setText(text)
        self._icon.setPixmap(icon(ICONS[tone]).pixmap(16, 16))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._on_click = on_click
        self.setProperty("tone", tone)
        self.style().polish(self)
        self._is_above = self._lower_place().contains(_pointer_on(self._page))
        self.show()
        self.raise_()
        self._place()

    def keep_off(self, foot: int) -> None:
        """Leave so many pixels at the lower edge of the page free: there are buttons."""
        self._foot = foot
        if not self.isHidden():
            self._place()

    def text(self) -> str:
        """What is said now; empty when hidden."""
        return "" if self.isHidden() else self._text.text()

    def room(self) -> int:
        """Pixels at the lower edge of the page that it lies over."""
        return 0 if self.isHidden() else self.height() + 2 * MARGIN

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.placed.emit()

    def _place(self) -> None:
        place = self._lower_place()
        if self._is_above:
            place.moveTop(MARGIN)
        self.setGeometry(place)
        self.placed.emit()

    def _lower_place(self) -> QRect:
        area = self._page.rect()
        width = min(WIDEST, area.width() - 2 * MARGIN)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        place = QRect(area.topLeft(), QSize(width, height))
        place.moveCenter(area.center())
        place.moveBottom(area.bottom() - MARGIN - self._foot)
        return place

    def _click(self) -> None:
        self.hide()
        if self._on_click is not None:
            self._on_click()


def _pointer_on(page: QWidget) -> QPoint:
    """Where the mouse pointer is on a page."""
    return page.mapFromGlobal(QCursor.pos())
