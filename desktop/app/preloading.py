"""Imports what a project takes while the start page is looked at, so that opening one is quick.

Opening the first project would otherwise hold the window for a second (docs/adr/0018-start.md).
"""

import contextlib
import gc
import importlib
import sys
import threading

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from desktop.app.qt_types import make_types

AFTER = 300
"""Milliseconds from the first look at the window: everything that is seen has been painted."""
MODULES = (
    "desktop.app.opening",
    # numpy itself imports it late, at the first np.unique.
    "numpy.ma",
)
STEP = 5
"""Milliseconds for which types are made before the window is looked after again."""
PATIENCE = 0.001
"""Seconds that the window waits for the interpreter while the other thread has it."""


class Preloading(QObject):
    """Imports on a thread of its own, which the program's end waits for.

    The types of Qt that the modules use are made before that, in the window's thread.
    """

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._types = make_types()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._make_types)

    def begin_soon(self) -> None:
        """Begin when the window has nothing else to do; it stays usable meanwhile."""
        QTimer.singleShot(AFTER, self, self.begin)

    def begin(self) -> None:
        """Begin now."""
        self._timer.start()

    def _make_types(self) -> None:
        step = QDeadlineTimer(STEP)
        for _ in self._types:
            if step.hasExpired():
                return
        self._timer.stop()
        threading.Thread(target=self._work, name="preloading").start()

    def _work(self) -> None:
        try:
            _import_all()
        finally:
            # The window may have been closed meanwhile.
            with contextlib.suppress(RuntimeError):
                self.finished.emit()


def _import_all() -> None:
    usual, searches = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(PATIENCE)
    # Looking for garbage among so much that stays would stop the window for 0.1 s, again and again.
    gc.disable()
    try:
        for name in MODULES:
            importlib.import_module(name)
        gc.freeze()
    finally:
        if searches:
            gc.enable()
        sys.setswitchinterval(usual)
