"""Labels in the roles that the style sheet knows."""

from html import escape
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

Role = Literal["body", "page", "section", "muted", "warning", "danger"]


def label(text: str = "", role: Role = "body") -> QLabel:
    """A label of one line."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def plain_tip(text: str) -> str:
    """Text for a tool tip, shown as it is: Qt takes what looks like HTML for HTML."""
    return f"<span>{escape(text)}</span>" if "<" in text else text


def paragraph(text: str = "", role: Role = "body") -> QLabel:
    """A label that breaks its lines, and is never wider than it must be."""
    made = label(text, role)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
