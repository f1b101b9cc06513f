"""From the command line to the window's end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import i18n, paths, theme
from desktop.app.program import Program
from desktop.errors import UnexpectedErrors
from desktop.remembered import Remembered
from desktop.settings import LiveSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "Saegim"


def build(project: Path | None = None) -> Program:
    """Make the window, and open a project in it once it is seen. Needs a ``QApplication``."""
    program = Program(Remembered(), LiveSettings())
    if project is not None:
        QTimer.singleShot(0, program, lambda: program.open_project(project))
    return program


def run(arguments: Sequence[str]) -> int:
    """Run the program until its window is closed; the exit code."""
    app = QApplication(list(arguments))
    app.setApplicationName(NAME)
    app.setOrganizationName(NAME)
    app.setDesktopFileName(NAME.lower())
    i18n.install(app)
    theme.follow_system(app)
    errors = UnexpectedErrors(paths.log_file(), app)
    errors.install()
    program = build(Path(arguments[1]) if len(arguments) > 1 else None)
    errors.happened.connect(lambda text: program.window.messages.say(text, "danger"))
    program.window.show()
    code = app.exec()
    errors.close()
    return code
