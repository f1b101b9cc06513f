"""Editor of a class's own attributes; everything is kept as it is done, each in one undo step."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.pages.annotate.choice_list import ChoiceList
from desktop.project_session import Operation, ProjectSession
from desktop.widgets.dialog import Dialog
from desktop.widgets.labels import label, paragraph
from engine.project.attribute_kinds import ATTRIBUTE_KINDS, AttributeKind, kind_of
from engine.project.rows import AttributeRow, ClassRow
from engine.system.text import unused_name

LIST_WIDTH, FORM_WIDTH, HEIGHT = 232, 280, 320


class AttributeDialog(Dialog):
    """A list of the attributes, and what the chosen one is.

    Args:
        session: Of the project.
        row: The class.
        parent: The window it belongs to.
    """

    changed = Signal()

    def __init__(self, session: ProjectSession, row: ClassRow, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Attributes of {name}").format(name=row.name))
        self._session = session
        self._class = row
        self.rows: list[AttributeRow] = []
        self._build()
        self._lay_out()
        session.changed.connect(self._read)
        session.refreshed.connect(self._read)
        self._read()

    def current(self) -> AttributeRow | None:
        """The chosen attribute."""
        place = self.list.currentRow()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def _build(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("rows")
        self.list.currentRowChanged.connect(self._show)
        self.add = QPushButton(self.tr("Add"))
        menu = QMenu(self.add)
        for kind in ATTRIBUTE_KINDS:
            menu.addAction(_title(kind)).triggered.connect(lambda _=False, k=kind: self._add(k))
        self.add.setMenu(menu)
        self.up, self.down = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.name = QLineEdit()
        self.name.editingFinished.connect(self._rename)
        self.kind = label()
        self.choices = ChoiceList()
        self.choices.changed.connect(self._choose_from)
        self.required = QCheckBox(self.tr("Each object has to have a value"))
        self.required.clicked.connect(self._require)
        self.delete = QPushButton()
        self.delete.clicked.connect(self._delete)
        self.nothing = paragraph(
            self.tr(
                "An attribute says more of an object than its class, such as a colour or a "
                "condition. Every object can be marked occluded, truncated, difficult or a crowd "
                "without one."
            ),
            "muted",
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add, self.up, self.down):
            # Return in a field keeps what it says; it adds nothing.
            button.setAutoDefault(False)
            buttons.addWidget(button)
        left.addLayout(buttons)
        self.form = QWidget()
        form = QFormLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow(self.choices)
        form.addRow(self.required)
        form.addRow(self.delete)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addWidget(self.nothing)
        right.addStretch()
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(left)
        columns.addLayout(right)
        self.list.setFixedWidth(LIST_WIDTH)
        self.form.setFixedWidth(FORM_WIDTH)
        self.nothing.setFixedWidth(FORM_WIDTH)
        self.list.setMinimumHeight(HEIGHT)
        self.column.addLayout(columns)
        self.delete.setAutoDefault(False)
        self.close_button.setAutoDefault(False)

    def _read(self) -> None:
        chosen = self.current()
        store = self._session.store
        self.rows = [row for row in store.attributes.rows() if row.class_id == self._class.id]
        self.list.blockSignals(True)
        self.list.clear()
        for row in self.rows:
            self.list.addItem(QListWidgetItem(f"{row.name} *" if row.is_required else row.name))
        places = [n for n, row in enumerate(self.rows) if chosen and row.id == chosen.id]
        self.list.setCurrentRow(places[0] if places else len(self.rows) - 1)
        self.list.blockSignals(False)
        self._show()

    def _show(self) -> None:
        row, place = self.current(), self.list.currentRow()
        self.form.setVisible(row is not None)
        self.nothing.setVisible(row is None)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self.rows) - 1)
        if row is None:
            return
        self.name.setText(row.name)
        self.kind.setText(_title(kind_of(row.kind)))
        counts = self._session.store.attributes.counts(row.key)
        self.choices.setVisible(kind_of(row.kind).has_choices)
        self.choices.show_choices(row.choices, {str(k): n for k, n in counts.items()})
        self.required.setVisible(kind_of(row.kind).may_be_required)
        self.required.setChecked(row.is_required)
        count = sum(counts.values())
        words = self.tr("Delete · objects with a value: {count}").format(count=count)
        self.delete.setText(words if count else self.tr("Delete"))

    def _add(self, kind: AttributeKind) -> None:
        name = unused_name(_title(kind), {row.name for row in self.rows})
        choices = [self.tr("First choice")] if kind.has_choices else []
        if self._do(lambda s: s.attributes.add(self._class.id, name, kind.name, choices)):
            self.list.setCurrentRow(len(self.rows) - 1)
            self.name.setFocus()
            self.name.selectAll()

    def _move(self, by: int) -> None:
        if (row := self.current()) is not None:
            self._do(lambda s: s.attributes.move(row.id, self.list.currentRow() + by))

    def _rename(self) -> None:
        row, name = self.current(), self.name.text().strip()
        if row is None or name == row.name:
            return
        if not self._do(lambda s: s.attributes.change(row.id, name=name)):
            self.name.setText(row.name)

    def _choose_from(self, choices: list[str], renamed: dict[str, str]) -> None:
        row = self.current()
        if row is not None and not self._do(
            lambda s: s.attributes.change(row.id, choices=choices, renamed=renamed)
        ):
            self._show()

    def _require(self) -> None:
        if (row := self.current()) is not None:
            is_required = self.required.isChecked()
            self._do(lambda s: s.attributes.change(row.id, is_required=is_required))

    def _delete(self) -> None:
        if (row := self.current()) is not None:
            self._do(lambda s: s.attributes.delete(row.id))

    def _do(self, operation: Operation) -> bool:
        return self._session.do(operation) is not None


def _title(kind: AttributeKind) -> str:
    return QCoreApplication.translate("Attributes", kind.title)
