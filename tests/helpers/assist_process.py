"""Talking to the assist server: in a process of its own, or in a thread of this one."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, TypeVar

import msgspec

from engine.assist.channel import Channel
from engine.assist.embeddings import EmbeddingCache
from engine.assist.server import AssistServer
from engine.assist.tools import ModelLoaders
from engine.protocol.requests import ImageReadiness, Reply, Request
from engine.system.process import engine_command

R = TypeVar("R")


class Talk:
    """The window's end of the protocol.

    Args:
        writing: Where requests go.
        reading: Where replies come from.
    """

    def __init__(self, writing: BinaryIO, reading: BinaryIO) -> None:
        self.writing = writing
        self.reading = reading
        self.heard: list[Reply] = []
        self._decoder = msgspec.json.Decoder(Reply)

    def ask(self, *requests: Request) -> None:
        for request in requests:
            self.writing.write(msgspec.json.encode(request) + b"\n")
        self.writing.flush()

    def hear(self) -> Reply:
        """The next message; fails if the other side has left."""
        line = self.reading.readline()
        assert line, "the assist server has left"
        self.heard.append(self._decoder.decode(line))
        return self.heard[-1]

    def hear_until(self, kind: type[R]) -> R:
        """The next message of a kind."""
        while not isinstance(reply := self.hear(), kind):
            pass
        return reply

    def readiness_of(self, key: str) -> list[str]:
        """What was heard about an image so far."""
        return [r.readiness for r in self.heard if isinstance(r, ImageReadiness) and r.key == key]

    def hear_until_ready(self, key: str) -> None:
        while self.readiness_of(key)[-1:] != ["ready"]:
            self.hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.writing.close()
        self.end()
        self.reading.close()

    def end(self) -> None:
        """Make sure that nobody works any more."""


class AssistThread(Talk):
    """A server in a thread; leaving the context waits for it."""

    def __init__(self, cache: EmbeddingCache, tools: ModelLoaders) -> None:
        requests, writing = os.pipe()
        reading, replies = os.pipe()
        super().__init__(os.fdopen(writing, "wb"), os.fdopen(reading, "rb"))
        self._ends = (os.fdopen(requests, "rb"), os.fdopen(replies, "wb"))
        self.server = AssistServer(Channel(*self._ends), cache, tools)
        self.thread = threading.Thread(target=self.server.run)
        self.thread.start()

    def end(self) -> None:
        self.thread.join()
        for end in self._ends:
            # What could not be sent to a reader who left is still in the buffer.
            try:
                end.close()
            except BrokenPipeError:
                assert self.reading.closed


class AssistProcess(Talk):
    """A real process; by default ``saegim-engine assist``.

    Args:
        folder: For the cache and the log.
        models: Folder with the catalogue's files; None for the machine's own.
        command: Another program that speaks the protocol.
    """

    def __init__(
        self, folder: Path, models: Path | None = None, command: list[str] | None = None
    ) -> None:
        self.log = folder / "assist.log"
        environment = dict(os.environ)
        if models is not None:
            environment["SAEGIM_MODELS"] = str(models)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command or [*engine_command(), "assist", "--cache", str(folder / "cache")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                cwd=Path(__file__).parents[2],
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        super().__init__(self.process.stdin, self.process.stdout)

    def leave(self) -> int:
        """Close the window's end, and wait for the process to go by itself."""
        self.writing.close()
        return self.process.wait()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


def printing_command(folder: Path) -> list[str]:
    """The server with models that print like careless libraries."""
    return [sys.executable, "-m", "tests.helpers.printing_assist", str(folder / "cache")]
