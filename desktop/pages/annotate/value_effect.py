"""What a rule for the value range makes of the image in hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.canvas.image_source import DecodedImage
from desktop.pages.annotate.value_sample import SMALL_SIDE, ValueSample
from desktop.widgets.labels import paragraph
from desktop.widgets.range_histogram import RangeHistogram
from engine.protocol.specs import ValueRange, ValueRangeRule

HEIGHT = 180


class ValueEffect(QWidget):
    """The image small, how often which values occur in it, and what is lost at both ends."""

    dragged = Signal(float, float)
    """Both ends of a range that somebody sets by the handles."""

    def __init__(self) -> None:
        super().__init__()
        self._sample: ValueSample | None = None
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumWidth(SMALL_SIDE)
        self.histogram = RangeHistogram()
        self.histogram.setEnabled(False)
        self.histogram.dragged.connect(self._tell)
        self.told = paragraph("", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.picture, 0, 0)
        grid.addWidget(self.histogram, 0, 1)
        grid.addWidget(self.told, 1, 0, 1, 2)
        self.setFixedHeight(HEIGHT)

    def show_image(self, image: DecodedImage) -> None:
        """Take the values of an image that is read by now."""
        if image.values is None:
            said = self.tr("The picture in hand has 8 bits: this changes nothing of it.")
            self.told.setText(said if image.is_exact else "")
            return
        self._sample = sample = ValueSample(image.values)
        self.histogram.set_bars(sample.bars(), *sample.axis())
        self.histogram.setEnabled(True)

    def span(self) -> float | None:
        """From the lowest to the highest of the values; None without an image."""
        if self._sample is None:
            return None
        low, high = self._sample.axis()
        return high - low

    def range_by(self, rule: ValueRangeRule) -> ValueRange | None:
        """What a rule makes of the image; None without one."""
        return None if self._sample is None else self._sample.range_by(rule)

    def show_rule(self, rule: ValueRangeRule) -> None:
        """Show the image as it would be by a rule."""
        sample = self._sample
        if sample is None:
            return
        value_range = sample.range_by(rule)
        self.histogram.set_range(value_range.low, value_range.high)
        self.picture.setPixmap(QPixmap.fromImage(sample.shown(value_range)))
        black, white = (f"{100 * share:.1f} %" for share in sample.shares_outside(value_range))
        said = self.tr("Of this picture below black: {black}, above white: {white}")
        self.told.setText(said.format(black=black, white=white))

    def _tell(self, low: float, high: float) -> None:
        is_whole = self._sample is not None and self._sample.is_whole
        self.dragged.emit(*((round(low), round(high)) if is_whole else (low, high)))
