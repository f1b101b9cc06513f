"""What comes from outside while the window is open: a second start, a file to open."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.app.program import Program
    from desktop.app.single_instance import Call

ACTIVATION = "XDG_ACTIVATION_TOKEN"


class ExternalRequests(QObject):
    """Brings the window to the front and opens there what is asked for."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program

    def answer(self, call: Call) -> None:
        """Do what a second start asks for."""
        if call.activation:
            # Where Qt's Wayland plugin looks for it when a window asks to be activated.
            os.environ[ACTIVATION] = call.activation
        self._come_forward()
        if call.project:
            self._open(Path(call.project))

    def open_file(self, path: Path) -> None:
        """Open a project that the file manager names."""
        self._come_forward()
        self._open(path)

    def _come_forward(self) -> None:
        window = self._program.window
        if window.isMinimized():
            # Only this bit: a window that was maximised before becomes so again.
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _open(self, path: Path) -> None:
        project = self._program.project
        if project is not None and _is_same(project.session.store.path, path):
            return
        if QApplication.activeModalWidget() is None:
            self._program.open_project(path)
            return
        # A question is being asked about the project that is open: that comes first.
        self._program.window.messages.say(
            self.tr("Asked from outside to open {name}.").format(name=path.name),
            "info",
            self.tr("Open"),
            lambda: self._program.open_project(path),
        )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
