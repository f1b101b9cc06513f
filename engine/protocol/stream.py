"""Writing and tailing ``events.jsonl``."""

import math
import os
import time
from pathlib import Path
from typing import Any

import msgspec

from engine.protocol.errors import SaegimError
from engine.protocol.events import Event, Record
from engine.system.files import open_own

_decoder = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()
_TAIL_BYTES = 1 << 16


class EventWriter:
    """Appends numbered, timed events, one JSON object a line, flushed per line.

    Opening repairs what a kill left behind: a last line without its newline is cut off, and the
    numbers go on where the last whole line ended.
    """

    def __init__(self, path: Path) -> None:
        self._end, self._next = _repaired_end(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        # Without a buffer, which would keep what a full disk refused and number it twice.
        self._file = open(open_own(path, flags), "ab", buffering=0)  # noqa: PTH123, SIM115
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
            SaegimError: ``damaged_events`` if a line is none of ours.
        """
        try:
            with open(open_own(self._path, os.O_RDONLY), "rb") as file:  # noqa: PTH123
                file.seek(self._offset)
                data = file.read(max_bytes)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SaegimError("damaged_events", path=self._path.parent) from error
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        try:
            return [_decoder.decode(line) for line in whole.splitlines()]
        except ValueError as error:
            raise SaegimError("damaged_events", path=self._path.parent) from error


def _repaired_end(path: Path) -> tuple[int, int]:
    """The length of the file's whole lines in bytes, and the number of its next record."""
    if not path.exists():
        return 0, 0
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - _TAIL_BYTES)
        file.seek(start)
        tail = file.read()
    end = tail.rfind(b"\n") + 1
    if end == 0:
        return 0, 0
    last = tail[:end].splitlines()[-1]
    return start + end, _decoder.decode(last).number + 1


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
