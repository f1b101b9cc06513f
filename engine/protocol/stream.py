"""Writing and tailing ``events.jsonl``."""

import errno
import io
import math
import os
import time
from pathlib import Path
from typing import Any

import msgspec

from engine.protocol.errors import SaegimError
from engine.protocol.events import Event, Record
from engine.system.files import open_regular

_decoder = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()
_TAIL_BYTES = 1 << 16
_LONGEST_LINE = 1 << 24
_MOST_BYTES = 1 << 29
"""Of a record; a run of a million steps writes half of it."""


class EventWriter:
    """Appends numbered, timed events, one JSON object a line, flushed per line.

    Opening repairs what a kill or a power cut left behind: what follows the last sound line is cut
    off, and the numbers go on from that.
    """

    def __init__(self, path: Path) -> None:
        self._end, self._next = _repaired_end(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        # Without a buffer, which would keep what a full disk refused and number it twice.
        self._file = open(open_regular(path, flags), "ab", buffering=0)  # noqa: PTH123, SIM115
        self._file.truncate(self._end)

    def write(self, event: Event) -> Record:
        """Append one event and flush it.

        Raises:
            OSError: The disk is full; the file is as it was.
        """
        record = Record(number=self._next, time=time.time(), event=_only_finite(event))
        self._append(_encoder.encode(record) + b"\n")
        self._next += 1
        return record

    def _append(self, line: bytes) -> None:
        written = 0
        try:
            while written < len(line):
                written += self._file.write(line[written:])
        except OSError:
            self._file.truncate(self._end)
            raise
        self._end += written

    def close(self) -> None:
        """Close the file, with everything on the disk."""
        os.fsync(self._file.fileno())
        self._file.close()


class EventReader:
    """Tails an event file; a half-written last line waits until it is complete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offset = 0

    def read_new(self, max_bytes: int = -1) -> list[Record]:
        """The records that were completed since the last call; none while there is no file.

        Args:
            max_bytes: How much of the file to read at most, for a caller that must not be held up
                by a long backlog; it has to be longer than any line.

        Raises:
            SaegimError: ``damaged_events`` if a line is none of ours, or the file enormous.
        """
        try:
            with open(open_regular(self._path, os.O_RDONLY), "rb") as file:  # noqa: PTH123
                if os.fstat(file.fileno()).st_size > _MOST_BYTES:
                    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(self._path))
                file.seek(self._offset)
                data = file.read(max_bytes)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SaegimError("damaged_events", path=self._path.parent) from error
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        try:
            # One line after the other: millions of empty ones take many times their size.
            return [_decoder.decode(line) for line in io.BytesIO(whole)]
        except ValueError as error:
            raise SaegimError("damaged_events", path=self._path.parent) from error


def _repaired_end(path: Path) -> tuple[int, int]:
    """The length of the file up to its last sound line, and the number of its next record."""
    if not path.exists():
        return 0, 0
    size = path.stat().st_size
    start = max(0, size - _TAIL_BYTES)
    # A few lines at the end tell it, but for a file whose end is broken.
    return _end_of_sound_lines(path, start) or _end_of_sound_lines(path, 0) or (0, 0)


def _end_of_sound_lines(path: Path, start: int) -> tuple[int, int] | None:
    end = None
    with path.open("rb") as file:
        file.seek(start)
        while line := file.readline(_LONGEST_LINE):
            number = _number_of(line)
            if number is not None:
                end = file.tell(), number + 1
    return end


def _number_of(line: bytes) -> int | None:
    """The number of the record of a whole line; None for anything else."""
    if not line.endswith(b"\n"):
        return None
    try:
        return _decoder.decode(line).number
    except ValueError:
        return None


def _only_finite(event: Event) -> Event:
    """The event without figures that are not numbers, which JSON cannot carry.

    An unknown loss is better not shown than shown as something else.
    """
    changes: dict[str, Any] = {}
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if isinstance(value, dict) and any(_is_bad(v) for v in value.values()):
            changes[name] = {k: v for k, v in value.items() if not _is_bad(v)}
    return msgspec.structs.replace(event, **changes) if changes else event


def _is_bad(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)
