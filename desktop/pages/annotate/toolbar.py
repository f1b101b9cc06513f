"""The row above the picture."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.actions import Act, Actions
from desktop.pages.annotate.tool_options import ToolOptions
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.tool_button import tool_button

ICONS = {
    Act.UNDO: "undo-2",
    Act.REDO: "redo-2",
    Act.DISPLAY: "contrast",
    Act.FIT: "maximize",
    Act.ACTUAL_SIZE: "scan-search",
    Act.SHORTCUTS: "circle-question-mark",
}
NARROWEST, ROOM_FOR_ALL = 264, 432


class AnnotateToolbar(QFrame):
    """Undo, redo, options of the tool, name of the image, colours, fit, 100 %, the shortcut sheet.

    Args:
        actions: The window's actions.
    """

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self._actions = actions
        # In the middle: the state at its end is always read.
        self._title = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._title.setProperty("role", "muted")
        self._title.setMinimumWidth(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._row.setSpacing(4)
        self._add(Act.UNDO, Act.REDO)
        self.options = ToolOptions(actions)
        self._row.addWidget(self.options)
        self._row.addStretch(1)
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self._views = self._view_buttons()
        self._row.addWidget(self._views)
        self.setMinimumWidth(NARROWEST)

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
        for act in (Act.DISPLAY, Act.FIT, Act.ACTUAL_SIZE, Act.SHORTCUTS):
            row.addWidget(tool_button(self._actions[act], ICONS[act], self))
        return views

    def _add(self, *acts: Act) -> None:
        for act in acts:
            self._row.addWidget(tool_button(self._actions[act], ICONS[act], self))
