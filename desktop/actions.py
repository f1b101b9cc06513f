"""The one table of everything that has a key or a place in a menu."""

import dataclasses
import enum
from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Menu(enum.StrEnum):
    """The menus of the window, which are also the groups of the shortcut sheet."""

    FILE = "File"
    EDIT = "Edit"
    IMAGE = "Image"
    DRAW = "Draw"
    CLASS = "Class"
    VIEW = "View"
    MODEL = "Model"
    HELP = "Help"


class Scope(enum.Enum):
    """When an action can be used."""

    ALWAYS = enum.auto()
    PROJECT = enum.auto()
    """With a project open."""
    ANNOTATE = enum.auto()
    """While the Annotate page is seen."""
    DRAW = enum.auto()
    """While the Annotate page is seen and the project is about objects."""


class Act(enum.StrEnum):
    """Names of the actions."""

    NEW_PROJECT = "new_project"
    OPEN_PROJECT = "open_project"
    ADD_PICTURES = "add_pictures"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    COPY = "copy"
    PASTE = "paste"
    DUPLICATE = "duplicate"
    REPEAT_PREVIOUS = "repeat_previous"
    DELETE = "delete"
    NEXT_IMAGE = "next_image"
    PREVIOUS_IMAGE = "previous_image"
    NEXT_TO_LOOK_AT = "next_to_look_at"
    ACCEPT_IMAGE = "accept_image"
    VERIFIED_EMPTY = "verified_empty"
    SELECT_TOOL = "select_tool"
    BOX_TOOL = "box_tool"
    POLYGON_TOOL = "polygon_tool"
    SMART_TOOL = "smart_tool"
    FINISH = "finish"
    NEXT_OBJECT = "next_object"
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
    LEFT_PANEL = "left_panel"
    RIGHT_PANEL = "right_panel"
    AUTO_LABEL = "auto_label"
    ACCEPT_ABOVE = "accept_above"
    TRAIN = "train"
    SHORTCUTS = "shortcuts"


CLASS_ACTS = tuple(Act(f"class_{digit}") for digit in range(1, 10))


