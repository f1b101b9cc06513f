"""The list of images: filter, count, thumbnails."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.models.image_list import NEEDS_LOOK, ImageListModel
from desktop.pages.annotate.image_delegate import ROW_HEIGHT, ImageDelegate
from engine.project.rows import ImageFilter, ImageState

TYPING_PAUSE = 150
"""Milliseconds without a key after which the text is looked for."""


class ImagePanel(QWidget):
    """Shows a model of images and says which one a person chose."""

    image_chosen = Signal(int)
    left = Signal()
    """Typing is over: the keys belong to the picture again."""

    def __init__(self, model: ImageListModel) -> None:
        super().__init__()
        self._model = model
        self._text = QLineEdit()
        self._text.setPlaceholderText(self.tr("Filter by name"))
        self._text.setClearButtonEnabled(True)
        self._state = QComboBox()
        for words, states in self._choices():
            self._state.addItem(words, states)
        self._count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._count.setProperty("role", "muted")
        self._typing = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._typing.timeout.connect(self._filter)
        self._text.textChanged.connect(self._typing.start)
        self._text.returnPressed.connect(self.left)
        self._state.activated.connect(self.left)
        self._state.currentIndexChanged.connect(self._filter)
        self._view = _list_view(model)
        self._view.selectionModel().currentChanged.connect(self._choose)
        model.modelReset.connect(self._show_count)
        self._lay_out()
        self._show_count()

    def show_current(self, image_id: int | None) -> None:
        """Mark the image in hand and scroll to it."""
        row = None if image_id is None else self._model.row_of(image_id)
        index = QModelIndex() if row is None else self._model.index(row)
        selection = self._view.selectionModel()
        # What a person adds to the selection with Ctrl or Shift is theirs.
        if selection.currentIndex() != index:
            selection.blockSignals(True)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            selection.blockSignals(False)
        if row is not None:
            self._view.scrollTo(index)
        self._view.viewport().update()

    def selected_ids(self) -> list[int]:
        """The selected images, in the list's order."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        found = (self._model.image_id(row) for row in rows)
        return [image_id for image_id in found if image_id is not None]

    def offer(self, action: QAction) -> None:
        """Show an action in the list's context menu."""
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._view.addAction(action)

    def _choices(self) -> list[tuple[str, tuple[ImageState, ...]]]:
        return [
            (self.tr("All"), ()),
            (self.tr("To look at"), NEEDS_LOOK),
            (self.tr("New"), (ImageState.NEW,)),
            (self.tr("Suggested"), (ImageState.SUGGESTED,)),
            (self.tr("In work"), (ImageState.IN_WORK,)),
            (self.tr("Reviewed"), (ImageState.REVIEWED,)),
            (self.tr("Verified empty"), (ImageState.VERIFIED_EMPTY,)),
        ]

    def _filter(self) -> None:
        states: tuple[ImageState, ...] = self._state.currentData()
        sort = "uncertainty" if states == (ImageState.SUGGESTED,) else "name"
        self._model.set_filter(
            ImageFilter(states=states, text=self._text.text().strip(), sort=sort)
        )

    def _choose(self, current: QModelIndex) -> None:
        image_id = self._model.image_id(current.row())
        if image_id is not None:
            self.image_chosen.emit(image_id)

    def _show_count(self) -> None:
        self._count.setText(f"{self._model.rowCount():n}")

    def _lay_out(self) -> None:
        states = QHBoxLayout()
        states.addWidget(self._state, 1)
        states.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(8, 8, 8, 8)
        top.setSpacing(8)
        top.addWidget(self._text)
        top.addLayout(states)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._view, 1)


def _list_view(model: ImageListModel) -> QTableView:
    # A QListView lays all rows out again at every dataChanged: 100 ms with 100,000 images, and
    # each thumbnail that arrives is one. A table of fixed row heights only paints.
    view = QTableView()
    view.setModel(model)
    view.setItemDelegate(ImageDelegate(view))
    view.horizontalHeader().hide()
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.setShowGrid(False)
    view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    # The keys belong to the page; a list that had the focus would eat Space and letters.
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return view
