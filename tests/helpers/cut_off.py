"""Finds words that a window has no room for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QToolButton, QWidget

Worded = QLabel | QAbstractButton


def cut_off(window: QWidget) -> list[str]:
    """The texts of visible labels and buttons that are wider than their place, or lie outside."""
    parts: list[Worded] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    shown = [part for part in parts if part.isVisible() and part.text() and not _is_icon(part)]
    return [part.text() for part in shown if not (_fits(part) and _is_inside(part, window))]


def _fits(part: Worded) -> bool:
    if isinstance(part, QLabel) and part.wordWrap():
        return part.height() >= part.heightForWidth(part.width())
    text = part.text().replace("&", "")
    return part.width() >= part.fontMetrics().horizontalAdvance(text)


def _is_icon(part: Worded) -> bool:
    icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(part, QToolButton) and part.toolButtonStyle() == icon_only


def _is_inside(part: QWidget, window: QWidget) -> bool:
    # What lies in an area that scrolls can be brought into sight.
    if _scrolls(part):
        return True
    corners = (part.rect().topLeft(), part.rect().bottomRight())
    return all(window.rect().contains(part.mapTo(window, corner)) for corner in corners)


def _scrolls(part: QWidget) -> bool:
    parent = part.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent is not None
