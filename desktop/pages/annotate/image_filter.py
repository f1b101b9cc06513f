"""What the image list shows and in which order; and the number of the image in hand."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.pages.annotate.attribute_choice import AttributeChoice
from desktop.pages.annotate.image_number import ImageNumber
from desktop.theme import icon, swatch
from engine.project.rows import (
    UNFINISHED,
    AttributeRow,
    ClassRow,
    ImageFilter,
    ImageSort,
    ImageState,
    TagRow,
)

TYPING_PAUSE = 150
"""Milliseconds without a key after which the text is looked for."""
ICON = QSize(16, 16)


class ImageFilterBar(QWidget):
    """Name, state and number are always there; class and order are unfolded by a button."""

    changed = Signal(object)
    """The ``ImageFilter``."""
    number_entered = Signal(int)
    """Which image of the list to go to, from 1 on."""
    left = Signal()
    """Typing is over."""

    def __init__(self) -> None:
        super().__init__()
        self.text = _line(self.tr("Filter by name"))
        self.state = _choice(self._states(), self.tr("State"))
        self.image_class = _choice([(self.tr("Any class"), None)], self.tr("Class"))
        self.attribute = AttributeChoice()
        self.note = _line(self.tr("Words of the note"))
        self.tag = _choice([(self.tr("Any tag"), None)], self.tr("Tag"))
        self.sort = _choice(self._sorts(), self.tr("Order"))
        self.number = ImageNumber()
        self.number.setToolTip(self.tr("Go to the image with this number"))
        self.more = _button("list-filter", self.tr("Class, attribute, tag and order"))
        self.reverse = _button("arrow-down", self.tr("Turn the order round"))
        self._is_auto_sorted = False
        self._lay_out()
        self._wire()

    def show_classes(self, rows: Sequence[ClassRow]) -> None:
        """Offer the project's classes; one that is gone is looked for no longer."""
        self._offer(self.image_class, [(swatch(row.color), row.name, row.id) for row in rows])

    def show_tags(self, rows: Sequence[TagRow]) -> None:
        """Offer the project's tags; one that is gone is looked for no longer."""
        self._offer(self.tag, [(QIcon(), row.name, row.id) for row in rows])

    def show_attributes(self, rows: Iterable[AttributeRow]) -> None:
        """Offer the own attributes of classes; one that is gone is looked for no longer."""
        if self.attribute.show_attributes(rows):
            self._tell()

    def show_place(self, row: int | None, count: int) -> None:
        """Show which row of how many is in hand."""
        self.number.show_place(row, count)

    def filter(self) -> ImageFilter:
        """What is chosen."""
        described, tag_id = self.attribute.chosen(), self.tag.currentData()
        return ImageFilter(
            states=self.state.currentData(),
            class_id=self.image_class.currentData(),
            text=self._typed(),
            tags=() if tag_id is None else (tag_id,),
            attribute=described.attribute,
            has_note=described.has_note,
            note=self.note.text().strip() if described.has_note else "",
            sort=self.sort.currentData(),
            is_reversed=self.reverse.isChecked(),
        )

    def ask_number(self) -> None:
        """Let the person type a number."""
        self.number.setFocus()

    def _choose_state(self) -> None:
        """What a model suggests is looked at with what it knows least first, unless one says so."""
        is_suggested = self.state.currentData() == (ImageState.SUGGESTED,)
        if is_suggested and self.sort.currentData() == "name":
            self._set_sort("uncertainty")
            self._is_auto_sorted = True
        elif not is_suggested and self._is_auto_sorted:
            self._set_sort("name")
        self._tell()

    def _set_sort(self, sort: ImageSort) -> None:
        self.sort.setCurrentIndex(self.sort.findData(sort))
        self._is_auto_sorted = False

    def _choose_sort(self) -> None:
        self._is_auto_sorted = False
        self._tell()

    def _fold(self) -> None:
        """What is chosen there stays in sight."""
        is_default = self.filter() == ImageFilter(self.state.currentData(), text=self._typed())
        self._below.setVisible(self.more.isChecked() or not is_default)
        self.note.setVisible(self.attribute.chosen().has_note)

    def _typed(self) -> str:
        return self.text.text().strip()

    def _offer(self, box: QComboBox, items: Sequence[tuple[QIcon, str, int]]) -> None:
        """Offer items after the first one, which stands for any."""
        chosen = box.currentData()
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        for image, words, data in items:
            box.addItem(image, words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
        if box.currentData() != chosen:
            self._tell()

    def _tell(self) -> None:
        self._fold()
        self.reverse.setIcon(icon("arrow-up" if self.reverse.isChecked() else "arrow-down"))
        self.changed.emit(self.filter())

    def _wire(self) -> None:
        self._typing = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._typing.timeout.connect(self._tell)
        for line in (self.text, self.note):
            line.textChanged.connect(self._typing.start)
            line.returnPressed.connect(self.left)
        self.number.entered.connect(self.number_entered)
        self.number.returnPressed.connect(self.left)
        self.state.currentIndexChanged.connect(self._choose_state)
        for box in (self.image_class, self.attribute, self.tag):
            box.currentIndexChanged.connect(self._tell)
        # The same order again sorts again what has changed since.
        self.sort.activated.connect(self._choose_sort)
        self.reverse.clicked.connect(self._tell)
        for box in (self.state, self.image_class, self.attribute, self.tag, self.sort):
            box.activated.connect(self.left)

    def _states(self) -> list[tuple[str, object]]:
        return [
            (self.tr("All"), ()),
            (self.tr("To look at"), UNFINISHED),
            (self.tr("New"), (ImageState.NEW,)),
            (self.tr("Suggested"), (ImageState.SUGGESTED,)),
            (self.tr("In work"), (ImageState.IN_WORK,)),
            (self.tr("Reviewed"), (ImageState.REVIEWED,)),
            (self.tr("Verified empty"), (ImageState.VERIFIED_EMPTY,)),
        ]

    def _sorts(self) -> list[tuple[str, object]]:
        return [
            (self.tr("Name"), "name"),
            (self.tr("Added"), "added"),
            (self.tr("State"), "state"),
            (self.tr("Annotations"), "annotations"),
            (self.tr("Lowest score"), "score"),
            (self.tr("Least certain"), "uncertainty"),
        ]

    def _lay_out(self) -> None:
        self._below = QWidget()
        rows = QVBoxLayout(self._below)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for widget in (self.image_class, self.attribute, self.note, self.tag):
            rows.addWidget(widget)
        rows.addLayout(_row(self.sort, self.reverse))
        self.note.hide()
        self._below.hide()
        self.more.toggled.connect(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(_row(self.text, self.more))
        column.addLayout(_row(self.state, self.number))
        column.addWidget(self._below)


def _row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(first, 1)
    for widget in others:
        row.addWidget(widget)
    return row


def _line(hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setClearButtonEnabled(True)
    return line


def _choice(items: Sequence[tuple[str, object]], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    # Long words must not make the list wider, and the picture narrower.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for words, data in items:
        box.addItem(words, data)
    return box


def _button(icon_name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setToolTip(tip)
    button.setIcon(icon(icon_name))
    button.setIconSize(ICON)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
