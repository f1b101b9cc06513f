"""The Annotate page in a real window on a real project; only the assist process is left out."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.actions import Act, Scope
from desktop.jobs.assist_client import AssistClient
from desktop.main_window import MainWindow
from desktop.pages.annotate.page import AnnotatePage
from desktop.pages.start.page import StartPage
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from desktop.widgets.silence import silence
from engine.project.store import Store

NOTHING = Qt.KeyboardModifier.NoModifier
SCOPES = frozenset({Scope.PROJECT, Scope.ANNOTATE})


def own_memory(folder: Path) -> Remembered:
    """Settings in a file of the test's own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    QApplication.setApplicationName("Saegim")
    QApplication.setOrganizationName(f"test-{folder.name}")
    return Remembered()


@dataclasses.dataclass
class Bench:
    """What a test works on. The assist client is not started: tests emit its answers."""

    session: ProjectSession
    page: AnnotatePage
    window: MainWindow
    assist: AssistClient
    remembered: Remembered

    @property
    def store(self) -> Store:
        return self.session.store

    @property
    def current(self) -> int:
        assert self.page.image.row is not None
        return self.page.image.row.id

    def trigger(self, act: Act) -> None:
        action = self.window.table[act]
        assert action.isEnabled(), act
        action.trigger()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
        QTest.keyClick(self.page.canvas, key, modifiers)

    def close(self) -> None:
        self.page.close_parts()
        self.assist.close()
        self.window.clear_pages()
        self.session.close()


def open_bench(qtbot: QtBot, store: Store, folder: Path, command: list[str] | None = None) -> Bench:
    """Show the Annotate page of a project."""
    remembered = own_memory(folder)
    window = MainWindow(remembered, StartPage())
    qtbot.addWidget(window)
    session = ProjectSession(store)
    assist = AssistClient(command or ["no-such-program"], folder / "assist.log")
    page = AnnotatePage(session, assist, window.table, remembered, window.messages, window.progress)
    scopes = SCOPES | ({Scope.DRAW} if page.has_objects else set())
    window.add_page(page, "Annotate", "square-pen", frozenset(scopes))
    page.draws_changed.connect(
        lambda draws: window.set_scopes(page, SCOPES | ({Scope.DRAW} if draws else set()))
    )
    window.table.on(Act.UNDO, session.undo_stack.undo, session)
    window.table.on(Act.REDO, session.undo_stack.redo, session)
    window.show_page(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: page.canvas.zoom() > 0)
    return Bench(session, page, window, assist, remembered)


def close_page(page: QWidget, session: ProjectSession) -> None:
    """Close the project of a page that stands alone, as closing a project in the program does."""
    QThreadPool.globalInstance().waitForDone()
    silence(page)
    session.close()
