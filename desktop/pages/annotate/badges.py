"""What is not seen on the picture, said in its corner."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

MARGIN = 8


class Badges(QWidget):
    """Buttons in the upper left corner of the canvas; those with nothing to say are hidden.

    Args:
        canvas: What they lie over.
    """

    def __init__(self, canvas: QAbstractScrollArea) -> None:
        super().__init__(canvas)
        self._viewport = canvas.viewport()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        # Rulers move it.
        self._viewport.installEventFilter(self)
        self._fit()

    def add(self, on_click: Callable[[], object]) -> QPushButton:
        """Make a badge, which is hidden until it says something."""
        badge = QPushButton()
        badge.setProperty("role", "badge")
        badge.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        badge.clicked.connect(lambda: on_click())
        badge.hide()
        self._column.addWidget(badge, alignment=Qt.AlignmentFlag.AlignLeft)
        return badge

    def say(self, badge: QPushButton, text: str) -> None:
        """Let a badge say something; hide it if that is nothing."""
        badge.setText(text)
        badge.setVisible(bool(text))
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return handled

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.move(self._viewport.pos() + QPoint(MARGIN, MARGIN))
        self._column.activate()
        self.resize(self._column.sizeHint())
