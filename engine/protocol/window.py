"""What differs between systems about the one window of a person; ``process`` has the rest."""

import dataclasses
import hashlib
import os
import sys
import warnings
from pathlib import Path

import platformdirs

from engine.system.files import is_private, make_private

_NAME = "saegim"


@dataclasses.dataclass(frozen=True)
class MeetingPlace:
    """Where the starts of one person meet, and nobody else comes."""

    socket: str
    """Name of the socket; of the pipe on Windows."""
    lock: Path


def meeting_place() -> MeetingPlace:
    """Where this person's starts meet; its folder is made.

    Raises:
        OSError: There is no folder that only this person may write.
    """
    folder = _own_folder()
    # Windows has no folders for pipes, so all users of a machine share their names: the folder
    # of the configuration tells them apart.
    person = os.fsencode(platformdirs.user_config_path(_NAME, False))
    name = f"{_NAME}-{hashlib.sha256(person).hexdigest()[:16]}"
    socket = name if sys.platform == "win32" else os.fspath(folder / name)
    return MeetingPlace(socket, folder / f"{name}.lock")


def _own_folder() -> Path:
    with warnings.catch_warnings():
        # Without a session there is no XDG_RUNTIME_DIR; what it falls back to is looked at below.
        warnings.simplefilter("ignore")
        folder = platformdirs.user_runtime_path(_NAME)
    # In a folder for all users, such as /tmp, somebody else can have made ours before us.
    for candidate in (folder, platformdirs.user_cache_path(_NAME) / "window"):
        try:
            make_private(candidate)
        except OSError:
            continue
        if is_private(candidate) and is_private(candidate.parent, shared_reading=True):
            return candidate
    raise PermissionError(f"{folder} can be written by other users")


def let_others_come_forward() -> None:
    """Pass on the right to be in front, which Windows gives to what the person started last."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
