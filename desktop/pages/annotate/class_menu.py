"""What can be done with one class; each entry says what happens to its annotations."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.class_table import ClassTableModel
from desktop.project_session import Operation, ProjectSession
from engine.geometry.types import WHOLE_IMAGE_KIND, GeometryKind
from engine.project.rows import ClassRow

DIGITS = "123456789"


class ClassMenu(QMenu):
    """The context menu of a row of the class table."""

    rename_requested = Signal()
    color_requested = Signal()

    def __init__(
        self, session: ProjectSession, model: ClassTableModel, row: ClassRow, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._row = row
        self._count = model.count(row.id)
        self.addAction(self.tr("Rename")).triggered.connect(self.rename_requested)
        self.addAction(self.tr("Colour…")).triggered.connect(self.color_requested)
        self._add_keys()
        if row.geometry_kind != WHOLE_IMAGE_KIND:
            self._add_kept()
        self.addSeparator()
        self._add_moves(model)
        self._add_merges([other for other in model.classes() if other.id != row.id])
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

    def _add_kept(self) -> None:
        menu = self.addMenu(self.tr("What the smart tool keeps"))
        choices: list[tuple[str, GeometryKind]] = [
            (self.tr("Box"), "box"),
            (self.tr("Outline"), "polygon"),
            (self.tr("Mask, pixel by pixel"), "mask"),
        ]
        for words, geometry_kind in choices:
            action = self._offer(
                menu,
                words,
                lambda store, kind=geometry_kind: store.classes.update(
                    self._row.id, geometry_kind=kind
                ),
            )
            _check(action, geometry_kind == self._row.geometry_kind)

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
                other.name,
                lambda store, other=other.id: store.classes.merge(self._row.id, other),
            )

    def _add_delete(self) -> None:
        words = self.tr("Delete")
        if self._count:
            words = self.tr("Delete, with its {count} annotations").format(count=self._count)
        self._offer(self, words, lambda store: store.classes.delete(self._row.id))

    def _offer(self, menu: QMenu, words: str, operation: Operation) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: self._session.do(operation))
        return action


def _check(action: QAction, is_checked: bool) -> None:
    action.setCheckable(True)
    action.setChecked(is_checked)
