"""Takes tools in hand, by key or by mouse."""

from functools import partial

from PySide6.QtCore import QObject

from desktop.actions import Actions
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.tools.table import TOOLS
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.foot import CanvasFoot
from desktop.pages.annotate.sam_session import SamSession
from desktop.pages.annotate.tool_options import ToolOptions
from desktop.pages.annotate.tool_strip import ToolStrip


class ToolSwitcher(QObject):
    """Keeps canvas, buttons and foot of one opinion about the tool in hand."""

    def __init__(
        self,
        canvas: CanvasView,
        strip: ToolStrip,
        options: ToolOptions,
        foot: CanvasFoot,
        sam: SamSession,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._strip = strip
        self._options = options
        self._foot = foot
        self._sam = sam
        canvas.stage.draft_changed.connect(self._follow_draft)

    def bind(self, actions: Actions) -> None:
        """Give the keys of the tools their meaning, and take the first tool in hand."""
        for spec in TOOLS:
            actions.on(spec.act, partial(self.take, spec), self)
        self.take(TOOLS[0])

    def take(self, spec: ToolSpec) -> None:
        """Take a tool in hand."""
        if spec.needs_sam:
            self._sam.take_up(spec)
        else:
            self._canvas.set_tool(spec)
        self._strip.mark(spec)
        self._options.show_of(spec)
        self._foot.show_tool(spec)

    def _follow_draft(self) -> None:
        # Of the tool alone: a drag may be a look around.
        self._foot.show_draft(self._canvas.current.has_draft())
