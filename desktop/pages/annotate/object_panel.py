"""The objects of the image in hand, and the slider for a model's suggestions."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSlider,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.annotation_table import AnnotationTableModel, ObjectEntry
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.origin_words import origin_words
from desktop.widgets.labels import plain_tip
from desktop.widgets.row_table import row_table
from engine.project.rows import AnnotationRow, SuggestionRow

ROW_HEIGHT = 28


class ObjectPanel(QWidget):
    """A table whose selection goes along with that of the canvas."""

    selection_changed = Signal(object)
    """Tuple of the canvas's keys a person selected here."""
    menu_requested = Signal(object)
    """Global position where the menu of the selected objects is asked for."""

    def __init__(self, image: CurrentImage) -> None:
        super().__init__()
        self._image = image
        self._selected: tuple[int, ...] = ()
        self._classes = image.classes
        self._origins = set[str]()
        self._entries: dict[int, tuple[AnnotationRow | SuggestionRow, ObjectEntry]] = {}
        """Of rows as they were shown: what has not changed is not put into words again."""
        self._model = AnnotationTableModel(self)
        self._view = _table_view(self._model)
        self._view.selectionModel().selectionChanged.connect(self._tell)
        # A click on the row of what was just drawn selects nothing new, but is meant.
        self._view.clicked.connect(self._tell)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(
            lambda at: self.menu_requested.emit(self._view.viewport().mapToGlobal(at))
        )
        self._title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._title.setProperty("role", "section")
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slider.valueChanged.connect(lambda value: image.set_lowest_score(value / 100))
        self._slider.setToolTip(
            self.tr("Suggestions with at least this score are shown, and accepted by Done")
        )
        self._score = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._score.setProperty("role", "muted")
        self._score.setWordWrap(True)
        image.content_changed.connect(self._show_content)
        self._lay_out()
        self._show_content()

    def set_title(self, title: str) -> None:
        """Say what is listed."""
        self._title.setText(title)

    def set_lowest_score(self, score: float) -> None:
        """Put the slider to a score."""
        self._slider.setValue(round(100 * score))

    def select(self, keys: Sequence[int]) -> None:
        """Mark the rows of what is selected on the canvas."""
        self._selected = tuple(keys)
        selection = QItemSelection()
        for row in self._model.rows_of(keys):
            selection.select(self._model.index(row, 0), self._model.index(row, 1))
        chosen = self._view.selectionModel()
        chosen.blockSignals(True)
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chosen.blockSignals(False)
        self._view.viewport().update()

    def _tell(self) -> None:
        rows = self._view.selectionModel().selectedRows()
        self.selection_changed.emit(tuple(self._model.key(index.row()) for index in rows))

    def _show_content(self) -> None:
        image = self._image
        if image.classes is not self._classes:
            self._classes = image.classes
            self._entries.clear()
        shown = image.shown_suggestions()
        entries = [self._entry(row.id, row) for row in image.annotations.values()]
        entries += [self._entry(-row.id, row) for row in shown]
        self._model.set_entries(entries)
        self._fit_origins({entry.origin for entry in entries})
        # What is selected stays so when it is edited; the model forgets its marks.
        self.select(self._selected)
        self._show_score(len(shown))

    def _fit_origins(self, origins: set[str]) -> None:
        """Make room for what the second column says; to measure thousands of rows takes a while."""
        if origins != self._origins:
            self._origins = origins
            self._view.resizeColumnToContents(1)

    def _entry(self, key: int, row: AnnotationRow | SuggestionRow) -> ObjectEntry:
        known = self._entries.get(key)
        if known is None or known[0] is not row:
            made = self._suggested(row) if isinstance(row, SuggestionRow) else self._accepted(row)
            known = self._entries[key] = row, made
        return known[1]

    def _show_score(self, shown: int) -> None:
        score, below = f"{self._image.lowest_score:.2f}", len(self._image.suggestions) - shown
        said = self.tr("Suggestions from {score}: {count}")
        if below:
            said = self.tr("Suggestions: {count} · {more} more below {score}")
        self._score.setText(said.format(count=shown, more=below, score=score))
        self._foot.setVisible(bool(self._image.suggestions))

    def _accepted(self, row: AnnotationRow) -> ObjectEntry:
        name, color = self._class_of(row.class_id)
        # Which model it was is in the tip: the room is the class's.
        tip = f"{name}: {origin_words(row, self._image.model_name(row.model_id))}"
        return ObjectEntry(
            row.id, name, color, origin_words(row), plain_tip(tip), is_suggestion=False
        )

    def _suggested(self, row: SuggestionRow) -> ObjectEntry:
        name, color = self._class_of(row.class_id)
        said = self.tr("{name}: suggested by model {model}, score {score}")
        score = f"{row.score:.2f}"
        tip = said.format(name=name, model=self._image.model_name(row.model_id), score=score)
        return ObjectEntry(-row.id, name, color, score, plain_tip(tip), is_suggestion=True)

    def _class_of(self, class_id: int) -> tuple[str, str]:
        color, name = self._image.look_of(class_id)
        return name, color

    def _lay_out(self) -> None:
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(8, 8, 8, 8)
        foot.setSpacing(4)
        foot.addWidget(self._score)
        foot.addWidget(self._slider)
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.addWidget(self._title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        column.addWidget(self._foot)


def _table_view(model: AnnotationTableModel) -> QTableView:
    view = row_table(model, ROW_HEIGHT)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    header = view.horizontalHeader()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
    return view
