"""The table of tools: a new tool is one more row."""

from desktop.actions import Act
from desktop.canvas.tools.box import BoxTool
from desktop.canvas.tools.polygon import PolygonTool
from desktop.canvas.tools.select import SelectTool
from desktop.canvas.tools.smart import SmartTool
from desktop.canvas.tools.spec import ToolSpec

SELECT = ToolSpec(SelectTool, Act.SELECT_TOOL, icon="mouse-pointer-2")
BOX = ToolSpec(BoxTool, Act.BOX_TOOL, icon="square", makes=("box",))
POLYGON = ToolSpec(PolygonTool, Act.POLYGON_TOOL, icon="pentagon", makes=("polygon",))
SMART = ToolSpec(
    SmartTool,
    Act.SMART_TOOL,
    icon="wand-sparkles",
    makes=("box", "rotated_box", "polygon", "mask"),
    needs_sam=True,
)

TOOLS = (SELECT, BOX, POLYGON, SMART)
"""In the order of the toolbar; the first one is in hand when a project is opened."""
