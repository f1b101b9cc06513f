"""The questions about projects: which one to open, which pictures to take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.actions import Act
from desktop.errors import sentence
from engine.system.files import is_file, is_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.app.open_project import OpenProject
    from desktop.main_window import MainWindow
    from desktop.pages.start.page import StartPage
    from desktop.remembered import Remembered
    from engine.protocol.errors import SaegimError


LOST = ("project_missing", "project_damaged", "not_a_project")
"""What is said of a project file that a backup can take the place of."""


class ProjectDialogs(QObject):
    """Outlives the window; ``serve`` connects the one there is.

    Args:
        remembered: Knows where the person's projects lie.
        project: Tells which project is open.
        parent: Qt owner.
    """

    new_wanted = Signal(object)
    """The ``NewProject`` to make."""
    project_chosen = Signal(object)
    """The ``Path`` of a project to open."""
    images_chosen = Signal(object)
    """A sequence of ``Path``: folders and files whose pictures are to be added."""

    backup_chosen = Signal(object, object)
    """The ``Path`` of a project, and the ``Backup`` to go back to."""

    def __init__(
        self, remembered: Remembered, project: Callable[[], OpenProject | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._project = project
        self._window: MainWindow | None = None

    def serve(self, window: MainWindow, start: StartPage) -> None:
        """Wire a window and its start page; dialogs belong to that window from now on."""
        self._window = window
        window.table.on(Act.NEW_PROJECT, self.ask_new, window)
        window.table.on(Act.OPEN_PROJECT, self.ask_project, window)
        window.table.on(Act.ADD_IMAGES, self.ask_images, window)
        window.table.on(Act.RESTORE, self._ask_backup_of_open, window)
        window.dropped.connect(self.take_dropped)
        start.new_requested.connect(self.ask_new)
        start.open_requested.connect(self.ask_project)

    def ask_new(self, folder: Path | None = None) -> None:
        """Ask what a new project is about; the folder of its pictures may be known."""
        from desktop.pages.start.new_project_dialog import NewProjectDialog

        dialog = NewProjectDialog(self._last_folder(), self._window)
        if folder is not None:
            dialog.choose_folder(folder)
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
            self.images_chosen.emit((Path(folder),))

    def take_dropped(self, dropped: Sequence[Path]) -> None:
        """Open a project that was dropped; pictures become a new one, or come to the open one."""
        projects = [path for path in dropped if path.suffix == ".saegim" and is_file(path)]
        if projects:
            self.project_chosen.emit(projects[0])
        elif self._project() is not None:
            self.images_chosen.emit(dropped)
        else:
            first = dropped[0]
            self.ask_new(first if is_folder(first) else first.parent)

    def ask_backup(self, project: Path) -> None:
        """Ask to which backup of a project to go back."""
        from desktop.app.opening import backups_of
        from desktop.pages.backups.dialog import BackupsDialog

        dialog = BackupsDialog(backups_of(project), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda backup: self.backup_chosen.emit(project, backup))
        dialog.open()

    def offer_backups(self, error: SaegimError, project: Path) -> None:
        """Offer the backups of a project that did not open, if there are any."""
        from desktop.app.opening import backups_of

        if self._window is not None and error.code in LOST and backups_of(project):
            button = self.tr("Restore a backup…")
            self._window.messages.say(
                sentence(error), "danger", button, lambda: self.ask_backup(project)
            )

    def _ask_backup_of_open(self) -> None:
        if (project := self._project()) is not None:
            self.ask_backup(project.session.store.path)

    def _last_folder(self) -> Path:
        recent = self._remembered.recent_projects()
        return recent[0].parent if recent else paths.default_projects_folder()
