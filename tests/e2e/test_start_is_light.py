"""The start page takes only what it shows; the rest comes while it is looked at."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.lamps import make_lamps

HEAVY = {"PIL", "alembic", "contourpy", "numpy", "pyqtgraph", "requests", "shapely", "sqlalchemy"}

START = """
import json, sys
from desktop.app import startup
from desktop.app.application import Application

def look_once(app):
    app.processEvents()
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
    return 0

# All of the start, but for its event loop.
Application.exec = look_once
startup.run(["saegim"])
"""

OPENING = """
import json, sys, threading
from pathlib import Path
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from desktop.app.preloading import Preloading
from desktop.app.program import Program
from desktop.remembered import Remembered

app = QApplication(["saegim"])
program = Program(Remembered())
program.window.show()
loop, preloading = QEventLoop(), Preloading()
preloading.finished.connect(loop.quit)
start_thread = threading.Thread.start

def start(thread):
    for module in (QtCore, QtGui, QtWidgets):
        assert set(dir(module)) == set(vars(module)), "types of Qt are still to be made"
    start_thread(thread)

threading.Thread.start = start
preloading.begin()
loop.exec()
preloaded = set(sys.modules)
assert program.open_project(Path(sys.argv[1]))
app.processEvents()
program.close_project()
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - preloaded})))
"""


def modules(script: str, home: Path, *arguments: str) -> tuple[set[str], str]:
    """The packages that a script names in its last line, and what it said beside."""
    env = os.environ | {
        "XDG_CONFIG_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_STATE_HOME": str(home),
    }
    home.chmod(0o700)
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1])), done.stderr


def test_the_start_page_needs_neither_database_nor_arrays_nor_plots(tmp_path: Path) -> None:
    loaded, _ = modules(START, tmp_path)
    assert {"PySide6", "msgspec"} <= loaded
    assert not loaded & HEAVY


def test_what_a_project_takes_is_there_before_one_is_opened(tmp_path: Path) -> None:
    project = make_lamps(tmp_path / "lamps", pictures_each=2)
    late, said = modules(OPENING, tmp_path, str(project))
    assert not late & HEAVY
    # Qt complains about things that are made on another thread than the window's.
    assert "QObject" not in said
