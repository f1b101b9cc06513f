"""Fixtures for every test."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop.app.memory import collect_garbage
from desktop.app.qt_types import make_types

# Before Qt is loaded: widgets are tested without a screen unless somebody asks for one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Windows that tests start as processes keep their settings and logs to themselves.
_HOME = tempfile.TemporaryDirectory(prefix="saegim-tests-", ignore_cleanup_errors=True)
os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = _HOME.name
os.environ["SAEGIM_SETTINGS"] = str(Path(_HOME.name) / "settings.json")


@pytest.fixture(autouse=True)
def garbage_of_this_thread() -> Iterator[None]:
    """As in the program: no other thread searches for garbage (``GarbageCollection``)."""
    gc.disable()
    yield
    collect_garbage()


@pytest.fixture(autouse=True, scope="session")
def types_of_qt() -> None:
    """As in the program: they are there before there are threads."""
    for _ in make_types():
        pass


@pytest.fixture(autouse=True, scope="session")
def settings_of_our_own() -> None:
    """The tests neither read nor change what the person has set."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _HOME.name)
