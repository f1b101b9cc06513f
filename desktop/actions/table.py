"""The one table of everything that has a key or a place in a menu."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.rows.classes import CLASSES
from desktop.actions.rows.drawing import DRAWING
from desktop.actions.rows.editing import EDITING
from desktop.actions.rows.help import HELP
from desktop.actions.rows.images import IMAGES
from desktop.actions.rows.model import MODEL
from desktop.actions.rows.project import PROJECT
from desktop.actions.rows.view import VIEW
from desktop.actions.vocabulary import ActionSpec, Menu

TABLE: tuple[ActionSpec, ...] = (
    *PROJECT,
    *EDITING,
    *IMAGES,
    *DRAWING,
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
    Menu.CLASS: QT_TRANSLATE_NOOP("Actions", "Class"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Actions", "View"),
    Menu.MODEL: QT_TRANSLATE_NOOP("Actions", "Model"),
    Menu.HELP: QT_TRANSLATE_NOOP("Actions", "Help"),
}
