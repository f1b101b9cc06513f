"""One project in the window: session, assist process, pages, and who hears of whom."""

from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QWidget

from desktop import paths
from desktop.actions import Act, Scope
from desktop.app.backup_keeper import BackupKeeper
from desktop.app.location import Location
from desktop.app.moved_project import MovedProject
from desktop.errors import sentence, words
from desktop.jobs.assist_client import AssistClient
from desktop.main_window import MainWindow
from desktop.pages.annotate.page import AnnotatePage
from desktop.pages.dataset.page import DatasetPage
from desktop.pages.deploy.page import DeployPage
from desktop.pages.evaluate.page import EvaluatePage
from desktop.pages.train.page import TrainPage
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from desktop.widgets.lock_wait import LockWaiting
from engine.project.places import own_folder
from engine.project.rows import ModelRow
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Failed, Hello
from engine.system.process import engine_command

EVERYWHERE = frozenset({Scope.PROJECT})
ANNOTATING = EVERYWHERE | {Scope.ANNOTATE}
LONGEST_WAIT = 5000
"""Milliseconds that closing a project waits for what threads are doing."""


class OpenProject(QObject):
    """Lives from the opening of a project to its closing.

    Args:
        store: The project, already open.
        window: Gets the pages.
        remembered: What is remembered between starts.
        parent: Qt owner.
    """

    def __init__(
        self,
        store: Store,
        window: MainWindow,
        remembered: Remembered,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self.session = ProjectSession(store, self, LockWaiting(window))
        self.moved = MovedProject(store, window, self)
        self.backups = BackupKeeper(store, self)
        cache = own_folder(store.files_dir, "cache")
        command = [*engine_command(), "assist", "--cache", str(cache)]
        self.assist = AssistClient(command, paths.log_file().with_name("assist.log"), self)
        self.annotate = AnnotatePage(
            self.session, self.assist, window.table, remembered, window.messages, window.progress
        )
        self.dataset = DatasetPage(self.session)
        self.train = TrainPage(self.session)
        self.deploy = DeployPage(self.session)
        self.devices: tuple[str, ...] = ()
        """What the assist process has found to compute on."""
        self._error = ""
        self.pages: dict[str, QWidget] = {}
        """By the names that a place has for them."""
        self._add_pages()
        self._wire_session()
        self._wire_assist()
        self._wire_pages()
        window.show_page(self.annotate)
        self.assist.start()

    def place(self) -> Location:
        """Where the person is in the project."""
        shown, row = self._window.shown_page(), self.annotate.image.row
        page = next((key for key, page in self.pages.items() if page is shown), "")
        return Location(str(self.session.store.path), page, None if row is None else row.id)

    def go_to(self, place: Location) -> None:
        """Show the page and the image of a place, as far as they are there yet."""
        if place.image is not None and self.session.store.images.rows([place.image]):
            self.annotate.image.show(place.image)
        if place.page in self.pages:
            self._window.show_page(self.pages[place.page])

    def restart_assist(self) -> None:
        """Let the assist process read the settings again."""
        self.assist.renew()

    def close(self) -> None:
        """Take the pages away and let go of processes, threads and the file."""
        self.backups.stop()
        self.annotate.close_parts()
        self.deploy.close_parts()
        self.assist.close()
        # What a thread still does for the pages must not meet a closed project.
        QThreadPool.globalInstance().waitForDone(LONGEST_WAIT)
        self._window.clear_pages()
        self._window.table.release(self)
        self.session.close()

    def _add_pages(self) -> None:
        scopes = _annotate_scopes(self.annotate.has_objects)
        self._add("annotate", self.annotate, self.tr("Annotate"), "square-pen", scopes)
        self._add("dataset", self.dataset, self.tr("Dataset"), "images")
        self._add("train", self.train, self.tr("Train"), "chart-line")
        self._add("evaluate", EvaluatePage(), self.tr("Evaluate"), "target")
        self._add("deploy", self.deploy, self.tr("Deploy"), "send")
        self._window.setWindowTitle(f"{self.session.store.name} \u2013 Saegim")

    def _add(
        self,
        key: str,
        page: QWidget,
        name: str,
        icon_name: str,
        scopes: frozenset[Scope] = EVERYWHERE,
    ) -> None:
        self.pages[key] = page
        self._window.add_page(page, name, icon_name, scopes)

    def _wire_session(self) -> None:
        stack, window = self.session.undo_stack, self._window
        self.session.failed.connect(self._tell_error)
        self.session.changed.connect(self._forget_error)
        self.session.moved_away.connect(self.moved.ask)
        self.moved.failed.connect(self._tell_error)
        self.backups.failed.connect(self._tell_error)
        stack.indexChanged.connect(self._name_undo_steps)
        window.table.on(Act.UNDO, self._undo, self)
        window.table.on(Act.REDO, stack.redo, self)
        window.table.on(Act.TRAIN, lambda: window.show_page(self.train), self)
        window.table.on(Act.EXPORT, lambda: window.show_page(self.deploy), self)
        self._name_undo_steps()

    def _wire_assist(self) -> None:
        self.assist.said_hello.connect(self._greet)
        self.assist.failed.connect(self._tell_failure)

    def _wire_pages(self) -> None:
        annotate = self.annotate
        annotate.draws_changed.connect(
            lambda draws: self._window.set_scopes(annotate, _annotate_scopes(draws))
        )
        status, window = self.annotate.status, self._window
        status.left_changed.connect(window.status_left.set_whole)
        status.right_changed.connect(window.status_right.set_whole)
        window.status_left.set_whole(status.left())
        self.deploy.train_requested.connect(lambda: window.show_page(self.train))
        for page in (self.dataset, self.train, self.deploy):
            page.annotate_requested.connect(lambda: window.show_page(self.annotate))
        self.train.autolabel_requested.connect(self._auto_label)
        self.train.activity_changed.connect(self._show_activity)
        self._show_activity()

    def _show_activity(self) -> None:
        self._window.rail.tell(self.train, self.train.activity())

    def _undo(self) -> None:
        # What is not finished yet is taken back first, click by click.
        if self.annotate.isVisible() and self.annotate.canvas.has_draft():
            self.annotate.canvas.take_back()
        else:
            self.session.undo_stack.undo()

    def _name_undo_steps(self) -> None:
        stack = self.session.undo_stack
        self._window.name_undo_steps(stack.undoText(), stack.redoText())

    def _greet(self, hello: Hello) -> None:
        self.devices = hello.devices
        self.train.set_devices(hello.devices)

    def _auto_label(self, model: ModelRow) -> None:
        self._window.show_page(self.annotate)
        self.annotate.auto_label.start(model)

    def _tell_error(self, error: SaegimError) -> None:
        self._error = sentence(error)
        self._window.messages.say(self._error, "danger")

    def _forget_error(self) -> None:
        """An edit has gone well since: what was said is not so any more."""
        if self._error and self._window.messages.text() == self._error:
            self._window.messages.hide()
        self._error = ""

    def _tell_failure(self, failed: Failed) -> None:
        if failed.code == "engine_version":
            self._window.messages.say(words(failed.code, failed.parameters), "danger")


def _annotate_scopes(draws: bool) -> frozenset[Scope]:
    return ANNOTATING | {Scope.DRAW} if draws else ANNOTATING
