"""The questions that the window asks in the system's own file dialogs."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_project(window: QWidget, folder: Path) -> Path | None:
    """Ask which project to open, beginning in ``folder``; None if the person has thought again."""
    name, _ = QFileDialog.getOpenFileName(
        window,
        QCoreApplication.translate("Program", "Open a project"),
        str(folder),
        QCoreApplication.translate("Program", "Saegim projects (*.saegim)"),
    )
    return Path(name) if name else None


def ask_pictures(window: QWidget, folder: Path) -> Path | None:
    """Ask for a folder of pictures, beginning in ``folder``."""
    title = QCoreApplication.translate("Program", "Folder of pictures")
    name = QFileDialog.getExistingDirectory(window, title, str(folder))
    return Path(name) if name else None
