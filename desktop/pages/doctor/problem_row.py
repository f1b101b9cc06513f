"""One problem: how bad it is, a sentence, and what can be done about it with a click."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desktop.theme import icon
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.labels import paragraph
from desktop.widgets.message_bar import ICONS, Tone
from engine.protocol.doctor import Severity

TONES: dict[Severity, Tone] = {"blocks": "danger", "limits": "warning", "hint": "info"}


class ProblemRow(QFrame):
    """Looks like the message bar of the window.

    Args:
        severity: How bad it is.
        text: What is wrong and what to do.
        button: Words of the button; without any there is none.
        on_click: What the button does.
    """

    def __init__(
        self, severity: Severity, text: str, button: str, on_click: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("message_bar")
        self.setProperty("tone", TONES[severity])
        sign = IconLabel(icon(ICONS[TONES[severity]]), 16)
        self.text = paragraph(text)
        self.button = QPushButton(button)
        self.button.setVisible(bool(button))
        self.button.clicked.connect(lambda: on_click())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
