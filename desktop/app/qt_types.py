"""Makes the types of Qt, which PySide leaves until each is first asked for, in the window's thread.

Two threads that make types at once end the process: PySide changes the table of those that are
still to be made while the other thread reads it (docs/adr/0018-start.md).
"""

import importlib
from collections.abc import Iterator

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtSvg", "QtOpenGLWidgets", "QtTest")
"""Ours and those that pyqtgraph imports."""


def make_types() -> Iterator[None]:
    """Make all that are missing, with a stop after each: some take 1 ms, ``Qt`` itself 30 ms."""
    for name in MODULES:
        module = importlib.import_module(f"PySide6.{name}")
        for kind in dir(module):
            getattr(module, kind)
            yield
