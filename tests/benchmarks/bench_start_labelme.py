"""Labelme in an environment of its own, so that nothing of it is ever in ours."""

import subprocess
import venv
from pathlib import Path
from typing import NamedTuple

ENVIRONMENT = Path(__file__).parents[2] / "build" / "bench-labelme"
SYSTEM_PACKAGE = "libxcb-xinerama0"
"""What PyQt5 needs of Debian or Ubuntu beside what our Qt needs."""
LOADS = """
import ctypes, pathlib, PyQt5
plugins = pathlib.Path(PyQt5.__file__).parent / "Qt5/plugins"
ctypes.CDLL(str(plugins / "platforms/libqxcb.so"))
"""


class Labelme(NamedTuple):
    """The newest one that runs on this Python."""

    version: str
    executable: Path


def labelme() -> Labelme:
    """Return it, installed by pip unless it is there already."""
    executable = ENVIRONMENT / "bin" / "labelme"
    if not executable.exists():
        print(f"Labelme is installed into {ENVIRONMENT}, once.", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
        command = ["install", "--quiet", "--disable-pip-version-check", "labelme"]
        subprocess.run([_python(), "-m", "pip", *command], check=True)
    metadata = next(ENVIRONMENT.glob("lib/python*/site-packages/labelme-*.dist-info"))
    return Labelme(metadata.stem.partition("-")[2], executable)


def problem() -> str:
    """Why its window cannot open on this machine, as a sentence; empty if it can."""
    if subprocess.run([_python(), "-c", LOADS], capture_output=True, check=False).returncode == 0:
        return ""
    return f"its Qt lacks a system library here: sudo apt-get install {SYSTEM_PACKAGE}"


def _python() -> Path:
    return ENVIRONMENT / "bin" / "python"
