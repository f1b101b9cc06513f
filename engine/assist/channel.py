"""The process's two ends of the protocol, out of reach of every library."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from engine.protocol.requests import Reply, Request

log = logging.getLogger(__name__)


class Channel:
    """Requests come in and replies go out, one JSON object a line.

    Args:
        reading: Where requests come from.
        writing: Where replies go; several threads may send.
    """

    def __init__(self, reading: BinaryIO, writing: BinaryIO) -> None:
        self._reading = reading
        self._writing = writing
        self._lock = threading.Lock()

    def send(self, reply: Reply) -> None:
        """Send a reply.

        Raises:
            BrokenPipeError: The parent is gone.
        """
        line = msgspec.json.encode(reply) + b"\n"
        with self._lock:
            self._writing.write(line)
            self._writing.flush()

    def requests(self) -> Iterator[Request]:
        """Yield requests until the parent closes its end or dies."""
        decoder = msgspec.json.Decoder[Request](Request)
        for line in self._reading:
            try:
                yield decoder.decode(line)
            except ValueError as error:
                log.error("A request could not be read: %s: %r", error, line[:200])


def take_over_standard_streams() -> Channel:
    """Keep standard input and output for the protocol, before anything else can use them.

    Afterwards whatever a library prints goes to standard error, and what it reads is empty.
    """
    reading, writing = os.dup(0), os.dup(1)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return Channel(os.fdopen(reading, "rb"), os.fdopen(writing, "wb"))
