"""The label classes: choose, add, rename, recolour, merge, delete."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QColorDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.actions import CLASS_ACTS, Act, Actions
from desktop.models.class_table import COUNT_COLUMN, KEY_COLUMN, NAME_COLUMN, ClassTableModel
from desktop.pages.annotate.class_menu import ClassMenu
from desktop.pages.annotate.class_naming import ClassNaming
from desktop.project_session import ProjectSession
from desktop.theme import icon
from desktop.widgets.row_table import row_table
from engine.geometry.types import WHOLE_IMAGE_KIND, GeometryKind
from engine.project.rows import ClassRow

ROW_HEIGHT = 28
OBJECT_KIND: GeometryKind = "polygon"
"""What the objects of a class are kept as in a project that was made for whole images."""


class ClassPanel(QWidget):
    """The class that is chosen is the one that new objects get."""

    class_chosen = Signal(object)
    """The ``ClassRow`` that new objects get from now on, or None when there is none."""
    class_given = Signal(object)
    """The ``ClassRow`` that a digit or the search gives to what is selected, or to the image."""
    left = Signal()
    """Typing is over: the keys belong to the picture again."""
    said = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: ProjectSession, model: ClassTableModel) -> None:
        super().__init__()
        self._session = session
        self._model = model
        self._actions: Actions | None = None
        self._current_id: int | None = None
        self._object_id: int | None = None
        """The class of objects that was chosen last."""
        self._view = _table_view(model)
        self._column = QVBoxLayout(self)
        # A click on a class of whole images labels the image; a double click would do it twice.
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.doubleClicked.connect(self._edit_object_class)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._show_menu)
        self._view.clicked.connect(lambda index: self._click(model.classes()[index.row()]))
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Find a class"))
        self._search.hide()
        self._search.returnPressed.connect(self._choose_found)
        self._search.editingFinished.connect(self._leave)
        self._naming = ClassNaming(session, model, self._view)
        self._naming.taken_back.connect(self._choose_again)
        self._naming.ended.connect(self._leave)
        model.modelReset.connect(self._restore)
        self._lay_out()
        self._restore()

    def add_foot(self, widget: QWidget) -> None:
        """Put something below the table."""
        self._column.addWidget(widget)

    def bind(self, actions: Actions) -> None:
        """Give the keys of classes their meaning."""
        self._actions = actions
        for digit, act in enumerate(CLASS_ACTS, start=1):
            actions.on(act, lambda digit=digit: self.choose_by_digit(digit), self)
        actions.on(Act.FIND_CLASS, self.search, self)
        actions.on(Act.ADD_CLASS, self.add_and_edit, self)
        actions.on(Act.RENAME_CLASS, lambda: self._naming.edit(self._current_id), self)
        actions.on(Act.RECOLOR_CLASS, self._ask_color, self)

    def current(self) -> ClassRow | None:
        """The class that new objects get."""
        return next((c for c in self._model.classes() if c.id == self._current_id), None)

    def for_objects(self) -> ClassRow | None:
        """The class that a drawn object gets: of objects, the one that was chosen last."""
        rows = [c for c in self._model.classes() if not c.is_image_level]
        return next((c for c in rows if c.id == self._object_id), rows[0] if rows else None)

    def object_kind(self) -> GeometryKind:
        """What the objects of a class are kept as that is made for what is drawn."""
        kind = self._session.store.new_class_kind
        return OBJECT_KIND if kind == WHOLE_IMAGE_KIND else kind

    def ensure_current(self) -> ClassRow | None:
        """The class that a drawn object gets: the chosen one, or else one of objects, and says so.

        Without any class of objects one called *object* is made.
        """
        current = self.current()
        if current is None or current.is_image_level:
            chosen, current = current, self.for_objects()
            if current is not None:
                self.choose(current.id)
                self._say_instead(chosen, current)
        if current is None and self._add(self.tr("object"), self.object_kind()):
            self.said.emit(
                self.tr("The class “object” was made for it; double-click it to rename it.")
            )
            current = self.current()
        return current

    def choose(self, class_id: int) -> None:
        """Choose the class that new objects get."""
        self._current_id = class_id
        self._mark()
        current = self.current()
        if current is not None and not current.is_image_level:
            self._object_id = class_id
        self.class_chosen.emit(current)

    def give(self, row: ClassRow) -> None:
        """Give a class to what is selected, or to the image.

        It is chosen as well, unless it is for whole images and there are classes for objects: what
        is drawn next has another one then.
        """
        if not row.is_image_level or self.for_objects() is None:
            self.choose(row.id)
        self.class_given.emit(row)

    def choose_by_digit(self, digit: int) -> ClassRow | None:
        """Choose the class with this key, if there is one."""
        found = next((c for c in self._model.classes() if c.key == str(digit)), None)
        if found is None:
            self.said.emit(self.tr("No class has the key {key}.").format(key=digit))
        else:
            self.give(found)
        return found

    def search(self) -> None:
        """Let a person type the name of a class."""
        self._search.clear()
        self._search.show()
        self._search.setFocus()

    def add_and_edit(self, kind: GeometryKind | None = None) -> None:
        """Add a class and let its name be typed in its place.

        Args:
            kind: What its objects are kept as; by default what the project says of new classes.
        """
        before = self._current_id
        if self._add(self._naming.unused(), kind or self._session.store.new_class_kind):
            added = self.current()
            if added is not None:
                self._naming.edit_added(added.id, before)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._search.hide()
        self.left.emit()

    def _choose_again(self, class_id: int | None) -> None:
        if class_id is not None and self._model.row_of(class_id) is not None:
            self.choose(class_id)

    def _say_instead(self, chosen: ClassRow | None, taken: ClassRow) -> None:
        if chosen is not None:
            said = self.tr("“{chosen}” is for whole images, so the object was given “{taken}”.")
            self.said.emit(said.format(chosen=chosen.name, taken=taken.name))

    def _add(self, name: str, kind: GeometryKind) -> bool:
        changes = self._session.do(lambda store: store.classes.add(name, kind))
        if changes is None:
            return False
        self.choose(next(iter(changes.added.classes)))
        return True

    def _restore(self) -> None:
        classes = self._model.classes()
        if self.current() is None:
            first = self.for_objects() or (classes[0] if classes else None)
            self._current_id = first.id if first is not None else None
            self.class_chosen.emit(self.current())
        self._mark()

    def _mark(self) -> None:
        row = self._model.row_of(self._current_id)
        if row is not None:
            index = self._model.index(row, NAME_COLUMN)
            flags = QItemSelectionModel.SelectionFlag
            self._view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _choose_found(self) -> None:
        text = self._search.text().strip().lower()
        named = [c for c in self._model.classes() if text in c.name.lower()]
        named.sort(key=lambda row: not row.name.lower().startswith(text))
        if text and named:
            self.give(named[0])

    def _click(self, row: ClassRow) -> None:
        # Whole images are labelled by mouse, too; with objects a click only chooses, since the
        # same click begins a double click that renames.
        if row.is_image_level:
            self.give(row)
        else:
            self.choose(row.id)

    def _edit_object_class(self, index: QModelIndex) -> None:
        row = self._model.classes()[index.row()]
        if not row.is_image_level:
            self._naming.edit(row.id)

    def _show_menu(self, position: QPoint) -> None:
        index = self._view.indexAt(position)
        if not index.isValid() or self._actions is None:
            return
        row = self._model.classes()[index.row()]
        self.choose(row.id)
        menu = ClassMenu(self._session, self._actions, self._model, row, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(position))

    def _ask_color(self) -> None:
        row = self.current()
        if row is None:
            return
        color = QColorDialog.getColor(QColor(row.color), self, self.tr("Colour of the class"))
        if color.isValid():
            self._session.do(lambda store: store.classes.update(row.id, color=color.name()))

    def _kinds_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        objects = menu.addAction(self.tr("Class of objects"))
        objects.triggered.connect(lambda: self.add_and_edit(self.object_kind()))
        images = menu.addAction(self.tr("Class of whole images"))
        images.triggered.connect(lambda: self.add_and_edit(WHOLE_IMAGE_KIND))
        return menu

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Classes"))
        title.setProperty("role", "section")
        add = QToolButton()
        add.setIcon(icon("plus"))
        add.setToolTip(self.tr("Add a class"))
        add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add.clicked.connect(lambda: self.add_and_edit())
        add.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        add.setMenu(self._kinds_menu(add))
        top = QHBoxLayout()
        top.setContentsMargins(8, 8, 8, 4)
        top.addWidget(title, 1)
        top.addWidget(add)
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._search)
        column.addWidget(self._view, 1)


def _table_view(model: ClassTableModel) -> QTableView:
    view = row_table(model, ROW_HEIGHT)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = view.horizontalHeader()
    header.setSectionResizeMode(NAME_COLUMN, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(KEY_COLUMN, QHeaderView.ResizeMode.Fixed)
    view.setColumnWidth(KEY_COLUMN, 32)
    header.setSectionResizeMode(COUNT_COLUMN, QHeaderView.ResizeMode.ResizeToContents)
    return view
