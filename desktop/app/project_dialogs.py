"""The questions about projects: which one to open, which pictures to take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import paths
from desktop.actions import Act

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from desktop.pages.start.page import StartPage
    from desktop.remembered import Remembered


class ProjectDialogs(QObject):
    """Outlives the window; ``serve`` connects the one there is.

    Args:
        remembered: Knows where the person's projects lie.
        parent: Qt owner.
    """

    new_wanted = Signal(object)
    """The ``NewProject`` to make."""
    project_chosen = Signal(object)
    """The ``Path`` of a project to open."""
    images_chosen = Signal(object)
    """The ``Path`` of a folder whose pictures are to be added."""

    def __init__(self, remembered: Remembered, parent: QObject) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._window: QWidget | None = None

    def serve(self, window: MainWindow, start: StartPage) -> None:
        """Wire a window and its start page; dialogs belong to that window from now on."""
        self._window = window
        window.table.on(Act.NEW_PROJECT, self.ask_new, window)
        window.table.on(Act.OPEN_PROJECT, self.ask_project, window)
        window.table.on(Act.ADD_IMAGES, self.ask_images, window)
        start.new_requested.connect(self.ask_new)
        start.open_requested.connect(self.ask_project)

    def ask_new(self) -> None:
        """Ask what a new project is about."""
        from desktop.pages.start.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(self._last_folder(), self._window)
        if dialog.exec():
            self.new_wanted.emit(dialog.answer())

    def ask_project(self) -> None:
        """Ask which project to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a project"),
            str(self._last_folder()),
            self.tr("Saegim projects (*.saegim)"),
        )
        if name:
            self.project_chosen.emit(Path(name))

    def ask_images(self) -> None:
        """Ask for a folder of pictures to add to the open project."""
        folder = QFileDialog.getExistingDirectory(
            self._window, self.tr("Folder of pictures"), str(self._last_folder())
        )
        if folder:
            self.images_chosen.emit(Path(folder))

    def _last_folder(self) -> Path:
        recent = self._remembered.recent_projects()
        return recent[0].parent if recent else paths.default_projects_folder()
