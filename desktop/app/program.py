"""The program while it runs: one window, at most one project."""

from __future__ import annotations

import functools
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from desktop import paths
from desktop.actions import Act
from desktop.app.adding import AddPictures
from desktop.app.asking import ask_pictures, ask_project
from desktop.app.heeding import Heeding
from desktop.app.helping import Helping
from desktop.app.place import Place
from desktop.errors import sentence
from desktop.jobs.background import Task
from desktop.main_window import MainWindow
from desktop.pages.start.new_project_dialog import NewProject, NewProjectDialog
from desktop.pages.start.page import StartPage
from desktop.settings import LiveSettings
from engine.protocol.errors import SaegimError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.open_project import OpenProject
    from desktop.remembered import Remembered
    from engine.project.store import Store
    from engine.protocol.settings import Settings


class Program(QObject):
    """Opens, makes and closes projects.

    Args:
        remembered: What the window remembers by itself.
        settings: What the person has chosen; read from their file if not given.
    """

    def __init__(self, remembered: Remembered, settings: LiveSettings | None = None) -> None:
        super().__init__()
        self.remembered = remembered
        self.settings = settings or LiveSettings(self)
        self.project: OpenProject | None = None
        self.helping = Helping(self)
        self.heeding = Heeding(self)
        self._make_window()
        self.settings.changed.connect(self._follow_settings)

    def open_project(self, path: Path) -> bool:
        """Open a project in place of the one that is open; that stays if this fails.

        Returns:
            Whether it is open; if not, the window says why.
        """
        from desktop.app.opening import Store

        try:
            store = Store.open(path)
        except SaegimError as error:
            self._tell(error)
            return False
        self._take(store)
        return True

    def make_project(self, wanted: NewProject) -> None:
        """Look for pictures; if there are any, make a project, open it and begin to add them."""
        looking = Task(lambda _report: _find_pictures(wanted.folder), self)
        looking.finished.connect(functools.partial(self._create, wanted))
        looking.failed.connect(self._tell)
        looking.start()

    def add_pictures(self, folder: Path) -> None:
        """Add the pictures of a folder to the open project."""
        if self.project is not None:
            self.adding.start(self.project.session, lambda: _find_pictures(folder))

    def close_project(self) -> None:
        """Close the project, if one is open, and show the start page."""
        self.adding.cancel()
        if self.project is not None:
            self.project.close()
            self.project.deleteLater()
            self.project = None
            # What it leaves behind is to be found when the next one is opened.
            gc.unfreeze()
        self._show_projects()

    def place(self) -> Place:
        """Where the person is."""
        return Place() if self.project is None else self.project.place()

    def go_to(self, place: Place) -> None:
        """Open the project of a place and show what was shown there, as far as it is there yet."""
        if not place.project or not self.open_project(Path(place.project)):
            return
        if self.project is not None:
            self.project.go_to(place)

    def rebuild(self) -> None:
        """Make the window anew, in another language, say; the person stays where they are.

        Runs go on, as they do whenever a window closes. Pictures that are being added are waited
        for.
        """
        if self.adding.is_busy:
            self.adding.ended.connect(self.rebuild)
            return
        place, old = self.place(), self.window
        was_seen = old.isVisible()
        old.remember_geometry()
        old.setUpdatesEnabled(False)
        self.close_project()
        old.closing.disconnect(self.close_project)
        self._make_window()
        if old.windowState() == Qt.WindowState.WindowNoState:
            self.window.setGeometry(old.geometry())
        self.window.setVisible(was_seen)
        # Hidden only now: without a window the application would end.
        old.hide()
        old.deleteLater()
        self.go_to(place)

    def _make_window(self) -> None:
        self.start = StartPage()
        self.window = MainWindow(self.remembered, self.start)
        self.adding = AddPictures(self.window.messages, self.window.progress, self.window)
        self._wire()
        self.helping.serve()
        self.heeding.serve()
        self._show_projects()

    def _follow_settings(self, before: Settings, after: Settings) -> None:
        if before.language != after.language:
            # Not within the click that chose it, whose widgets go away with the window.
            QTimer.singleShot(0, self, self.rebuild)

    def _create(self, wanted: NewProject, pictures: Sequence[Path]) -> None:
        from desktop.app.opening import Store

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
        from desktop.app.opening import OpenProject

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
        self.start.show_projects(recent)
        self.window.show_recent(recent)

    def _ask_new(self) -> None:
        dialog = NewProjectDialog(self._last_folder(), self.window)
        if dialog.exec():
            self.make_project(dialog.answer())

    def _ask_open(self) -> None:
        if (path := ask_project(self.window, self._last_folder())) is not None:
            self.open_project(path)

    def _ask_pictures(self) -> None:
        if (folder := ask_pictures(self.window, self._last_folder())) is not None:
            self.add_pictures(folder)

    def _last_folder(self) -> Path:
        recent = self.remembered.recent_projects()
        return recent[0].parent if recent else paths.default_projects_folder()


def _find_pictures(folder: Path) -> list[Path]:
    from desktop.app.opening import find_pictures

    return find_pictures(folder)


def _settle_memory() -> None:
    """Spare the window the pauses of searching all that stays anyway for garbage (0.1 s each)."""
    # Nothing is frozen if this is the first project, or if the one before has just been closed.
    if gc.get_freeze_count() == 0:
        gc.collect()
    gc.freeze()
