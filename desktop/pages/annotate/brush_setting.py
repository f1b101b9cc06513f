"""Size and shape of the brush, by keys, by buttons and by the wheel."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from desktop.actions import Act, Actions
from desktop.canvas.stage import Stage


class BrushSetting(QObject):
    """Changes the brush of the stage, and says how large it is."""

    def __init__(self, stage: Stage, value: QLabel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage = stage
        self._value = value
        stage.brush_changed.connect(self._show)
        self._show()

    def bind(self, actions: Actions) -> None:
        """Give the keys of the brush their meaning."""
        actions[Act.SQUARE_BRUSH].setCheckable(True)
        actions.on(Act.SMALLER_BRUSH, lambda: self._resize(-1), self)
        actions.on(Act.LARGER_BRUSH, lambda: self._resize(1), self)
        actions.on(Act.SQUARE_BRUSH, self._turn, self)

    def _resize(self, steps: int) -> None:
        self._stage.set_brush(self._stage.brush.resized(steps))

    def _turn(self) -> None:
        self._stage.set_brush(self._stage.brush.turned())

    def _show(self) -> None:
        size = self.tr("{size} px").format(size=round(self._stage.brush.diameter))
        self._value.setText(size)
