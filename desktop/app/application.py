"""The Qt application, which also hears of files that the system asks it to open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

NAME = "Saegim"


class Application(QApplication):
    """Named, so that settings and the desktop find what is its own.

    Args:
        arguments: The command line; Qt takes out what is for itself.
    """

    file_opened = Signal(object)
    """Path of a project that the person opened in the file manager (macOS)."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self.setApplicationName(NAME)
        self.setOrganizationName(NAME)
        self.setDesktopFileName(NAME.lower())

    # Not an event filter on the application, which would see the events of every widget.
    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)
