"""The curves of a run: loss, metric and learning rate above each other."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.pages.dataset.terms import TRAINING, explained
from desktop.pages.train import curve_lines
from desktop.pages.train.run_curve import RunCurve
from desktop.widgets.calm_wheel import calm_wheel
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.info_button import InfoButton
from desktop.widgets.plot_content import Line
from desktop.widgets.plot_lane import PlotLane
from desktop.widgets.plot_stack import PlotStack

LANE_PAUSE = 15
"""Milliseconds between drawing one lane and the next, in which the window hears its person."""
FIRST_SMOOTHING = 80
"""Per cent; a batch loss is mostly noise."""


class CurvePanel(QWidget):
    """Draws a ``RunCurve``, with a second one laid over it if asked to."""

    comparison_chosen = Signal(object)
    """The id of the run to lay over this one, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = RunCurve()
        self._other: RunCurve | None = None
        self._other_name = ""
        self._pointer: float | None = None
        self._undrawn: list[PlotLane] = []
        self._drawing = QTimer(self, interval=LANE_PAUSE)
        self._drawing.timeout.connect(self._draw_next)
        self.plots = PlotStack()
        self._loss = self.plots.add_lane(self.tr("loss"), 5, names_bands=True)
        self._metric = self.plots.add_lane(self.tr("metric"), 4)
        self._rate = self.plots.add_lane(self.tr("rate"), 2)
        self.plots.hovered.connect(self._point)
        self._comparison = QComboBox()
        calm_wheel(self._comparison)
        self._comparison.setToolTip(self.tr("Lay another run over this one, dashed"))
        self._comparison.activated.connect(self._compare)
        self.offer_comparisons(())
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        calm_wheel(self.smoothing)
        self.smoothing.setRange(0, 99)
        self.smoothing.setValue(FIRST_SMOOTHING)
        self.smoothing.setMaximumWidth(120)
        self.smoothing.valueChanged.connect(self.redraw)
        self.log = QCheckBox(self.tr("Log scale"))
        self.log.toggled.connect(self._loss.set_log)
        self._arrange()

    def show_curve(self, curve: RunCurve) -> None:
        """Draw this run; call again when it has grown."""
        self._curve = curve
        self.redraw()

    def lay_over(self, curve: RunCurve | None, name: str = "") -> None:
        """Draw another run dashed behind, or none."""
        self._other, self._other_name = curve, name
        self.redraw()

    def offer_comparisons(self, runs: Sequence[tuple[str, str]]) -> None:
        """Let the person choose among these runs, given as id and name."""
        chosen = self._comparison.currentData()
        self._comparison.clear()
        self._comparison.addItem(self.tr("Compare with…"), None)
        for run_id, name in runs:
            self._comparison.addItem(name, run_id)
        self._comparison.setCurrentIndex(max(0, self._comparison.findData(chosen)))

    def redraw(self) -> None:
        """Draw everything from the data."""
        self._undrawn = [self._loss, self._metric, self._rate]
        self._drawing.start()

    def finish_drawing(self) -> None:
        """Draw now what would be drawn with the next turns of the event loop."""
        while self._undrawn:
            self._draw_next()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.plots.repaint_background()
            self.redraw()

    def _draw_next(self) -> None:
        # A lane at a time: all of them would hold up the window for longer than a keystroke may
        # wait, on a machine whose processors are busy training.
        if self._undrawn:
            self._draw(self._undrawn.pop(0))
        if not self._undrawn:
            self._drawing.stop()
            self.plots.make_room()
            self._show_values()

    def _draw(self, lane: PlotLane) -> None:
        curve, other = self._curve, self._other
        mark = None
        if lane is self._loss:
            lines = curve_lines.loss_lines(curve, self.smoothing.value() / 100, other)
        elif lane is self._metric:
            lines, mark = curve_lines.metric_lines(curve, other), curve_lines.best_mark(curve)
        else:
            lines = curve_lines.rate_lines(curve)
        end = curve_lines.planned_end(curve, other)
        lane.show_content(lines, curve_lines.phase_bands(curve, end), mark, end)

    def _arrange(self) -> None:
        caption = QLabel(self.tr("Smoothing"))
        caption.setProperty("role", "muted")
        caption.setBuddy(self.smoothing)
        export = QPushButton(self.tr("Export…"))
        export.clicked.connect(self._ask_where_to_export)
        smoothing = QWidget()
        pair = QHBoxLayout(smoothing)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(8)
        pair.addWidget(caption)
        pair.addWidget(self.smoothing)
        row = FlowRow()
        row.add(smoothing, self.log, InfoButton(explained(TRAINING)))
        row.add_stretch()
        row.add(self._comparison, export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self.plots, 1)

    def _point(self, x: float | None) -> None:
        self._pointer = x
        self._show_values()

    def _show_values(self) -> None:
        x = self._pointer
        if x is None:
            return
        lanes = ((self._loss, "{:.4g}"), (self._metric, "{:.3f}"), (self._rate, "{:.2e}"))
        values = [
            f"{_colored(line.color, self._name(line))} {form.format(value)}"
            for lane, form in lanes
            for line, value in lane.values_at(x)
        ]
        head = self.tr("epoch {number}").format(number=f"{x:.1f}")
        self.plots.show_values(x, "<br>".join([head, *values]))

    def _name(self, line: Line) -> str:
        if line.key == "batches":
            return self.tr("batch")
        if line.key.startswith("other "):
            return self._other_name
        return line.label

    def _compare(self, _index: int) -> None:
        self.comparison_chosen.emit(self._comparison.currentData())

    def _ask_where_to_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export curve"), "curve.png", "PNG (*.png);;SVG (*.svg)"
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> bool:
        """Write the plots as PNG or SVG, by the name's ending; whether that worked."""
        self.finish_drawing()
        if path.suffix.lower() == ".svg":
            return self.plots.save_svg(path)
        return self.plots.save_png(path)

    @override
    def sizeHint(self) -> QSize:
        return QSize(720, 480)


def _colored(color: str, text: str) -> str:
    return f'<span style="color:{color}">{escape(text)}</span>'
