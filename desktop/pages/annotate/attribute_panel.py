"""What is said of the selected objects and of the image: attributes, a note, tags."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.pages.annotate.attribute_fields import FIELDS, AttributeField, Values
from desktop.pages.annotate.note_edit import NoteEdit
from desktop.pages.annotate.tag_line import TagLine
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.labels import label, paragraph
from engine.project.attribute_kinds import BUILT_IN, AttributeValue
from engine.project.rows import AnnotationRow, AttributeRow

HIGHEST = 400
"""Pixels that it asks for."""


class Given(NamedTuple):
    """A value that a person gives the selected objects; None takes it away."""

    key: str
    value: AttributeValue | None


class AttributePanel(QWidget):
    """Fields for what the selected objects have; what is given is told, not kept."""

    given = Signal(object)
    """A ``Given``."""
    note_given = Signal(str)
    left = Signal()
    """The keys go back to the picture."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, AttributeField] = {}
        """By the key of the attribute."""
        self.note = NoteEdit()
        self.tags = TagLine()
        self._own_of: tuple[AttributeRow, ...] = ()
        self._own = QWidget()
        self._build()
        self.note.given.connect(self.note_given)
        self.note.left.connect(self.left)
        self.tags.left.connect(self.left)

    @override
    def sizeHint(self) -> QSize:
        """As high as what it shows, for a few fields; more are scrolled to."""
        return QSize(super().sizeHint().width(), min(self._content.sizeHint().height(), HIGHEST))

    def take(self) -> None:
        """Tell what is being typed: lists that take no focus end no typing."""
        for field in tuple(self.fields.values()):
            field.take()
        self.note.take()

    def show_objects(self, rows: Sequence[AnnotationRow], own: Sequence[AttributeRow]) -> None:
        """Show what objects have.

        Args:
            rows: The selected ones.
            own: The own attributes that all of them can have.
        """
        self._objects.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if not rows:
            return
        if tuple(own) != self._own_of:
            self._offer(own)
        for key, field in self.fields.items():
            field.show_values(_values(rows, key))
        missing = [row for row in own if row.is_required and None in _values(rows, row.key)]
        self._missing.setVisible(bool(missing))
        said = self.tr("Still to be given: {names}")
        self._missing.setText(said.format(names=", ".join(row.name for row in missing)))
        notes = {row.note for row in rows}
        several = QCoreApplication.translate("Attributes", "several values")
        text, hint = (notes.pop(), self.tr("Note")) if len(notes) == 1 else ("", several)
        self.note.show_text(text, hint)

    def _offer(self, own: Sequence[AttributeRow]) -> None:
        """Make the fields of the attributes that a class has of its own."""
        self._own_of = tuple(own)
        for key in [key for key in self.fields if key not in _BUILT_IN]:
            del self.fields[key]
        before, self._own = self._own, QWidget()
        column = _column(self._own)
        for row in own:
            field = FIELDS[row.kind](row.name, row.choices)
            if not field.has_title:
                column.addWidget(label(row.name, "muted"))
            column.addWidget(self._known(row.key, field))
        self._objects_column.replaceWidget(before, self._own)
        before.deleteLater()
        self._own.setVisible(bool(own))

    def _known(self, key: str, field: AttributeField) -> AttributeField:
        self.fields[key] = field
        field.given.connect(lambda value: self.given.emit(Given(key, value)))
        return field

    def _build(self) -> None:
        self._nothing = paragraph(self.tr("Select objects to describe them."), "muted")
        self._missing = paragraph("", "warning")
        ticks = FlowRow()
        for row in BUILT_IN:
            title = QCoreApplication.translate("Attributes", row.title)
            ticks.add(self._known(row.name, FIELDS[row.kind](title)))
        self._objects = QWidget()
        self._objects_column = _column(self._objects)
        for widget in (ticks, self._own, self._missing, self.note):
            self._objects_column.addWidget(widget)
        self._content = QWidget()
        column = _column(self._content)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(label(self.tr("Attributes"), "section"))
        column.addWidget(self._nothing)
        column.addWidget(self._objects)
        column.addWidget(label(self.tr("Tags of the image"), "section"))
        column.addWidget(self.tags)
        column.addStretch()
        outer = _column(self)
        outer.addWidget(_scrolled(self._content))
        self._objects.hide()


_BUILT_IN = frozenset(row.name for row in BUILT_IN)


def _values(rows: Iterable[AnnotationRow], key: str) -> Values:
    # True is equal to 1, but not of the same kind.
    found = [row.attributes.get(key) for row in rows]
    return {(type(value), value): value for value in found}.values()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
