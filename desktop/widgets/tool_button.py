"""A button of an action that shows its icon alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.theme import icon

ICON = QSize(18, 18)


def tool_button(action: QAction, icon_name: str, parent: QWidget) -> QToolButton:
    """Make the button; the action's tip names it, and its key stays with the canvas."""
    action.setIcon(icon(icon_name))
    action.setIconVisibleInMenu(False)
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setIconSize(ICON)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
