"""The tools, in a column beside the picture."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.actions import Actions
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.tools.table import TOOLS
from desktop.widgets.tool_button import tool_button


class ToolStrip(QFrame):
    """A button for every row of the table of tools; that of the tool in hand is checked.

    Args:
        actions: The window's actions.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("toolstrip")
        self._actions = actions
        self._group = QActionGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(2)
        for spec in TOOLS:
            action = actions[spec.act]
            action.setCheckable(True)
            self._group.addAction(action)
            column.addWidget(tool_button(action, spec.icon, self))
        column.addStretch(1)

    def mark(self, spec: ToolSpec) -> None:
        """Show which tool is in hand."""
        self._actions[spec.act].setChecked(True)
