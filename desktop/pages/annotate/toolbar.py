"""The row of tools above the picture."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from desktop.actions import Act, Actions
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.tools.table import TOOLS
from desktop.theme import icon
from desktop.widgets.elided_label import ElidedLabel

ICONS = {
    Act.UNDO: "undo-2",
    Act.REDO: "redo-2",
    Act.FIT: "maximize",
    Act.ACTUAL_SIZE: "scan-search",
    Act.SHORTCUTS: "circle-question-mark",
}
ICON = QSize(18, 18)
NARROWEST, ROOM_FOR_ALL = 264, 440


class AnnotateToolbar(QFrame):
    """Undo, redo, the tools, what is in hand, fit, 100 %, the shortcut sheet.

    Args:
        actions: The window's actions.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self._actions = actions
        self._group = QActionGroup(self)
        # In the middle: the state at its end is always read.
        self._title = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._title.setProperty("role", "muted")
        self._title.setMinimumWidth(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(4)
        self._add(Act.UNDO, Act.REDO)
        self._tools = self._tool_buttons()
        self._row.addWidget(self._tools)
        self._row.addStretch(1)
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self._views = self._view_buttons()
        self._row.addWidget(self._views)
        self.setMinimumWidth(NARROWEST)

    def mark_tool(self, spec: ToolSpec) -> None:
        """Show which tool is in hand."""
        self._actions[spec.act].setChecked(True)

    def show_tools(self, is_shown: bool) -> None:
        """Show the tools, or hide them where nothing is drawn."""
        self._tools.setVisible(is_shown)

    def set_title(self, text: str) -> None:
        """Name and state of the image in hand."""
        self._title.set_whole(text)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is no room for all of it: these are in the menus, too.
        self._views.setVisible(self.width() >= ROOM_FOR_ALL)

    def _view_buttons(self) -> QWidget:
        views = QWidget()
        row = QHBoxLayout(views)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for act in (Act.FIT, Act.ACTUAL_SIZE, Act.SHORTCUTS):
            row.addWidget(_button(self._actions[act], ICONS[act], self))
        return views

    def _tool_buttons(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(16, 0, 0, 0)
        row.setSpacing(4)
        for spec in TOOLS:
            action = self._actions[spec.act]
            action.setCheckable(True)
            self._group.addAction(action)
            row.addWidget(_button(action, spec.icon, self))
        return tools

    def _add(self, *acts: Act) -> None:
        for act in acts:
            self._row.addWidget(_button(self._actions[act], ICONS[act], self))


def _button(action: QAction, icon_name: str, parent: QWidget) -> QToolButton:
    action.setIcon(icon(icon_name))
    action.setIconVisibleInMenu(False)
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setIconSize(ICON)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