@dataclasses.dataclass(frozen=True)
class ActionSpec:
    """One row of the table.

    ``by_page`` marks keys that a page watches itself, since a press alone does not tell what is
    meant (Space held pans, Space tapped accepts): the menu shows the key and Qt does not grab it.
    """

    act: Act
    text: object
    """English, marked for translation."""
    menu: Menu
    scope: Scope
    keys: tuple[str, ...] = ()
    icon: str | None = None
    by_page: bool = False
    number: int = 0
    """Fills ``{number}`` in the text."""


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.NEW_PROJECT,
        QT_TRANSLATE_NOOP("Actions", "New project…"),
        Menu.FILE,
        Scope.ALWAYS,
        ("Ctrl+N",),
    ),
    ActionSpec(
        Act.OPEN_PROJECT,
        QT_TRANSLATE_NOOP("Actions", "Open…"),
        Menu.FILE,
        Scope.ALWAYS,
        ("Ctrl+O",),
        icon="folder-open",
    ),
    ActionSpec(
        Act.ADD_PICTURES,
        QT_TRANSLATE_NOOP("Actions", "Add pictures…"),
        Menu.FILE,
        Scope.PROJECT,
        ("Ctrl+I",),
        icon="image-plus",
    ),
    ActionSpec(
        Act.QUIT, QT_TRANSLATE_NOOP("Actions", "Quit"), Menu.FILE, Scope.ALWAYS, ("Ctrl+Q",)
    ),
    ActionSpec(
        Act.UNDO,
        QT_TRANSLATE_NOOP("Actions", "Undo"),
        Menu.EDIT,
        Scope.PROJECT,
        ("Ctrl+Z",),
        icon="undo-2",
    ),
    ActionSpec(
        Act.REDO,
        QT_TRANSLATE_NOOP("Actions", "Redo"),
        Menu.EDIT,
        Scope.PROJECT,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        icon="redo-2",
    ),
    ActionSpec(Act.COPY, QT_TRANSLATE_NOOP("Actions", "Copy"), Menu.EDIT, Scope.DRAW, ("Ctrl+C",)),
    ActionSpec(
        Act.PASTE, QT_TRANSLATE_NOOP("Actions", "Paste"), Menu.EDIT, Scope.DRAW, ("Ctrl+V",)
    ),
    ActionSpec(
        Act.DUPLICATE, QT_TRANSLATE_NOOP("Actions", "Duplicate"), Menu.EDIT, Scope.DRAW, ("Ctrl+D",)
    ),
    ActionSpec(
        Act.REPEAT_PREVIOUS,
        QT_TRANSLATE_NOOP("Actions", "Repeat the previous image's annotations"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+P",),
    ),
    ActionSpec(
        Act.DELETE,
        QT_TRANSLATE_NOOP("Actions", "Delete"),
        Menu.EDIT,
        Scope.ANNOTATE,
        ("Del", "Backspace"),
    ),
    ActionSpec(
        Act.NEXT_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Next image"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("D", "Right"),
    ),
    ActionSpec(
        Act.PREVIOUS_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Previous image"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("A", "Left"),
    ),
    ActionSpec(
        Act.NEXT_TO_LOOK_AT,
        QT_TRANSLATE_NOOP("Actions", "Next image that needs a look"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("U",),
    ),
    ActionSpec(
        Act.ACCEPT_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Accept everything on the image and go on"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("Space",),
        icon="check",
        by_page=True,
    ),
    ActionSpec(
        Act.VERIFIED_EMPTY,
        QT_TRANSLATE_NOOP("Actions", "Nothing to mark: verified empty"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("Shift+Space",),
    ),
    ActionSpec(
        Act.SELECT_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Select and edit"),
        Menu.DRAW,
        Scope.DRAW,
        ("V", "Esc"),
        icon="mouse-pointer-2",
    ),
    ActionSpec(
        Act.BOX_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Box"),
        Menu.DRAW,
        Scope.DRAW,
        ("R",),
        icon="square",
    ),
    ActionSpec(
        Act.POLYGON_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Polygon"),
        Menu.DRAW,
        Scope.DRAW,
        ("P",),
        icon="pentagon",
    ),
    ActionSpec(
        Act.SMART_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Smart tool"),
        Menu.DRAW,
        Scope.DRAW,
        ("S",),
        icon="wand-sparkles",
    ),
    ActionSpec(
        Act.FINISH,
        QT_TRANSLATE_NOOP("Actions", "Finish the draft, or accept the selected suggestions"),
        Menu.DRAW,
        Scope.DRAW,
        ("Return", "Enter", "N"),
    ),
    ActionSpec(
        Act.NEXT_OBJECT,
        QT_TRANSLATE_NOOP("Actions", "Next object"),
        Menu.DRAW,
        Scope.DRAW,
        ("Tab", "Ctrl+Tab"),
    ),
    ActionSpec(
        Act.CLASS_1,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("1",),
        number=1,
    ),
    ActionSpec(
        Act.CLASS_2,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("2",),
        number=2,
    ),
    ActionSpec(
        Act.CLASS_3,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("3",),
        number=3,
    ),
    ActionSpec(
        Act.CLASS_4,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("4",),
        number=4,
    ),
    ActionSpec(
        Act.CLASS_5,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("5",),
        number=5,
    ),
    ActionSpec(
        Act.CLASS_6,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("6",),
        number=6,
    ),
    ActionSpec(
        Act.CLASS_7,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("7",),
        number=7,
    ),
    ActionSpec(
        Act.CLASS_8,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("8",),
        number=8,
    ),
    ActionSpec(
        Act.CLASS_9,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("9",),
        number=9,
    ),
    ActionSpec(
        Act.FIND_CLASS,
        QT_TRANSLATE_NOOP("Actions", "Find a class"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("0",),
    ),
    ActionSpec(
        Act.FIT,
        QT_TRANSLATE_NOOP("Actions", "Fit the picture"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("F",),
        icon="maximize",
    ),
    ActionSpec(
        Act.ACTUAL_SIZE,
        QT_TRANSLATE_NOOP("Actions", "100 %"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("Ctrl+0",),
    ),
    ActionSpec(
        Act.ZOOM_IN,
        QT_TRANSLATE_NOOP("Actions", "Zoom in"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        Act.ZOOM_OUT,
        QT_TRANSLATE_NOOP("Actions", "Zoom out"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("Ctrl+-",),
    ),
    ActionSpec(
        Act.HIDE_ALL,
        QT_TRANSLATE_NOOP("Actions", "Hide all objects"),
        Menu.VIEW,
        Scope.DRAW,
        ("H",),
    ),
    ActionSpec(
        Act.HIDE_SELECTED,
        QT_TRANSLATE_NOOP("Actions", "Hide the selected objects"),
        Menu.VIEW,
        Scope.DRAW,
        ("Shift+H",),
    ),
    ActionSpec(
        Act.LEFT_PANEL,
        QT_TRANSLATE_NOOP("Actions", "Image list"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("F9",),
        icon="panel-left",
    ),
    ActionSpec(
        Act.RIGHT_PANEL,
        QT_TRANSLATE_NOOP("Actions", "Classes and objects"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("F10",),
        icon="panel-right",
    ),
    ActionSpec(
        Act.AUTO_LABEL,
        QT_TRANSLATE_NOOP("Actions", "Auto-label the images nobody has reviewed"),
        Menu.MODEL,
        Scope.ANNOTATE,
        ("Ctrl+B",),
    ),
    ActionSpec(
        Act.ACCEPT_ABOVE,
        QT_TRANSLATE_NOOP("Actions", "Accept all suggestions above the score in the project"),
        Menu.MODEL,
        Scope.ANNOTATE,
    ),
    ActionSpec(
        Act.TRAIN, QT_TRANSLATE_NOOP("Actions", "Train"), Menu.MODEL, Scope.PROJECT, ("Ctrl+T",)
    ),
    ActionSpec(
        Act.SHORTCUTS,
        QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
        Menu.HELP,
        Scope.ALWAYS,
        ("?",),
        icon="circle-question-mark",
    ),
)

MENU_TITLES = {
    Menu.FILE: QT_TRANSLATE_NOOP("Actions", "File"),
    Menu.EDIT: QT_TRANSLATE_NOOP("Actions", "Edit"),
    Menu.IMAGE: QT_TRANSLATE_NOOP("Actions", "Image"),
    Menu.DRAW: QT_TRANSLATE_NOOP("Actions", "Draw"),
    Menu.CLASS: QT_TRANSLATE_NOOP("Actions", "Class"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Actions", "View"),
    Menu.MODEL: QT_TRANSLATE_NOOP("Actions", "Model"),
    Menu.HELP: QT_TRANSLATE_NOOP("Actions", "Help"),
}


def title(menu: Menu) -> str:
    """A menu's name in the window's language."""
    return QCoreApplication.translate("Actions", str(MENU_TITLES[menu]))


def words(spec: ActionSpec) -> str:
    """An action's name in the window's language."""
    return QCoreApplication.translate("Actions", str(spec.text)).format(number=spec.number)


class Actions:
    """The table's rows as ``QAction`` of one window."""

    def __init__(self, window: QWidget) -> None:
        self._actions = {spec.act: _make(spec, window) for spec in TABLE}
        window.addActions(list(self._actions.values()))

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def on(self, act: Act, slot: Callable[[], object], owner: QObject) -> None:
        """Call ``slot`` when the action is triggered, as long as ``owner`` lives."""
        connection = self._actions[act].triggered.connect(lambda: slot())
        owner.destroyed.connect(lambda: QObject.disconnect(connection))

    def enable(self, scopes: frozenset[Scope]) -> None:
        """Make the actions of these scopes usable, and no others.

        Keys of one letter belong to whatever page is seen, so they must not reach the others.
        """
        for spec in TABLE:
            self._actions[spec.act].setEnabled(spec.scope in scopes)


def _make(spec: ActionSpec, window: QWidget) -> QAction:
    action = QAction(words(spec), window)
    action.setObjectName(spec.act)
    action.setMenuRole(
        QAction.MenuRole.QuitRole if spec.act is Act.QUIT else QAction.MenuRole.NoRole
    )
    if not spec.by_page:
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    # A letter held down must not fire again and again; stepping through images may.
    action.setAutoRepeat(spec.act in (Act.NEXT_IMAGE, Act.PREVIOUS_IMAGE, Act.UNDO, Act.REDO))
    keys = key_text(spec)
    action.setToolTip(f"{words(spec)} ({keys})" if keys else words(spec))
    return action


def key_text(spec: ActionSpec) -> str:
    """The keys of a row as people read them, e.g. ``D, →``."""
    names = [
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys
    ]
    return ", ".join(dict.fromkeys(names))
