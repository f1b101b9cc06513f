"""The one table of everything that has a key or a place in a menu."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.rows.classes import CLASSES
from desktop.actions.rows.drawing import DRAWING
from desktop.actions.rows.editing import EDITING
from desktop.actions.rows.help import HELP
from desktop.actions.rows.images import IMAGES
from desktop.actions.rows.model import MODEL
from desktop.actions.rows.objects import OBJECTS
from desktop.actions.rows.project import PROJECT
from desktop.actions.rows.view import VIEW
from desktop.actions.vocabulary import ActionSpec, Menu, Submenu

TABLE: tuple[ActionSpec, ...] = (
    *PROJECT,
    *EDITING,
    *IMAGES,
    *DRAWING,
    *OBJECTS,
    *CLASSES,
    *VIEW,
    *MODEL,
    *HELP,
)

MENU_TITLES = {
    Menu.FILE: QT_TRANSLATE_NOOP("Actions", "File"),
    Menu.EDIT: QT_TRANSLATE_NOOP("Actions", "Edit"),
    Menu.IMAGE: QT_TRANSLATE_NOOP("Actions", "Image"),
    Menu.DRAW: QT_TRANSLATE_NOOP("Actions", "Draw"),
    Menu.OBJECT: QT_TRANSLATE_NOOP("Actions", "Object"),
    Menu.CLASS: QT_TRANSLATE_NOOP("Actions", "Class"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Actions", "View"),
    Menu.MODEL: QT_TRANSLATE_NOOP("Actions", "Model"),
    Menu.HELP: QT_TRANSLATE_NOOP("Actions", "Help"),
}

SUBMENU_TITLES = {
    Submenu.CONVERT: QT_TRANSLATE_NOOP("Actions", "Convert to"),
    Submenu.COMBINE: QT_TRANSLATE_NOOP("Actions", "Combine"),
    Submenu.REPAIR: QT_TRANSLATE_NOOP("Actions", "Mask"),
    Submenu.POINTS: QT_TRANSLATE_NOOP("Actions", "Key points"),
    Submenu.ALIGN: QT_TRANSLATE_NOOP("Actions", "Align"),
    Submenu.ORDER: QT_TRANSLATE_NOOP("Actions", "Order"),
}
