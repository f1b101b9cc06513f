"""Arrow keys move the selection, or its chosen vertices; a key that is held makes one change."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.canvas import handles
from desktop.canvas.stage import Edit, Stage
from desktop.canvas.tools.moving import commit_move, offset_inside, vertex_offset
from engine.geometry.types import Point

ARROWS: dict[int, Point] = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
"""Image pixels of one press; degrees where the chosen handle turns a box."""
FAR = 10.0
"""Times as many with Shift."""


class Nudge:
    """Shows the selection where it would be, and moves it when the key is let go."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._offset: Point | None = None

    @property
    def is_on(self) -> bool:
        """Whether a key is held."""
        return self._offset is not None

    def step(self, event: QKeyEvent) -> None:
        """Goes on by one press, or one repetition of a held key."""
        across, down = ARROWS[event.key()]
        far = FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        x, y = self._offset or (0.0, 0.0)
        wanted = (x + far * across, y + far * down)
        if self._stage.vertices:
            self._move_vertices(wanted)
        else:
            self._move_selection(wanted)

    def finish(self) -> None:
        """Moves what is chosen to where it is shown."""
        offset, reshaped = self._offset, self._stage.edit.reshaped
        if offset is None:
            return
        self.drop()
        if reshaped is None:
            commit_move(self._stage, offset)
        elif reshaped != self._stage.index.shape(self._stage.selection[0]).geometry:
            self._stage.commit({self._stage.selection[0]: reshaped})

    def _move_selection(self, wanted: Point) -> None:
        stage = self._stage
        extent = stage.index.extent(stage.selection)
        if extent is not None:
            self._offset = offset_inside(stage, extent, *wanted)
            stage.set_edit(Edit(offset=self._offset))

    def _move_vertices(self, wanted: Point) -> None:
        stage = self._stage
        geometry = stage.index.shape(stage.selection[0]).geometry
        self._offset = vertex_offset(stage, geometry, wanted)
        moved = handles.nudged(geometry, stage.vertices, self._offset)
        stage.set_edit(Edit(reshaped=moved))

    def drop(self) -> None:
        """Leaves the selection where it was."""
        if self._offset is not None:
            self._offset = None
            self._stage.set_edit(Edit())


def is_arrow(event: QKeyEvent) -> bool:
    """Whether a key is an arrow, alone or with Shift."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    alone = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.key() in ARROWS and alone
