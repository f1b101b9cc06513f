"""Fewer points, by a slider that can be moved back: what is kept is told at the end."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSlider, QVBoxLayout, QWidget

from desktop.canvas import handles
from desktop.canvas.stage import Edit, Stage
from desktop.widgets.labels import label, paragraph
from engine.geometry.simplifying import simplified
from engine.geometry.types import Geometry

STEPS = 100
FINEST, COARSEST = 0.25, 32.0
"""Pixels that an outline may leave its points, at the ends of the slider."""


class SimplifyDialog(QDialog):
    """Shows on the picture what the one selected outline would be.

    Args:
        stage: Shows it.
        geometries: What is simplified, by the keys of the stage.
        parent: The window.
    """

    chosen = Signal(object)
    """Geometries by key, of those that have fewer points now."""

    def __init__(self, stage: Stage, geometries: Mapping[int, Geometry], parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._before = dict(geometries)
        self.setWindowTitle(self.tr("Simplify"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.valueChanged.connect(self._show)
        self.said = QLabel()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._end)
        self._lay_out()
        self.slider.setValue(STEPS // 4)

    def outcome(self) -> dict[int, Geometry]:
        """What is different at the slider's place."""
        tolerance = FINEST * (COARSEST / FINEST) ** (self.slider.value() / STEPS)
        made = {key: simplified(geometry, tolerance) for key, geometry in self._before.items()}
        return {key: geometry for key, geometry in made.items() if geometry != self._before[key]}

    def _show(self) -> None:
        made = self.outcome()
        before = sum(map(_count, self._before.values()))
        after = sum(map(_count, {**self._before, **made}.values()))
        self.said.setText(
            self.tr("Points: {before}, then {after}").format(before=before, after=after)
        )
        if len(self._before) == 1:
            [shown] = (made or self._before).values()
            self._stage.set_edit(Edit(reshaped=shown))

    def _end(self, result: int) -> None:
        made = self.outcome()
        self._stage.set_edit(Edit())
        if result and made:
            self.chosen.emit(made)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Fewer points")))
        column.addWidget(self.slider)
        column.addWidget(self.said)
        told = self.tr("Polygons and lines only; masks and boxes stay as they are.")
        column.addWidget(paragraph(told, "muted"))
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.setMinimumWidth(360)


def _count(geometry: Geometry) -> int:
    return len(handles.handles_of(geometry)) if handles.has_vertices(geometry) else 0
