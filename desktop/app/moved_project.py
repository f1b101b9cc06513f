"""The question what to do about a project whose file was moved under the open window."""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from desktop import paths
from engine.project.copies import copy_project, dated_name
from engine.project.store import Store
from engine.project.whereabouts import Whereabouts
from engine.protocol.errors import SaegimError

Role = QMessageBox.ButtonRole


class MovedProject(QObject):
    """Asks, and puts what the project holds where the person wants it.

    Args:
        store: The open project.
        window: The window that asks.
        parent: Qt owner.
    """

    reopen_wanted = Signal(object)
    """The ``Path`` at which the project is to be opened instead."""
    close_wanted = Signal()
    """The project was thrown away on purpose."""
    failed = Signal(object)
    """A ``SaegimError``; the question is asked again."""

    def __init__(self, store: Store, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._window = window
        self._question: QMessageBox | None = None

    def ask(self, whereabouts: Whereabouts) -> None:
        """Say what happened and what can be done; nothing is asked about a file in its place."""
        self.take_back()
        asking = {"moved": self._ask_moved, "replaced": self._ask_replaced, "gone": self._ask_gone}
        if whereabouts.state in asking:
            asking[whereabouts.state](whereabouts.path)

    def take_back(self) -> None:
        """Let the question go."""
        if self._question is not None:
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    def _ask_moved(self, path: Path) -> None:
        text = self.tr("The project file was renamed to {name} while it was open.")
        more = self.tr("All you did is in it. Go on there?")
        question = self._make_question(text.format(name=path.name), more)
        go_on = self._add_way(question, self.tr("Go on"), lambda: self._follow(path))
        self._add_save_elsewhere(question)
        question.setDefaultButton(go_on)
        question.setEscapeButton(go_on)
        question.open()

    def _ask_gone(self, path: Path) -> None:
        text = self.tr("The project file {path} was deleted or moved away while it was open.")
        more = self.tr(
            "All you did is still here. If the file or its folder was moved, say where it is now; "
            "if not, it can be written again."
        )
        question = self._make_question(text.format(path=path), more)
        self._add_way(question, self.tr("Find it…"), self._find)
        again = self._add_way(question, self.tr("Write it again"), lambda: self._write(path))
        self._add_save_elsewhere(question)
        let_go = question.addButton(self.tr("Close without it"), Role.DestructiveRole)
        let_go.clicked.connect(self.close_wanted)
        question.setDefaultButton(again)
        question.open()

    def _ask_replaced(self, path: Path) -> None:
        text = self.tr("Another file took the place of {path} while the project was open.")
        more = self.tr(
            "Perhaps a program that keeps folders in step put another version there. Whichever "
            "you go on with, the other one is kept beside it."
        )
        question = self._make_question(text.format(path=path), more)
        mine = self._add_way(question, self.tr("Go on with mine"), lambda: self._keep_mine(path))
        self._add_way(question, self.tr("Open the other"), lambda: self._take_other(path))
        self._add_save_elsewhere(question)
        question.setDefaultButton(mine)
        question.open()

    def _make_question(self, text: str, more: str) -> QMessageBox:
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(text)
        question.setInformativeText(more)
        self._question = question
        return question

    def _add_way(
        self, question: QMessageBox, text: str, write: Callable[[], Path | None]
    ) -> QPushButton:
        """A button that writes the project somewhere and goes on there."""
        button = question.addButton(text, Role.AcceptRole)
        button.clicked.connect(lambda: self._carry_out(write))
        return button

    def _add_save_elsewhere(self, question: QMessageBox) -> None:
        self._add_way(question, self.tr("Save elsewhere…"), self._save_elsewhere)

    def _carry_out(self, write: Callable[[], Path | None]) -> None:
        try:
            path = write()
        except SaegimError as error:
            self.failed.emit(error)
            path = None
        if path is None:
            # The buttons have closed the question, and it is still open.
            self.ask(self._store.database.whereabouts())
        else:
            self.reopen_wanted.emit(path)

    def _find(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Where is {name}?").format(name=self._store.path.name),
            str(next(folder for folder in self._store.path.parents if folder.is_dir())),
            self.tr("Saegim projects (*.saegim)"),
        )
        if name and not self._store.database.is_at(Path(name)):
            raise SaegimError("another_project", "data", path=name)
        return self._follow(Path(name)) if name else None

    def _follow(self, path: Path) -> Path:
        self._store.images.outside.follow_to(path)
        return path

    def _write(self, path: Path) -> Path:
        copy_project(self._store, path)
        return path

    def _keep_mine(self, path: Path) -> Path:
        self._store.database.settle()
        try:
            path.rename(dated_name(path, self.tr("other version")))
        except OSError as error:
            raise SaegimError("not_writable", "machine", folder=path.parent) from error
        return self._write(path)

    def _take_other(self, path: Path) -> Path:
        self._store.database.settle()
        self._write(dated_name(path, self.tr("my version")))
        return path

    def _save_elsewhere(self) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the project"),
            str(paths.default_projects_folder() / self._store.path.name),
            self.tr("Saegim projects (*.saegim)"),
        )
        return self._write(Path(name).with_suffix(self._store.path.suffix)) if name else None


def keep_copy(store: Store, word: str) -> Path | None:
    """Write a copy of a project whose own file is gone or replaced, before it is closed.

    Args:
        store: The open project.
        word: Put into the copy's name.

    Returns:
        The copy; None if there was no need, for the file is where it was or has another name.
    """
    if store.database.whereabouts().state in ("here", "moved"):
        return None
    folders = [folder for folder in (store.root,) if folder.is_dir()]
    for folder in (*folders, paths.default_projects_folder()):
        target = dated_name(folder / store.path.name, word)
        with contextlib.suppress(SaegimError):
            copy_project(store, target)
            return target
    return None
