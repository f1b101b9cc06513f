"""What is copied into public places must not tell who somebody is."""

import getpass
import re
from collections.abc import Iterator
from pathlib import Path, PurePath


def without_names(text: str) -> str:
    """The text with ``~`` for the home folder and ``USER`` for a folder of the user's name."""
    # The longer one first, as one may begin with the other.
    for folder in sorted(_spellings(), key=len, reverse=True):
        # Windows does not tell letters apart by case, and Korean ones are letters as well (\w).
        text = re.sub(rf"{re.escape(folder)}(?![\w-])", "~", text, flags=re.IGNORECASE)
    return re.sub(rf"(?<=[/\\]){re.escape(_user_name())}(?=[/\\]|\b|$)", "USER", text)


def _spellings() -> set[str]:
    # JSON and Python's repr double the separators of Windows; libraries turn them around.
    return {
        spelling
        for home in _homes()
        for spelling in (str(home), str(home).replace("\\", "\\\\"), home.as_posix())
    }


def _homes() -> Iterator[PurePath]:
    try:
        home = Path.home()
    except RuntimeError:
        return
    # A service without a home folder has the root of all folders, which names nobody.
    if home != home.parent:
        yield from (home, home.resolve())


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # A container's user may have no name; then none can be told.
        return "\0"
