"""Imports what a project takes while the start page is looked at, so that opening one is quick.

Opening the first project would otherwise hold the window for a second (docs/adr/0018-start.md).
"""

import contextlib
import gc
import importlib
import sys
import threading

from PySide6.QtCore import QObject, QTimer, Signal

AFTER = 300
"""Milliseconds from the first look at the window: everything that is seen has been painted."""
MODULES = (
    "desktop.app.opening",
    # numpy itself imports it late, at the first np.unique.
    "numpy.ma",
)
PATIENCE = 0.001
"""Seconds that the window waits for the interpreter while the other thread has it."""


class Preloading(QObject):
    """Imports on a thread of its own, which the program's end waits for."""

    finished = Signal()

    def begin_soon(self) -> None:
        """Begin when the window has nothing else to do; it stays usable meanwhile."""
        QTimer.singleShot(AFTER, self, self.begin)

    def begin(self) -> None:
        """Begin now."""
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
