"""Names of classes are typed in their place; Escape takes a class away that was just added."""

import dataclasses

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView, QWidget

from desktop.models.class_table import NAME_COLUMN, ClassTableModel
from desktop.project_session import ProjectSession

Hint = QAbstractItemDelegate.EndEditHint


@dataclasses.dataclass(frozen=True)
class _Added:
    """A class whose name is being typed for the first time."""

    class_id: int
    before: int | None
    """The class that was chosen."""
    step: int
    """Where the undo stack stood when it had been added."""


class ClassNaming(QObject):
    """Opens the field in the table of classes, and hears how it was closed."""

    ended = Signal()
    taken_back = Signal(object)
    """An added class is gone; the id of the class that was chosen before it, or None."""

    def __init__(self, session: ProjectSession, model: ClassTableModel, view: QTableView) -> None:
        super().__init__(view)
        self._session = session
        self._model = model
        self._view = view
        self._added: _Added | None = None
        view.itemDelegate().closeEditor.connect(self._end)
        model.renamed.connect(self._rename)

    def unused(self) -> str:
        """A name that no class has."""
        taken = {row.name for row in self._model.classes()}
        name = self.tr("new class")
        number = 2
        while name in taken:
            name = self.tr("new class {number}").format(number=number)
            number += 1
        return name

    def edit(self, class_id: int | None) -> None:
        """Let the name of a class be typed."""
        row = self._model.row_of(class_id)
        if row is not None:
            self._view.edit(self._model.index(row, NAME_COLUMN))

    def edit_added(self, class_id: int, before: int | None) -> None:
        """Let the name of a class be typed that was added just now.

        Args:
            class_id: Of the class.
            before: The class that was chosen before.
        """
        self._added = _Added(class_id, before, self._session.undo_stack.index())
        self.edit(class_id)

    def _rename(self, class_id: int, name: str) -> None:
        self._session.do(lambda store: store.classes.update(class_id, name=name))

    def _end(self, _editor: QWidget, hint: Hint) -> None:
        added, self._added = self._added, None
        if added is not None and hint == Hint.RevertModelCache:
            self._take_back(added)
        self.ended.emit()

    def _take_back(self, added: _Added) -> None:
        stack = self._session.undo_stack
        if stack.index() == stack.count() == added.step:
            stack.undo()
        else:
            # Something else was done meanwhile, which stays.
            self._session.do(lambda store: store.classes.delete(added.class_id))
        self.taken_back.emit(added.before)
