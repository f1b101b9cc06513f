"""What an error nobody foresaw looks like to somebody who can mend it."""

import dataclasses
import platform
import sys
import textwrap
import traceback
from pathlib import Path

from PySide6.QtCore import qVersion

LONGEST_SUMMARY = 240


@dataclasses.dataclass(frozen=True)
class Report:
    """One error; two with the same ``trace_id`` came about in the same way."""

    summary: str
    """Its kind and the first line of its message."""
    details: str
    """Versions and traceback, without the path of the home folder."""
    trace_id: str


def report_of(error: BaseException) -> Report:
    """Describe an error."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}" for frame in frames]
    return Report(
        summary=_summary(error),
        details=f"{_versions()}\n\n{without_home(''.join(traceback.format_exception(error)))}",
        trace_id="\n".join([type(error).__qualname__, *places]),
    )


def without_home(text: str) -> str:
    """The text with ``~`` in place of the home folder, which often holds a person's name."""
    try:
        home = Path.home()
    except RuntimeError:
        return text
    # The home of some system users is the root, which every path begins with.
    if len(home.parts) < 2:
        return text
    for spelling in (str(home), repr(str(home))[1:-1], home.as_posix()):
        text = text.replace(spelling, "~")
    return text


def _summary(error: BaseException) -> str:
    name, lines = type(error).__name__, without_home(str(error)).strip().splitlines()
    return textwrap.shorten(f"{name}: {lines[0]}" if lines else name, LONGEST_SUMMARY)


def _versions() -> str:
    return (
        f"Saegim {_own_version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{sys.platform} {platform.release()} {platform.machine()}"
    )


def _own_version() -> str:
    try:
        from engine.protocol.build import build_info

        info = build_info()
    # Whatever is broken about this copy, the report about it must come out.
    except Exception:
        return "?"
    return f"{info.version} {info.commit}".strip()
