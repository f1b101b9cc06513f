"""What an error nobody foresaw looks like to somebody who can mend it."""

import dataclasses
import platform
import sys
import textwrap
import traceback

from PySide6.QtCore import qVersion

from engine.system.privacy import without_names

LONGEST_SUMMARY = 240


@dataclasses.dataclass(frozen=True)
class ErrorReport:
    """One error; two with the same ``trace_id`` came about in the same way."""

    summary: str
    """Its kind and the first line of its message."""
    details: str
    """Versions and traceback, without the person's name."""
    trace_id: str


def report_of(error: BaseException) -> ErrorReport:
    """Describe an error."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}" for frame in frames]
    return ErrorReport(
        summary=_summary(error),
        details=f"{_versions()}\n\n{without_names(''.join(traceback.format_exception(error)))}",
        trace_id="\n".join([type(error).__qualname__, *places]),
    )


def _summary(error: BaseException) -> str:
    name, lines = type(error).__name__, without_names(str(error)).strip().splitlines()
    return textwrap.shorten(f"{name}: {lines[0]}" if lines else name, LONGEST_SUMMARY)


def _versions() -> str:
    return (
        f"Saegim {_own_version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{sys.platform} {platform.release()} {platform.machine()}"
    )


def _own_version() -> str:
    try:
        from engine.system.build import build_info

        info = build_info()
    # Whatever is broken about this copy, the report about it must come out.
    except Exception:
        return "?"
    return f"{info.version} {info.commit}".strip()
