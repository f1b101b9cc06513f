"""What an action is: its name, its menu, when it can be used."""

import dataclasses
import enum

from PySide6.QtGui import QAction


class Menu(enum.StrEnum):
    """The menus of the window, which are also the groups of the shortcut sheet."""

    FILE = "File"
    EDIT = "Edit"
    IMAGE = "Image"
    DRAW = "Draw"
    OBJECT = "Object"
    CLASS = "Class"
    VIEW = "View"
    MODEL = "Model"
    HELP = "Help"


class Submenu(enum.Enum):
    """Menus inside a menu."""

    CONVERT = enum.auto()
    COMBINE = enum.auto()
    REPAIR = enum.auto()
    ALIGN = enum.auto()
    POINTS = enum.auto()
    ORDER = enum.auto()


class Scope(enum.Enum):
    """When an action can be used."""

    ALWAYS = enum.auto()
    PROJECT = enum.auto()
    """With a project open."""
    ANNOTATE = enum.auto()
    """While the Annotate page is seen."""
    DRAW = enum.auto()
    """While the Annotate page is seen and the project is about objects."""


class ContextMenu(enum.Enum):
    """What is clicked with the right button."""

    OBJECT = enum.auto()
    """Objects of the image in hand, on the canvas or in their list."""
    IMAGE = enum.auto()
    CLASS = enum.auto()


class Need(enum.Enum):
    """What there must be for an entry of a context menu to do anything."""

    SELECTION = enum.auto()
    """Something on the image is selected."""
    OBJECTS = enum.auto()
    """Objects are selected that are no suggestions."""
    SEVERAL = enum.auto()
    """Two objects or more are selected that are no suggestions."""
    MASKS = enum.auto()
    """Masks are selected."""
    KEYPOINTS = enum.auto()
    """Key points are selected."""
    OUTLINES = enum.auto()
    """Polygons or lines are selected."""
    SUGGESTIONS = enum.auto()
    """Suggestions are selected."""
    COPIED = enum.auto()
    """Objects have been copied."""
    CONTENT = enum.auto()
    """There are objects or suggestions on the image."""
    ONE_IMAGE = enum.auto()
    """No more than the image in hand is selected."""
    EMPTY_IMAGE = enum.auto()
    """No more than the image in hand is selected, and nobody has marked anything on it."""


class Act(enum.StrEnum):
    """Names of the actions."""

    NEW_PROJECT = "new_project"
    OPEN_PROJECT = "open_project"
    ADD_IMAGES = "add_pictures"
    EXPORT = "export"
    RESTORE = "restore"
    CLOSE_PROJECT = "close_project"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    PASTE = "paste"
    PASTE_AT_POINTER = "paste_at_pointer"
    DUPLICATE = "duplicate"
    REPEAT_PREVIOUS = "repeat_previous"
    DELETE = "delete"
    NEXT_IMAGE = "next_image"
    PREVIOUS_IMAGE = "previous_image"
    GO_TO_IMAGE = "go_to_image"
    NEXT_TO_LOOK_AT = "next_to_look_at"
    ACCEPT_IMAGE = "accept_image"
    VERIFIED_EMPTY = "verified_empty"
    REMOVE_IMAGES = "remove_images"
    SELECT_TOOL = "select_tool"
    BOX_TOOL = "box_tool"
    ROTATED_BOX_TOOL = "rotated_box_tool"
    POLYGON_TOOL = "polygon_tool"
    POLYLINE_TOOL = "polyline_tool"
    KEYPOINTS_TOOL = "keypoints_tool"
    BRUSH_TOOL = "brush_tool"
    ERASER_TOOL = "eraser_tool"
    SPLIT_TOOL = "split_tool"
    SMART_TOOL = "smart_tool"
    SMALLER_BRUSH = "smaller_brush"
    LARGER_BRUSH = "larger_brush"
    SQUARE_BRUSH = "square_brush"
    FINISH = "finish"
    NEXT_OBJECT = "next_object"
    SELECT_ALL = "select_all"
    TO_BOX = "to_box"
    TO_ROTATED_BOX = "to_rotated_box"
    TO_POLYGON = "to_polygon"
    TO_MASK = "to_mask"
    UNITE = "unite"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"
    FILL_HOLES = "fill_holes"
    LARGEST_PART = "largest_part"
    SMOOTH = "smooth"
    SIMPLIFY = "simplify"
    POINTS_VISIBLE = "points_visible"
    POINTS_OCCLUDED = "points_occluded"
    POINTS_ABSENT = "points_absent"
    ALIGN_LEFT = "align_left"
    ALIGN_CENTER = "align_center"
    ALIGN_RIGHT = "align_right"
    ALIGN_TOP = "align_top"
    ALIGN_MIDDLE = "align_middle"
    ALIGN_BOTTOM = "align_bottom"
    CLASS_1 = "class_1"
    CLASS_2 = "class_2"
    CLASS_3 = "class_3"
    CLASS_4 = "class_4"
    CLASS_5 = "class_5"
    CLASS_6 = "class_6"
    CLASS_7 = "class_7"
    CLASS_8 = "class_8"
    CLASS_9 = "class_9"
    FIND_CLASS = "find_class"
    FIT = "fit"
    ACTUAL_SIZE = "actual_size"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    HIDE_ALL = "hide_all"
    HIDE_SELECTED = "hide_selected"
    DISPLAY = "display"
    PLAIN_DISPLAY = "plain_display"
    COMPARE = "compare"
    VALUE_RANGE = "value_range"
    OVERVIEW = "overview"
    RULERS = "rulers"
    CROSS_HAIR = "cross_hair"
    PIXEL_VALUES = "pixel_values"
    LEFT_PANEL = "left_panel"
    RIGHT_PANEL = "right_panel"
    CHECKS = "checks"
    HISTORY = "history"
    ATTRIBUTES = "attributes"
    CLASS_ATTRIBUTES = "class_attributes"
    TO_FRONT = "to_front"
    FORWARD = "forward"
    BACKWARD = "backward"
    TO_BACK = "to_back"
    AUTO_LABEL = "auto_label"
    ACCEPT_ABOVE = "accept_above"
    TRAIN = "train"
    SETTINGS = "settings"
    SHORTCUTS = "shortcuts"
    DOCTOR = "doctor"
    CHECK_UPDATES = "check_updates"
    ABOUT = "about"
    ADD_CLASS = "add_class"
    SKELETON = "skeleton"
    RENAME_CLASS = "rename_class"
    RECOLOR_CLASS = "recolor_class"


CLASS_ACTS = tuple(Act(f"class_{digit}") for digit in range(1, 10))


@dataclasses.dataclass(frozen=True)
class ActionSpec:
    """One row of the table; ``keys`` are those of the preset *Saegim*."""

    act: Act
    text: object
    """English, marked for translation."""
    menu: Menu
    scope: Scope
    keys: tuple[str, ...] = ()
    submenu: Submenu | None = None
    number: int = 0
    """Fills ``{number}`` in the text."""
    context: tuple[ContextMenu, ...] = ()
    """The context menus it is in."""
    need: Need | None = None
    """What it does there depends on."""
    brief: object = ""
    """What it is called there, if not by ``text``; marked for translation."""
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    """Where macOS puts it."""
