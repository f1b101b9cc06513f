"""Takes tools in hand, by key or by mouse."""

from PySide6.QtCore import QObject

from desktop.actions import Act, Actions
from desktop.canvas.tools.kind import ToolKind
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.sam_session import SamSession
from desktop.pages.annotate.toolbar import AnnotateToolbar


class ToolSwitcher(QObject):
    """Keeps canvas and toolbar of one opinion about the tool in hand."""

    def __init__(
        self,
        canvas: CanvasView,
        toolbar: AnnotateToolbar,
        smart: SamSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._toolbar = toolbar
        self._smart = smart

    def bind(self, actions: Actions) -> None:
        """Give the keys of the tools their meaning."""
        actions.on(Act.SELECT_TOOL, lambda: self.take(ToolKind.SELECT), self)
        actions.on(Act.BOX_TOOL, lambda: self.take(ToolKind.BOX), self)
        actions.on(Act.POLYGON_TOOL, lambda: self.take(ToolKind.POLYGON), self)
        actions.on(Act.SMART_TOOL, lambda: self.take(ToolKind.SMART), self)

    def take(self, kind: ToolKind) -> None:
        """Take a tool in hand."""
        if kind is ToolKind.SMART:
            self._smart.take_up()
        else:
            self._canvas.set_tool(kind)
        self._toolbar.mark_tool(kind)
