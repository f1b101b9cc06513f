"""The table of tools: a new tool is one more row."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions import Act
from desktop.canvas.tools.box import BoxTool
from desktop.canvas.tools.brush import BrushTool, EraserTool
from desktop.canvas.tools.keypoints import KeypointsTool
from desktop.canvas.tools.polygon import PolygonTool, PolylineTool
from desktop.canvas.tools.rotated_box import RotatedBoxTool
from desktop.canvas.tools.select import SelectTool
from desktop.canvas.tools.smart import SmartTool
from desktop.canvas.tools.spec import Gesture, ToolSpec
from desktop.canvas.tools.split import SplitTool

CLICK = QT_TRANSLATE_NOOP("Gestures", "Click")
DRAG = QT_TRANSLATE_NOOP("Gestures", "Drag")
RESHAPE = Gesture(
    QT_TRANSLATE_NOOP("Gestures", "Drag a handle"),
    QT_TRANSLATE_NOOP("Gestures", "reshape the selected object"),
)
KEEP = Gesture(Act.FINISH, QT_TRANSLATE_NOOP("Gestures", "keep it"))

SELECT = ToolSpec(
    SelectTool,
    Act.SELECT_TOOL,
    icon="mouse-pointer-2",
    gestures=(
        Gesture(CLICK, QT_TRANSLATE_NOOP("Gestures", "select an object")),
        Gesture(DRAG, QT_TRANSLATE_NOOP("Gestures", "move it, or frame several")),
        RESHAPE,
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Ctrl or Shift + click"),
            QT_TRANSLATE_NOOP("Gestures", "select one more, or one less"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Drag an edge"),
            QT_TRANSLATE_NOOP("Gestures", "add a vertex to the selected polygon"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Click on a vertex"),
            QT_TRANSLATE_NOOP("Gestures", "choose it, to be moved or deleted alone"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Alt + drag"),
            QT_TRANSLATE_NOOP("Gestures", "choose the vertices in a frame"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Alt + click on a vertex"),
            QT_TRANSLATE_NOOP("Gestures", "remove it; a key point is occluded, or visible again"),
        ),
    ),
)
BOX = ToolSpec(
    BoxTool,
    Act.BOX_TOOL,
    icon="square",
    gestures=(
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Drag, or click two corners"),
            QT_TRANSLATE_NOOP("Gestures", "draw a box"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Click on an object"),
            QT_TRANSLATE_NOOP("Gestures", "select it"),
        ),
        RESHAPE,
    ),
    makes=("box",),
    cross_hair=True,
)
POLYGON = ToolSpec(
    PolygonTool,
    Act.POLYGON_TOOL,
    icon="pentagon",
    gestures=(
        Gesture(CLICK, QT_TRANSLATE_NOOP("Gestures", "set a vertex")),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Double click"),
            QT_TRANSLATE_NOOP("Gestures", "set the last vertex"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Click on the first vertex"),
            QT_TRANSLATE_NOOP("Gestures", "close the polygon"),
        ),
        KEEP,
        RESHAPE,
    ),
    makes=("polygon",),
    cross_hair=True,
)
ROTATED_BOX = ToolSpec(
    RotatedBoxTool,
    Act.ROTATED_BOX_TOOL,
    icon="diamond",
    gestures=(
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Drag, or click both ends"),
            QT_TRANSLATE_NOOP("Gestures", "draw the axis of a box"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Then move and click"),
            QT_TRANSLATE_NOOP("Gestures", "give it its width"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Drag the handle on the stem"),
            QT_TRANSLATE_NOOP("Gestures", "turn the selected box, with Shift by steps of 15°"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Click on that handle, then arrow keys"),
            QT_TRANSLATE_NOOP("Gestures", "turn it by a degree, with Shift by ten"),
        ),
        RESHAPE,
    ),
    makes=("rotated_box",),
    cross_hair=True,
)
POLYLINE = ToolSpec(
    PolylineTool,
    Act.POLYLINE_TOOL,
    icon="spline",
    gestures=(
        Gesture(CLICK, QT_TRANSLATE_NOOP("Gestures", "set a vertex")),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Double click"),
            QT_TRANSLATE_NOOP("Gestures", "set the last vertex"),
        ),
        KEEP,
        RESHAPE,
    ),
    makes=("polyline",),
    cross_hair=True,
)
KEYPOINTS = ToolSpec(
    KeypointsTool,
    Act.KEYPOINTS_TOOL,
    icon="person-standing",
    gestures=(
        Gesture(CLICK, QT_TRANSLATE_NOOP("Gestures", "place the point that is named")),
        Gesture(DRAG, QT_TRANSLATE_NOOP("Gestures", "place all points in a box")),
        KEEP,
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Ctrl + click"),
            QT_TRANSLATE_NOOP("Gestures", "place a point that is occluded"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Tab"),
            QT_TRANSLATE_NOOP("Gestures", "leave a point out: it is absent"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Drag a handle"),
            QT_TRANSLATE_NOOP("Gestures", "move a point of the selected object"),
        ),
    ),
    makes=("keypoints",),
)
SIZE = (
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Wheel"),
        QT_TRANSLATE_NOOP("Gestures", "make the brush larger or smaller"),
    ),
    Gesture(
        QT_TRANSLATE_NOOP("Gestures", "Shift + click"),
        QT_TRANSLATE_NOOP("Gestures", "a straight line from the last stroke"),
    ),
)
BRUSH_OPTIONS = (Act.SMALLER_BRUSH, Act.LARGER_BRUSH, Act.SQUARE_BRUSH)
BRUSH = ToolSpec(
    BrushTool,
    Act.BRUSH_TOOL,
    icon="brush",
    gestures=(
        Gesture(DRAG, QT_TRANSLATE_NOOP("Gestures", "paint an object, or more of it")),
        Gesture(Act.FINISH, QT_TRANSLATE_NOOP("Gestures", "go on with a new object")),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Alt + drag"), QT_TRANSLATE_NOOP("Gestures", "erase")
        ),
        *SIZE,
    ),
    makes=("mask",),
    options=BRUSH_OPTIONS,
)
ERASER = ToolSpec(
    EraserTool,
    Act.ERASER_TOOL,
    icon="eraser",
    gestures=(
        Gesture(
            DRAG, QT_TRANSLATE_NOOP("Gestures", "erase of the selected object, or of that below")
        ),
        *SIZE,
    ),
    makes=("mask",),
    options=BRUSH_OPTIONS,
)
SPLIT = ToolSpec(
    SplitTool,
    Act.SPLIT_TOOL,
    icon="scissors",
    gestures=(
        Gesture(
            DRAG, QT_TRANSLATE_NOOP("Gestures", "cut what is selected, or all that is crossed")
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Click on an object"),
            QT_TRANSLATE_NOOP("Gestures", "select it"),
        ),
    ),
)
SMART = ToolSpec(
    SmartTool,
    Act.SMART_TOOL,
    icon="wand-sparkles",
    gestures=(
        Gesture(CLICK, QT_TRANSLATE_NOOP("Gestures", "what belongs to it")),
        KEEP,
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Right click"),
            QT_TRANSLATE_NOOP("Gestures", "what does not"),
        ),
        Gesture(DRAG, QT_TRANSLATE_NOOP("Gestures", "a box around the object")),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Wheel"),
            QT_TRANSLATE_NOOP("Gestures", "another of the outlines on offer"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Ctrl + click"),
            QT_TRANSLATE_NOOP("Gestures", "add this and keep it"),
        ),
        Gesture(
            QT_TRANSLATE_NOOP("Gestures", "Shift + click"),
            QT_TRANSLATE_NOOP("Gestures", "like a right click"),
        ),
    ),
    makes=("box", "rotated_box", "polygon", "mask"),
    cross_hair=True,
    needs_sam=True,
)

TOOLS = (SELECT, BOX, ROTATED_BOX, POLYGON, POLYLINE, KEYPOINTS, BRUSH, ERASER, SPLIT, SMART)
"""In the order of the toolbar; the first one is in hand when a project is opened."""
