"""Progress of downloads: a bar on a terminal, a line per file elsewhere."""

import contextlib
import sys
from collections.abc import Generator

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, TaskID, TextColumn, TransferSpeedColumn
from rich.progress import Progress as Bars

from engine.catalogue import Progress


@contextlib.contextmanager
def shown_progress() -> Generator[Progress]:
    """A callback for fetching that shows itself on stderr."""
    if sys.stderr.isatty():
        with _bars() as bars:
            yield _BarPerFile(bars)
    else:
        yield _LinePerFile()


def _bars() -> Bars:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    return Bars(*columns, TransferSpeedColumn(), console=Console(stderr=True))


class _BarPerFile:
    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total)
        # Out of a package, the archive around the file comes, which may be the larger of the two.
        total = max(done, total) if total else None
        self._bars.update(self._tasks[what], completed=done, total=total)


class _LinePerFile:
    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if what in self._said:
            return
        self._said.add(what)
        size = f" ({total / 1e6:.0f} MB)" if total else ""
        print(f"Fetching {what}{size}", file=sys.stderr, flush=True)
