"""The list of images, and above it what it shows."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.image_delegate import ROW_HEIGHT, ImageDelegate
from desktop.pages.annotate.image_filter import ImageFilterBar
from desktop.pages.annotate.work_line import WorkLine


class ImagePanel(QWidget):
    """Shows a model of images and says which one a person chose."""

    image_chosen = Signal(int)
    menu_requested = Signal(object)
    """Global position where the menu of the selected images is asked for."""
    left = Signal()
    """Typing is over: the keys belong to the picture again."""

    def __init__(self, model: ImageListModel, work: WorkLine) -> None:
        super().__init__()
        self._model = model
        self.work = work
        self._shown: tuple[int | None, int | None] = (None, None)
        """The image in hand and its row: a list that is read again must not scroll back to it."""
        self.bar = ImageFilterBar()
        self.bar.changed.connect(model.set_filter)
        self.bar.number_entered.connect(self._go_to)
        self.bar.left.connect(self.left)
        self._view = _list_view(model)
        self._view.selectionModel().currentChanged.connect(self._choose)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(
            lambda at: self.menu_requested.emit(self._view.viewport().mapToGlobal(at))
        )
        model.modelReset.connect(self._show_place)
        self._lay_out()
        self._show_place()

    def show_current(self, image_id: int | None) -> None:
        """Mark the image in hand, and scroll to it unless it is where it was."""
        row = None if image_id is None else self._model.row_of(image_id)
        index = QModelIndex() if row is None else self._model.index(row)
        selection = self._view.selectionModel()
        marked = [*selection.selectedRows(), selection.currentIndex()]
        # What a person adds to the selection with Ctrl or Shift is theirs.
        if selection.currentIndex() != index:
            selection.blockSignals(True)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            selection.blockSignals(False)
        if row is not None and self._shown != (image_id, row):
            # Other rows than before are laid out later, and the view scrolls no further till then.
            self._view.executeDelayedItemsLayout()
            self._view.scrollTo(index)
        self._shown = (image_id, row)
        self._show_place()
        for changed in (*marked, index):
            self._view.update(changed)

    def selected_ids(self) -> list[int]:
        """The selected images, in the list's order."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        found = (self._model.image_id(row) for row in rows)
        return [image_id for image_id in found if image_id is not None]

    def _choose(self, current: QModelIndex) -> None:
        image_id = self._model.image_id(current.row())
        if image_id is not None:
            self.image_chosen.emit(image_id)

    def _go_to(self, number: int) -> None:
        image_id = self._model.image_id(number - 1)
        if image_id is not None:
            self.image_chosen.emit(image_id)

    def _show_place(self) -> None:
        index = self._view.currentIndex()
        self.bar.show_place(index.row() if index.isValid() else None, self._model.rowCount())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.work)
        column.addWidget(self.bar)
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
