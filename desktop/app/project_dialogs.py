"""The questions about projects: which one to open, which pictures to take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.actions import Act

if TYPE_CHECKING:
    from desktop.app.program import Program


class ProjectDialogs(QObject):
    """Outlives the window; ``serve`` connects the one there is.

    Args:
        program: Gets the answers.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program

    def serve(self) -> None:
        """Wire the window and the start page as they are now."""
        window, start = self._program.window, self._program.start
        window.table.on(Act.NEW_PROJECT, self.ask_new, window)
        window.table.on(Act.OPEN_PROJECT, self.ask_project, window)
        window.table.on(Act.ADD_PICTURES, self.ask_pictures, window)
        window.table.on(Act.CLOSE_PROJECT, self._program.close_project, window)
        start.new_requested.connect(self.ask_new)
        start.open_requested.connect(self.ask_project)

    def ask_new(self) -> None:
        """Ask what a new project is about, and make it."""
        from desktop.pages.start.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(self._last_folder(), self._program.window)
        if dialog.exec():
            self._program.make_project(dialog.answer())

    def ask_project(self) -> None:
        """Ask which project to open."""
        name, _ = QFileDialog.getOpenFileName(
            self._program.window,
            self.tr("Open a project"),
            str(self._last_folder()),
            self.tr("Saegim projects (*.saegim)"),
        )
        if name:
            self._program.open_project(Path(name))

    def ask_pictures(self) -> None:
        """Ask for a folder of pictures to add to the project."""
        folder = QFileDialog.getExistingDirectory(
            self._program.window, self.tr("Folder of pictures"), str(self._last_folder())
        )
        if folder:
            self._program.add_pictures(Path(folder))

    def _last_folder(self) -> Path:
        recent = self._program.remembered.recent_projects()
        return recent[0].parent if recent else paths.default_projects_folder()
