"""What is said over the canvas where a picture cannot be shown, with the ways out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

WIDEST, NARROWEST = 480, 200
MARGIN = 24

Button = tuple[str, Callable[[], object]]


class FileNotice(QFrame):
    """Lies in the middle of the canvas; hidden until something is to be said."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setObjectName("message_bar")
        self.setProperty("tone", "warning")
        self._sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._consequence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._consequence.setProperty("role", "muted")
        self._buttons = QHBoxLayout()
        self._shown: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        column.addWidget(self._sentence)
        column.addWidget(self._consequence)
        column.addLayout(self._buttons)
        canvas.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, consequence: str, buttons: Sequence[Button]) -> None:
        """Show a sentence, what would come of a button, and the buttons."""
        self._sentence.setText(sentence)
        self._consequence.setText(consequence)
        self._consequence.setVisible(bool(consequence))
        for button in self._shown:
            button.hide()
            button.deleteLater()
        self._shown = [QPushButton(text) for text, _on_click in buttons]
        for button, (_text, on_click) in zip(self._shown, buttons, strict=True):
            button.clicked.connect(on_click)
            self._buttons.addWidget(button)
        self.show()
        self._place()

    def text(self) -> str:
        """What is said now; empty when hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def buttons(self) -> dict[str, QPushButton]:
        """The buttons that are offered, by their words."""
        return {button.text(): button for button in self._shown}

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width = max(NARROWEST, min(WIDEST, self._canvas.width() - 2 * MARGIN))
        self.setFixedWidth(width)
        layout = self.layout()
        self.resize(
            width, self.sizeHint().height() if layout is None else layout.heightForWidth(width)
        )
        area = self._canvas.rect()
        self.move((area.width() - width) // 2, max(0, (area.height() - self.height()) // 2))
