"""What can be set of the tool in hand, in the row above the picture."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.actions import Act, Actions
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.tools.table import TOOLS
from desktop.widgets.tool_button import tool_button

ICONS = {
    Act.SMALLER_BRUSH: "minus",
    Act.LARGER_BRUSH: "plus",
    Act.SQUARE_BRUSH: "square-dot",
}


class ToolOptions(QWidget):
    """The actions that the rows of tools name, while such a tool is in hand."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        acts = dict.fromkeys(act for spec in TOOLS for act in spec.options)
        self._buttons = {act: tool_button(actions[act], ICONS[act], self) for act in acts}
        self.value = QLabel()
        self.value.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        for button in self._buttons.values():
            row.addWidget(button)
        row.addWidget(self.value)
        self.hide()

    def show_of(self, spec: ToolSpec) -> None:
        """Offer what can be set of a tool."""
        for act, button in self._buttons.items():
            button.setVisible(act in spec.options)
        self.setVisible(bool(spec.options))
