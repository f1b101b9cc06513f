"""What can be done with one class; each entry says what happens to its annotations."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.actions import Actions, ContextMenu, fill_menu
from desktop.models.class_table import ClassTableModel
from desktop.project_session import Operation, ProjectSession
from desktop.widgets.menu_text import menu_text
from engine.geometry.types import WHOLE_IMAGE_KIND, GeometryKind
from engine.project.rows import ClassRow

DIGITS = "123456789"
KINDS: dict[GeometryKind, object] = {
    "box": QT_TRANSLATE_NOOP("ClassMenu", "Box"),
    "rotated_box": QT_TRANSLATE_NOOP("ClassMenu", "Rotated box"),
    "polygon": QT_TRANSLATE_NOOP("ClassMenu", "Outline"),
    "mask": QT_TRANSLATE_NOOP("ClassMenu", "Mask, pixel by pixel"),
    "polyline": QT_TRANSLATE_NOOP("ClassMenu", "Line"),
    "keypoints": QT_TRANSLATE_NOOP("ClassMenu", "Key points"),
    "whole_image": QT_TRANSLATE_NOOP("ClassMenu", "Whole image"),
}
"""What a class may be kept as."""


class ClassMenu(QMenu):
    """The context menu of a row of the class table: the actions of classes, and its own choices."""

    def __init__(
        self,
        session: ProjectSession,
        actions: Actions,
        model: ClassTableModel,
        row: ClassRow,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._row = row
        self._count = model.count(row.id)
        fill_menu(self, actions, ContextMenu.CLASS)
        self.addSeparator()
        self._add_keys()
        self._add_kinds()
        self.addSeparator()
        self._add_moves(model)
        self._add_merges(
            [
                other
                for other in model.classes()
                if other.id != row.id and other.is_image_level == row.is_image_level
            ]
        )
        self._add_delete()

    def _add_keys(self) -> None:
        menu = self.addMenu(self.tr("Key"))
        for digit in DIGITS:
            action = self._offer(
                menu,
                digit,
                lambda store, digit=digit: store.classes.update(self._row.id, key=digit),
            )
            _check(action, digit == self._row.key)

    def _add_kinds(self) -> None:
        menu = self.addMenu(self.tr("Kept as"))
        for kind in KINDS:
            action = self._offer(
                menu,
                kind_words(kind),
                lambda store, kind=kind: store.classes.update(self._row.id, geometry_kind=kind),
            )
            _check(action, kind == self._row.geometry_kind)
            crosses = (kind == WHOLE_IMAGE_KIND) != self._row.is_image_level
            action.setEnabled(not crosses or not self._count)
        if self._count:
            menu.addSeparator()
            reason = self.tr("Objects and whole images change only while nothing is labelled.")
            menu.addAction(reason).setEnabled(False)

    def _add_moves(self, model: ClassTableModel) -> None:
        position = model.row_of(self._row.id) or 0
        moves = ((self.tr("Move up"), position - 1), (self.tr("Move down"), position + 1))
        for words, other in moves:
            action = self._offer(
                self, words, lambda store, other=other: store.classes.move(self._row.id, other)
            )
            action.setEnabled(0 <= other < model.rowCount())

    def _add_merges(self, others: list[ClassRow]) -> None:
        words = self.tr("Merge into (moves {count} annotations)").format(count=self._count)
        menu = self.addMenu(words)
        menu.setEnabled(bool(others))
        for other in others:
            self._offer(
                menu,
                menu_text(other.name),
                lambda store, other=other.id: store.classes.merge(self._row.id, other),
                is_large=True,
            )

    def _add_delete(self) -> None:
        words = self.tr("Delete")
        if self._count:
            words = self.tr("Delete, with its {count} annotations").format(count=self._count)
        self._offer(self, words, lambda store: store.classes.delete(self._row.id), is_large=True)

    def _offer(
        self, menu: QMenu, words: str, operation: Operation, *, is_large: bool = False
    ) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: self._session.do(operation, is_large=is_large))
        return action


def kind_words(kind: GeometryKind) -> str:
    """What the objects of a class are kept as."""
    return QCoreApplication.translate("ClassMenu", str(KINDS[kind]))


def _check(action: QAction, is_checked: bool) -> None:
    action.setCheckable(True)
    action.setChecked(is_checked)
