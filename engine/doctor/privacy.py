"""A report is copied into public places, so nothing in it may tell who somebody is."""

import getpass
import re
from pathlib import Path

import msgspec

from engine.protocol.doctor import DoctorReport

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def nameless(report: DoctorReport) -> DoctorReport:
    """The report with ``~`` for the home folder and ``USER`` for a folder of the user's name.

    Every text is gone through, also what libraries said: their sentences hold paths, too.
    """
    plain = _through(msgspec.json.decode(msgspec.json.encode(report)))
    return msgspec.convert(plain, DoctorReport)


def without_names(text: str) -> str:
    """The text with neither home folder nor user name in its paths."""
    home = Path.home()
    if home == home.parent:
        # A service without a home folder has the root of all folders, which names nobody.
        return text
    # The longer one first, as one may begin with the other.
    for folder in sorted({str(home), str(home.resolve())}, key=len, reverse=True):
        # Windows does not tell letters apart by case, and Korean ones are letters as well (\w).
        text = re.sub(rf"{re.escape(folder)}(?![\w-])", "~", text, flags=re.IGNORECASE)
    return re.sub(rf"(?<=[/\\]){re.escape(_user_name())}(?=[/\\]|$)", "USER", text)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container's user may have no name; then none can be told.
        return "\0"


def _through(plain: Plain) -> Plain:
    if isinstance(plain, str):
        return without_names(plain)
    if isinstance(plain, list):
        return [_through(item) for item in plain]
    if isinstance(plain, dict):
        return {key: _through(value) for key, value in plain.items()}
    return plain
