"""The editor of a class's skeleton: its points on a picture, and their names in order."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGraphicsView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.pages.annotate.skeleton_draft import SkeletonDraft
from desktop.pages.annotate.skeleton_scene import MARGIN, SIDE, SkeletonScene
from desktop.widgets.labels import paragraph
from engine.geometry.skeleton import PERSON, Skeleton, is_sound_skeleton

NAME, MIRROR = 0, 1


class SkeletonDialog(QDialog):
    """Asks which key points the objects of a class have.

    Args:
        name: Of the class.
        skeleton: The one it has.
        picture: Seen behind the points.
        parent: The window.
    """

    chosen = Signal(object, object)
    """The ``Skeleton``, and for each of its points the place it had before."""

    def __init__(
        self, name: str, skeleton: Skeleton | None, picture: QPixmap, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Key points of “{name}”").format(name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.draft = SkeletonDraft.of(skeleton, is_old=True)
        self.scene = SkeletonScene()
        self.scene.set_picture(picture)
        self.view = QGraphicsView(self.scene)
        side = round(SIDE + 2 * MARGIN) + 4
        self.view.setFixedSize(side, side)
        self.table = self._make_table()
        self.person = QPushButton(self.tr("Person (COCO)"))
        self.earlier, self.later = QPushButton(self.tr("Up")), QPushButton(self.tr("Down"))
        self.remove = QPushButton(self.tr("Remove"))
        self.said = paragraph("", "warning")
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._connect()
        self._lay_out()
        self._show(0)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Mirrored with")])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        return table

    def _connect(self) -> None:
        self.scene.point_set.connect(self._add)
        self.scene.point_moved.connect(self._move)
        self.scene.joined.connect(self._join)
        self.scene.chosen.connect(self._show)
        self.table.itemChanged.connect(self._rename)
        self.table.currentCellChanged.connect(lambda row, *_: self._show_picture(row))
        self.person.clicked.connect(self._take_person)
        self.earlier.clicked.connect(lambda: self._reorder(-1))
        self.later.clicked.connect(lambda: self._reorder(1))
        self.remove.clicked.connect(self._remove)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.draft.skeleton(), self.draft.order()))

    def _add(self, x: float, y: float) -> None:
        names = {point.name for point in self.draft.points}
        number = next(n for n in range(1, len(names) + 2) if f"point {n}" not in names)
        self.draft.add(f"point {number}", (x, y))
        self._show(len(self.draft.points) - 1)

    def _move(self, index: int, x: float, y: float) -> None:
        self.draft.points[index].place = (x, y)
        self._show(index)

    def _join(self, first: int, second: int) -> None:
        self.draft.join(first, second)
        self._show(first)

    def _take_person(self) -> None:
        self.draft = SkeletonDraft.of(PERSON, is_old=False)
        self._show(0)

    def _reorder(self, by: int) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self._show(self.draft.move(row, by))

    def _remove(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self.draft.remove(row)
            self._show(min(row, len(self.draft.points) - 1))

    def _rename(self, item: QTableWidgetItem) -> None:
        if item.column() == NAME:
            self.draft.points[item.row()].name = item.text().strip()
            self._show(item.row())

    def _pair(self, row: int, box: QComboBox) -> None:
        self.draft.pair(row, box.currentData())
        self._show(row)

    def _show(self, current: int) -> None:
        """Show the draft, with one of its points chosen."""
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.draft.points))
        for row, point in enumerate(self.draft.points):
            self.table.setItem(row, NAME, QTableWidgetItem(point.name))
            self.table.setCellWidget(row, MIRROR, self._mirror_box(row))
        self.table.setCurrentCell(current, NAME)
        self.table.blockSignals(False)
        self._show_picture(current)
        for button in (self.earlier, self.later, self.remove):
            button.setEnabled(bool(self.draft.points))
        is_good = is_sound_skeleton(self.draft.skeleton())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_good)
        self.said.setText(
            self.tr("Every point needs a name of its own.")
            if self.draft.points and not is_good
            else ""
        )

    def _show_picture(self, current: int) -> None:
        points = self.draft.points
        self.scene.show_skeleton(
            [point.name for point in points],
            [point.place for point in points],
            self.draft.pairs(),
            current,
        )

    def _mirror_box(self, row: int) -> QComboBox:
        box = QComboBox()
        box.addItem("\u2013", None)
        for index, point in enumerate(self.draft.points):
            if index != row:
                box.addItem(point.name, index)
        mirror = self.draft.points[row].mirror
        if mirror is not None:
            box.setCurrentText(mirror.name)
        box.activated.connect(partial(self._later_pair, row, box))
        return box

    def _later_pair(self, row: int, box: QComboBox, _index: int) -> None:
        self._pair(row, box)

    def _lay_out(self) -> None:
        told = self.tr(
            "Click: a point. Drag: move it. Shift and drag from point to point: a line between "
            "them, or none. Objects that are there keep their points."
        )
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        keys = QHBoxLayout()
        for button in (self.earlier, self.later, self.remove, self.person):
            button.setAutoDefault(False)
            keys.addWidget(button)
        right = QVBoxLayout()
        right.addWidget(self.table, 1)
        right.addLayout(keys)
        right.addWidget(self.said)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.view)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(paragraph(told, "muted"))
        column.addLayout(middle, 1)
        column.addWidget(self.buttons)
        self.resize(860, 560)
