"""Drives the window as a person would: by mouse and keys, waiting for what comes."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.actions import Act
from desktop.app.open_project import OpenProject
from desktop.app.program import Program
from desktop.canvas.view import CanvasView
from desktop.demo.pulse import Pulse
from engine.geometry.types import Box

STEP = 20
"""Milliseconds between looks at what is waited for."""


class DemoStuckError(Exception):
    """Something the demonstration waited for did not come."""


class DemoDriver:
    """Acts on one program; its pulse is felt while it waits, not while it acts itself.

    Args:
        program: The running program.
        folder: Where its screenshots go.
    """

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.pulse = Pulse(program)
        self._folder = folder

    @property
    def project(self) -> OpenProject:
        """The open project."""
        if self.program.project is None:
            raise DemoStuckError("No project is open.")
        return self.program.project

    @property
    def canvas(self) -> CanvasView:
        """The picture."""
        return self.project.annotate.canvas

    def wait(self, what: str, is_there: Callable[[], object], seconds: float = 60.0) -> None:
        """Let the window live until something is there.

        Raises:
            DemoStuckError: It did not come in time.
        """
        end = time.monotonic() + seconds
        self.pulse.start()
        while not is_there():
            if time.monotonic() > end:
                raise DemoStuckError(f"Waited {seconds:.0f} s in vain for {what}.")
            QTest.qWait(STEP)
        self.pulse.stop()

    def rest(self, milliseconds: int) -> None:
        """Let the window live for a while."""
        self.pulse.start()
        QTest.qWait(milliseconds)
        self.pulse.stop()

    def open(self, path: Path) -> None:
        """Open a project and wait for its picture."""
        if not self.program.open_project(path):
            raise DemoStuckError(f"{path} did not open.")
        self.rest(500)

    def trigger(self, act: Act) -> None:
        """Use a menu entry or its key."""
        self.program.window.table[act].trigger()

    def press(self, button: QPushButton) -> None:
        """Click a button."""
        self.wait(f"the button {button.text()}", lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def show_image(self, name: str) -> int:
        """Choose an image in the list by its file name; its id."""
        store = self.project.session.store
        images = store.images.rows(store.images.ids())
        image = next(image for image in images if Path(image.path).name == name)
        loaded: list[bool] = []
        connection = self.canvas.image_loaded.connect(lambda: loaded.append(True))
        self.project.annotate.image.show(image.id)
        self.wait(f"the picture {name}", lambda: loaded)
        self.canvas.disconnect(connection)
        self.canvas.fit()
        return image.id

    def click(self, x: float, y: float) -> None:
        """Click the picture at a position in image pixels."""
        point = self._at(x, y)
        QTest.mouseMove(self.canvas.viewport(), point)
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)

    def drag(self, box: Box) -> None:
        """Drag over the picture from corner to corner."""
        viewport, end = self.canvas.viewport(), self._at(box.right, box.bottom)
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=self._at(box.left, box.top))
        QTest.mouseMove(viewport, (self._at(box.left, box.top) + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def key(self, key: Qt.Key) -> None:
        """Press a key over the picture."""
        QTest.keyClick(self.canvas, key)

    def screenshot(self, name: str) -> None:
        """Save what the window shows, after it has painted."""
        self.rest(300)
        self.program.window.grab().save(str(self._folder / f"{name}.png"))

    def _at(self, x: float, y: float) -> QPoint:
        return self.canvas.viewportTransform().map(QPointF(x, y)).toPoint()
