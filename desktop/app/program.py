"""The program while it runs: one window, at most one project."""

from __future__ import annotations

import functools
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop import i18n, paths, theme
from desktop.actions import Act
from desktop.app.adding import AddPictures
from desktop.errors import UnexpectedErrors, sentence
from desktop.jobs.background import Task
from desktop.main_window import MainWindow
from desktop.pages.start.new_project_dialog import NewProject, NewProjectDialog
from desktop.pages.start.page import StartPage
from desktop.remembered import Remembered
from engine.project.pictures import find_pictures
from engine.project.store import Store
from engine.protocol.errors import SaegimError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.open_project import OpenProject

NAME = "Saegim"


class Program(QObject):
    """Opens, makes and closes projects."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.remembered = remembered
        self.start = StartPage()
        self.window = MainWindow(remembered, self.start)
        self.adding = AddPictures(self.window.messages, self.window.progress, self)
        self.project: OpenProject | None = None
        self._wire()
        self._show_projects()

    def open_project(self, path: Path) -> bool:
        """Open a project in place of the one that is open; that stays if this fails.

        Returns:
            Whether it is open; if not, the window says why.
        """
        try:
            store = Store.open(path)
        except SaegimError as error:
            self._tell(error)
            return False
        self._take(store)
        return True

    def make_project(self, wanted: NewProject) -> None:
        """Look for pictures; if there are any, make a project, open it and begin to add them."""
        looking = Task(lambda _report: find_pictures(wanted.folder), self)
        looking.finished.connect(functools.partial(self._create, wanted))
        looking.failed.connect(self._tell)
        looking.start()

    def add_pictures(self, folder: Path) -> None:
        """Add the pictures of a folder to the open project."""
        if self.project is not None:
            self.adding.start(self.project.session, lambda: find_pictures(folder))

    def close_project(self) -> None:
        """Close the project, if one is open, and show the start page."""
        self.adding.cancel()
        if self.project is not None:
            self.project.close()
            self.project.deleteLater()
            self.project = None
        self._show_projects()

    def _create(self, wanted: NewProject, pictures: Sequence[Path]) -> None:
        try:
            store = Store.create(wanted.path, task=wanted.task)
        except SaegimError as error:
            self._tell(error)
            return
        self._take(store)
        if self.project is not None:
            self.adding.start(self.project.session, lambda: pictures)

    def _tell(self, error: SaegimError) -> None:
        self.window.messages.say(sentence(error), "danger")

    def _take(self, store: Store) -> None:
        # Imported when a project is opened: plots and the like would delay the window.
        from desktop.app.open_project import OpenProject

        self.close_project()
        self.window.messages.hide()
        self.project = OpenProject(store, self.window, self.remembered, self)
        _settle_memory()
        self.remembered.remember_project(store.path)
        self.window.show_recent(self.remembered.recent_projects())

    def _wire(self) -> None:
        window = self.window
        window.table.on(Act.NEW_PROJECT, self._ask_new, self)
        window.table.on(Act.OPEN_PROJECT, self._ask_open, self)
        window.table.on(Act.ADD_PICTURES, self._ask_pictures, self)
        window.recent_chosen.connect(self.open_project)
        window.closing.connect(self.close_project)
        self.start.new_requested.connect(self._ask_new)
        self.start.open_requested.connect(self._ask_open)
        self.start.project_chosen.connect(self.open_project)

    def _show_projects(self) -> None:
        recent = self.remembered.recent_projects()
        self.start.show_projects(recent, paths.sample_projects())
        self.window.show_recent(recent)

    def _ask_new(self) -> None:
        dialog = NewProjectDialog(self._last_folder(), self.window)
        if dialog.exec():
            self.make_project(dialog.answer())

    def _ask_open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self.window,
            self.tr("Open a project"),
            str(self._last_folder()),
            self.tr("Saegim projects (*.saegim)"),
        )
        if name:
            self.open_project(Path(name))

    def _ask_pictures(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self.window, self.tr("Folder of pictures"), str(self._last_folder())
        )
        if folder:
            self.add_pictures(Path(folder))

    def _last_folder(self) -> Path:
        recent = self.remembered.recent_projects()
        return recent[0].parent if recent else paths.default_projects_folder()


def _settle_memory() -> None:
    """Spare the window the pauses of searching all that stays anyway for garbage (0.1 s each)."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def build(project: Path | None = None) -> Program:
    """Make the window, and open a project in it once it is seen. Needs a ``QApplication``."""
    program = Program(Remembered())
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
