"""Sliders and choices for how the picture is shown."""

import dataclasses
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from desktop.canvas.adjustment import (
    AMOUNTS,
    CHANNELS,
    FALSE_COLORS,
    FALSE_COLORS_TITLE,
    LARGEST_STEP,
    PLAIN,
    Adjustment,
    Amount,
)
from desktop.widgets.labels import label, paragraph

MARGIN = 8
NARROWEST = 320
NUMBER_WIDTH = 56


def translated(text: object) -> str:
    """Words of the tables of adjustments in the window's language."""
    return QCoreApplication.translate("Display", str(text))


class DisplayPanel(QFrame):
    """A pop-up over the canvas; whatever is moved in it is seen at once.

    Args:
        canvas: What it opens over.
    """

    adjusted = Signal(object)
    """The ``Adjustment``."""
    opacity_changed = Signal(float)
    """Of the previous image when it is compared with, from 0 to 1."""
    compare_chosen = Signal(bool)
    """Whether the previous image is to be compared with."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas, Qt.WindowType.Popup)
        self._canvas = canvas
        self._adjustment = PLAIN
        self.setObjectName("card")
        self.setMinimumWidth(NARROWEST)
        self.sliders = {row.field: _slider(-LARGEST_STEP, LARGEST_STEP) for row in AMOUNTS}
        self._numbers = {row.field: _number() for row in AMOUNTS}
        self.channel = _choice([row.title for row in CHANNELS])
        self.colors = _choice([row.title for row in FALSE_COLORS])
        self.compare = QCheckBox(self.tr("Previous picture"))
        self.opacity = _slider(0, 100)
        self.opacity.setValue(50)
        self._share = _number()
        self.plain = QPushButton(self.tr("The picture as it is"))
        self._lay_out()
        self._wire()
        self.show_adjustment(PLAIN)
        self._show_share()
        self.show_comparing(False)

    def open_over_canvas(self) -> None:
        """Open in the upper right corner of the canvas."""
        self.adjustSize()
        right = self._canvas.width() - self.width() - MARGIN
        self.move(self._canvas.mapToGlobal(QPoint(max(right, 0), MARGIN)))
        self.show()

    def show_adjustment(self, adjustment: Adjustment) -> None:
        """Put sliders and choices to what is shown now."""
        self._adjustment = adjustment
        for row in AMOUNTS:
            step = getattr(adjustment, row.field)
            self.sliders[row.field].setValue(step)
            self._numbers[row.field].setText(row.words(step))
        self.channel.setCurrentIndex(CHANNELS.index(adjustment.channel))
        self.colors.setCurrentIndex(FALSE_COLORS.index(adjustment.colors))
        self.plain.setEnabled(adjustment != PLAIN)

    def show_comparing(self, is_on: bool) -> None:
        """Say whether the previous image is compared with."""
        self.compare.setChecked(is_on)
        self.opacity.setEnabled(is_on)

    def _wire(self) -> None:
        for row in AMOUNTS:
            self.sliders[row.field].valueChanged.connect(partial(self._change, row))
        self.channel.activated.connect(lambda n: self._adjust(channel=CHANNELS[n]))
        self.colors.activated.connect(lambda n: self._adjust(colors=FALSE_COLORS[n]))
        self.plain.clicked.connect(lambda: self.adjusted.emit(PLAIN))
        self.compare.clicked.connect(self.compare_chosen)
        self.opacity.valueChanged.connect(self._show_share)
        self.opacity.valueChanged.connect(lambda step: self.opacity_changed.emit(step / 100))

    def _change(self, row: Amount, step: int) -> None:
        if step != getattr(self._adjustment, row.field):
            self._adjust(**{row.field: step})

    def _adjust(self, **changed: object) -> None:
        self.adjusted.emit(dataclasses.replace(self._adjustment, **changed))

    def _show_share(self) -> None:
        self._share.setText(f"{self.opacity.value()} %")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, row in enumerate(AMOUNTS):
            grid.addWidget(label(translated(row.title)), line, 0)
            grid.addWidget(self.sliders[row.field], line, 1)
            grid.addWidget(self._numbers[row.field], line, 2)
        choices = {self.tr("Channel"): self.channel, translated(FALSE_COLORS_TITLE): self.colors}
        for line, name in enumerate(choices, start=len(AMOUNTS)):
            grid.addWidget(label(name), line, 0)
            grid.addWidget(choices[name], line, 1, 1, 2)
        last = grid.rowCount()
        grid.addWidget(self.compare, last, 0)
        grid.addWidget(self.opacity, last, 1)
        grid.addWidget(self._share, last, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        told = self.tr("Only what you see changes: neither files, nor what models are given.")
        column.addWidget(paragraph(told, "muted"))
        column.addLayout(grid)
        column.addWidget(self.plain)


def _slider(low: int, high: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(low, high)
    return slider


def _number() -> QLabel:
    number = label("", "muted")
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    number.setFixedWidth(NUMBER_WIDTH)
    return number


def _choice(titles: list[object]) -> QComboBox:
    choice = QComboBox()
    choice.addItems([translated(title) for title in titles])
    return choice
