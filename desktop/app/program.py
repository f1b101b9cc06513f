"""The program while it runs: one window, at most one project."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from desktop.actions import Act
from desktop.app.adding import AddImages
from desktop.app.closing import ClosingNotice
from desktop.app.help_dialogs import HelpDialogs
from desktop.app.location import Location
from desktop.app.memory import release_memory, settle_memory
from desktop.app.project_dialogs import ProjectDialogs
from desktop.app.settings_effects import SettingsEffects
from desktop.errors import sentence
from desktop.jobs.background import BackgroundTask
from desktop.main_window import MainWindow
from desktop.pages.start.page import StartPage
from desktop.settings import LiveSettings
from desktop.widgets.lock_wait import LockWaiting
from desktop.widgets.progress_line import ProgressLine
from engine.protocol.errors import SaegimError
from engine.system.files import is_there

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.open_project import OpenProject
    from desktop.pages.start.new_project_dialog import NewProject
    from desktop.remembered import Remembered
    from engine.project.backups import Backup
    from engine.project.image_search import FoundFiles
    from engine.project.store import Store
    from engine.system.settings import Settings


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
        self.project_dialogs = ProjectDialogs(remembered, lambda: self.project, self)
        self.help_dialogs = HelpDialogs(self.settings, lambda: self.project, self)
        self.settings_effects = SettingsEffects(self.settings, lambda: self.project, self)
        self.closing_notice = ClosingNotice(
            remembered,
            lambda: [] if self.project is None else self.project.train.active_runs(),
            self,
        )
        self._wire_dialogs()
        self._make_window()
        self.settings.changed.connect(self._follow_settings)

    def open_project(self, path: Path) -> bool:
        """Open a project in place of the one that is open; that stays if this fails.

        Returns:
            Whether it is open; if not, the window says why.
        """
        from desktop.app.opening import Store, carry_out

        try:
            store = carry_out(lambda: Store.open(path), LockWaiting(self.window))
        except SaegimError as error:
            self._tell(error)
            self.project_dialogs.offer_backups(error, path)
            return False
        self._take(store)
        self._show_adding(False)
        return True

    def make_project(self, wanted: NewProject) -> None:
        """Look for pictures; if there are any, make a project, open it and begin to add them."""
        looking = BackgroundTask(lambda _report: _find_image_files(wanted.folder), self)
        looking.finished.connect(functools.partial(self._create, wanted))
        looking.failed.connect(self._tell)
        looking.start()

    def add_images(self, places: Sequence[Path]) -> None:
        """Add pictures, and those of folders, to the open project."""
        if self.project is not None:
            self.adding.start(self.project.session, lambda: _find_image_files(*places))

    def close_project(self) -> None:
        """Close the project, if one is open, and show the start page."""
        kept = None if self.project is None else self._keep_copy(self.project.session.store)
        self._let_go()
        if kept is not None:
            text = self.tr("The project file was gone; all that was open is kept in {file}.")
            self.window.messages.say(text.format(file=kept), "warning")

    def reopen_project(self, path: Path) -> None:
        """Open the project that is open at another place, to which it was moved or written."""
        place = self.place()
        self._let_go()
        # Only now, with nobody at work in it.
        stays = _rename_files(Path(place.project), path)
        self.go_to(msgspec.structs.replace(place, project=str(path)))
        if stays is not None:
            text = self.tr(
                "Its runs stay in {folder}, where one may be going on. When it has ended, rename "
                "the folder like the project."
            )
            self.window.messages.say(text.format(folder=stays), "warning")

    def place(self) -> Location:
        """Where the person is."""
        return Location() if self.project is None else self.project.place()

    def go_to(self, place: Location) -> None:
        """Open the project of a place and show what was shown there, as far as it is there yet."""
        if not place.project or not self.open_project(Path(place.project)):
            return
        if self.project is not None:
            self.project.go_to(place)

    def rebuild(self) -> None:
        """Make the window anew, in another language, say; the person stays where they are.

        Runs go on, as they do whenever a window closes. Work that shows a bar is waited for, since
        it would end with the window.
        """
        for line in self.window.findChildren(ProgressLine):
            if not line.isHidden():
                line.ended.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)
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

    def restore(self, path: Path, backup: Backup) -> None:
        """Put a backup in the place of a project, and open it."""
        from desktop.app.opening import restore

        place = self.place()
        self._let_go()
        try:
            before = restore(backup, path)
        except SaegimError as error:
            self._tell(error)
            return
        self.go_to(msgspec.structs.replace(place, project=str(path)))
        if before is not None:
            text = self.tr("The backup is open. As the project was before, it is kept in {file}.")
            self.window.messages.say(text.format(file=before), "info")

    def _let_go(self) -> None:
        self.adding.cancel()
        self.window.messages.hide()
        if self.project is not None:
            self._remember_place(self.project.place())
            self.project.close()
            self.project.deleteLater()
            self.project = None
            release_memory()
        self._show_projects()

    def _remember_place(self, place: Location) -> None:
        if place.image is not None:
            self.remembered.remember_image(Path(place.project), place.image)

    def _keep_copy(self, store: Store) -> Path | None:
        from desktop.app.opening import keep_copy

        return keep_copy(store, self.tr("kept"))

    def _wire_dialogs(self) -> None:
        self.project_dialogs.new_wanted.connect(self.make_project)
        self.project_dialogs.project_chosen.connect(self.open_project)
        self.project_dialogs.images_chosen.connect(self.add_images)
        self.project_dialogs.backup_chosen.connect(self.restore)
        self.help_dialogs.project_wanted.connect(self.open_project)
        self.settings_effects.settings_wanted.connect(self.help_dialogs.show_settings)

    def _make_window(self) -> None:
        self.start = StartPage()
        self.window = MainWindow(self.remembered, self.start)
        self.adding = AddImages(self.window.messages, self.window.progress, self.window)
        self.adding.busy_changed.connect(self._show_adding)
        self.window.recent_chosen.connect(self.open_project)
        self.window.may_close = self.closing_notice.may_close
        self.window.closing.connect(self.close_project)
        self.start.project_chosen.connect(self.open_project)
        self.window.table.on(Act.CLOSE_PROJECT, self.close_project, self.window)
        self.project_dialogs.serve(self.window, self.start)
        self.help_dialogs.serve(self.window, self.start)
        self.settings_effects.serve(self.window)
        self._show_projects()

    def _follow_settings(self, before: Settings, after: Settings) -> None:
        if before.language != after.language:
            # Not within the click that chose it, whose widgets go away with the window.
            QTimer.singleShot(0, self, self.rebuild)

    def _create(self, wanted: NewProject, found: FoundFiles) -> None:
        from desktop.app.opening import create_for

        try:
            store = create_for(wanted.task, wanted.path)
        except SaegimError as error:
            self._tell(error)
            return
        self._take(store)
        if self.project is not None:
            self.adding.start(self.project.session, lambda: found)

    def _show_adding(self, is_adding: bool) -> None:
        if self.project is not None:
            self.project.annotate.show_adding(is_adding)

    def _tell(self, error: SaegimError) -> None:
        self.window.messages.say(sentence(error), "danger")

    def _take(self, store: Store) -> None:
        from desktop.app.opening import OpenProject

        self.close_project()
        self.project = OpenProject(store, self.window, self.remembered, self)
        # Queued: the project that asks does not live longer than these.
        queued = Qt.ConnectionType.QueuedConnection
        self.project.moved.reopen_wanted.connect(self.reopen_project, queued)
        self.project.moved.close_wanted.connect(self._let_go, queued)
        image = self.remembered.image_of(store.path)
        self.project.go_to(Location(str(store.path), image=image))
        settle_memory()
        self.remembered.remember_project(store.path)
        self.window.show_recent(self.remembered.recent_projects())
        if store.database.is_read_only:
            text = self.tr(
                "Nothing can be written where the project lies: look at it and export from it. "
                "To change it, copy it to another folder."
            )
            self.window.messages.say(text, "warning")
        if store.left_out is not None:
            self.window.messages.say(sentence(store.left_out.in_words()), "warning")
        if (copy := store.copy_before_upgrade) is not None:
            text = self.tr(
                "The project comes from an older version. As it was, it is kept in {file}."
            )
            self.window.messages.say(text.format(file=copy), "info")

    def _show_projects(self) -> None:
        recent = self.remembered.recent_projects()
        self.start.show_projects(recent)
        self.window.show_recent(recent)


def _rename_files(old: Path, new: Path) -> Path | None:
    from desktop.app.opening import rename_files

    return rename_files(old, new) if old != new and not is_there(old) else None


def _find_image_files(*places: Path) -> FoundFiles:
    from desktop.app.opening import find_image_files

    return find_image_files(*places)
