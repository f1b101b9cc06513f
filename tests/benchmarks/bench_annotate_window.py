"""The Annotate page in a shown window, and the time from an event to what is painted for it.

The assist process is not started: on a machine with few cores it would be measured, too.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QThreadPool, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event
from typing_extensions import override

from desktop.actions import Act, Scope
from desktop.app.memory import GarbageCollection, release_memory, settle_memory
from desktop.jobs.assist_client import AssistClient
from desktop.main_window import MainWindow
from desktop.pages.annotate.page import AnnotatePage
from desktop.pages.start.page import StartPage
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from engine.project.store import Store
from engine.system.process import starved_seconds

SIZE = (1600, 1000)
LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier
SCOPES = frozenset({Scope.PROJECT, Scope.ANNOTATE, Scope.DRAW})
NOTCH = 120
LONGEST = 120.0
"""Seconds that anything is waited for."""


def milliseconds() -> float:
    """A clock that stands while the processors are busy with other programs."""
    while True:
        starved, now = starved_seconds(), time.perf_counter()
        # Else the program stood between the two.
        if starved_seconds() == starved:
            return (now - starved) * 1000


class PaintWatch(QObject):
    """Counts how often a widget is painted."""

    count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


class AnnotateWindow:
    """The window of the program with one page of it.

    Args:
        store: The project, which is closed with the window.
        folder: For what the window leaves behind.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.committed = 0.0
        """When the last edit was on the disk, by ``milliseconds``."""
        self._remembered = Remembered()
        self._window = MainWindow(self._remembered, StartPage())
        self._garbage = GarbageCollection(self._window)
        self.session = ProjectSession(store)
        self._is_committing = False
        with store.reading() as connection:
            event.listen(connection.engine, "commit", self._begin_commit)
            event.listen(connection.engine, "checkin", self._note_commit)
        self._assist = AssistClient(["no-such-program"], folder / "assist.log")
        self.page = self._make_page()
        self.canvas = self.page.canvas
        self.viewport = self.canvas.viewport()
        self._painted = PaintWatch()
        self.viewport.installEventFilter(self._painted)
        self._show()

    def timed(self, act: Callable[[], object]) -> float:
        """Milliseconds from an event until what follows from it on the canvas is painted."""
        before, began = self._painted.count, milliseconds()
        act()
        wait_until(lambda: self._painted.count > before)
        return milliseconds() - began

    def settle(self) -> None:
        """Let everything be done that was begun."""
        QThreadPool.globalInstance().waitForDone()
        for _ in range(5):
            QApplication.processEvents()

    def at(self, x: float, y: float) -> QPoint:
        """Where a position of the image is in the viewport."""
        return self.canvas.viewportTransform().map(QPointF(x, y)).toPoint()

    def press(self, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        """A button goes down."""
        QTest.mousePress(self.viewport, button, NOTHING, at)

    def move(self, to: QPoint) -> None:
        """The mouse goes on."""
        QTest.mouseMove(self.viewport, to)

    def release(self, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        """A button comes up."""
        QTest.mouseRelease(self.viewport, button, NOTHING, at)

    def key(self, key: Qt.Key) -> None:
        """A key is pressed and let go of."""
        QTest.keyClick(self.canvas, key)

    def zoom(self, notches: int) -> None:
        """The wheel is turned with Ctrl."""
        middle = QPointF(self.viewport.rect().center())
        event = QWheelEvent(
            middle,
            self.viewport.mapToGlobal(middle),
            QPoint(),
            QPoint(0, notches * NOTCH),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.viewport, event)

    def middle_color(self) -> tuple[int, int, int]:
        """What is in the middle of the canvas on the screen."""
        middle = self.viewport.mapTo(self._window, self.viewport.rect().center())
        shot = self._window.screen().grabWindow(self._window.winId(), middle.x(), middle.y(), 1, 1)
        color = shot.toImage().pixelColor(0, 0)
        return color.red(), color.green(), color.blue()

    def close(self) -> None:
        """Close window and project."""
        self.page.close_parts()
        self._assist.close()
        QThreadPool.globalInstance().waitForDone()
        self._window.clear_pages()
        self.session.close()
        self._window.deleteLater()
        release_memory()

    def _make_page(self) -> AnnotatePage:
        window, session = self._window, self.session
        page = AnnotatePage(
            session, self._assist, window.table, self._remembered, window.messages, window.progress
        )
        page.status.left_changed.connect(window.status_left.set_whole)
        window.add_page(page, "Annotate", "square-pen", SCOPES)
        window.table.on(Act.UNDO, session.undo_stack.undo, session)
        return page

    def _show(self) -> None:
        window = self._window
        window.show_page(self.page)
        window.resize(*SIZE)
        loaded: list[bool] = []
        self.canvas.image_loaded.connect(lambda: loaded.append(True))
        window.show()
        window.activateWindow()
        self.canvas.setFocus()
        wait_until(lambda: bool(loaded))
        self.settle()
        settle_memory()

    def _begin_commit(self, _connection: object) -> None:
        self._is_committing = True

    def _note_commit(self, *_: object) -> None:
        """The connection is given back, which is the first thing after the commit."""
        if self._is_committing:
            self._is_committing = False
            self.committed = milliseconds()


@contextmanager
def shown(store: Store, folder: Path) -> Iterator[AnnotateWindow]:
    """The window of a project as long as it is needed."""
    window = AnnotateWindow(store, folder)
    try:
        yield window
    finally:
        window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def rest(time_ms: int) -> None:
    """Let the window live for so many milliseconds.

    As the program does, and other than ``QTest.qWait``, it leaves Python to the threads meanwhile.
    """
    loop = QEventLoop()
    QTimer.singleShot(time_ms, loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + LONGEST
    while not is_so():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("nothing happens on the canvas")
