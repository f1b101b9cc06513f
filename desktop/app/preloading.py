"""Imports what a project takes while the start page is looked at, so that opening one is quick.

Opening the first project would otherwise hold the window for a second (docs/adr/0018-start.md).
"""

import gc
import importlib
import sys
import threading

from PySide6.QtCore import QObject, QTimer

AFTER = 300
"""Milliseconds from the first look at the window: everything that is seen has been painted."""
MODULES = (
    "desktop.app.opening",
    # numpy itself imports it late, at the first np.unique.
    "numpy.ma",
)
PATIENCE = 0.001
"""Seconds that the window waits for the interpreter while the other thread has it."""


def preload_soon(window: QObject) -> None:
    """Begin when the window has nothing else to do; it stays usable meanwhile.

    Args:
        window: If it is gone by then, nothing is imported.
    """
    QTimer.singleShot(AFTER, window, preload)


def preload() -> threading.Thread:
    """Import on a thread of its own, which the program's end waits for."""
    thread = threading.Thread(target=_import_all, name="preloading")
    thread.start()
    return thread


def _import_all() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(PATIENCE)
    # Looking for garbage among so much that stays would stop the window for 0.1 s, again and again.
    gc.disable()
    try:
        for name in MODULES:
            importlib.import_module(name)
        gc.freeze()
    finally:
        gc.enable()
        sys.setswitchinterval(usual)
