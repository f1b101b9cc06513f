"""A run is a folder, and the folder is the truth.

::

    spec.json      what to do; written once
    dataset.json   the frozen data set; only its root is renewed when the project was moved
    run.lock       held by the process that works on the run, as long as it lives
    launch.json    who was started last to do it
    state.json     what that process says it is doing, renewed every second
    events.jsonl   what happened, numbered across attempts
    log.txt        everything the process and its libraries printed
    checkpoints/   to resume from
    control/       stop, pause, cancel: looked at every batch
    model/         card.json and the weights, once there is a model
"""

import enum
import errno
import os
import platform
import time
from pathlib import Path
from typing import Annotated, Literal, Self

import msgspec

from engine.protocol.errors import SaegimError
from engine.protocol.manifests import MOST_BYTES, read_manifest
from engine.protocol.specs import DatasetManifest, JobSpec, ModelCard
from engine.protocol.validation_images import ImagePredictions
from engine.system.files import has_link, read_regular, replace_atomically
from engine.system.locks import is_locked
from engine.system.process import is_alive, start_time

Verb = Literal["stop", "pause", "cancel"]
VERBS: tuple[Verb, ...] = ("stop", "pause", "cancel")

# Processes of another machine cannot be asked for; one that was silent for so long is gone. A
# network disk may show a change half a minute late.
_SILENCE_SECONDS = 120.0

MOST_CARD_BYTES = 1 << 24

_MOST_BYTES = 1 << 16
"""Of the small files."""
_MOST_PREDICTIONS_BYTES = 1 << 26


class RunStatus(enum.StrEnum):
    """What a run is doing, reconciled with whether its process is there."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DAMAGED = "damaged"


ENDED = frozenset({RunStatus.DONE, RunStatus.STOPPED, RunStatus.FAILED, RunStatus.CANCELLED})
"""States a run itself reports last; *interrupted* is what is found when it could not, *damaged*
when nobody can read what it was to do."""

ACTIVE = frozenset({RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.STOPPING})
"""States with a live process."""


class RunProcess(msgspec.Struct, frozen=True):
    """Which process works on a run."""

    pid: Annotated[int, msgspec.Meta(gt=0, lt=1 << 31)]
    started: float
    """Its start time in seconds since 1970, because process ids are used again."""
    host: str

    def is_alive(self) -> bool:
        """Whether it still runs, as far as that can be told on this machine."""
        return self.host == platform.node() and is_alive(self.pid, self.started)


class RunState(msgspec.Struct, frozen=True):
    """``state.json``: what the run's process last said about itself."""

    process: RunProcess
    status: RunStatus
    heartbeat: float
    """Seconds since 1970, UTC."""


class RunFolder:
    """Reads a run's folder, and asks its process for things."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._control = str(path / "control")

    @classmethod
    def create(cls, path: Path, spec: JobSpec, manifest: DatasetManifest) -> Self:
        """Write the folder of a new run; ``spec.json`` comes last and makes it one.

        Raises:
            FileExistsError: There is such a folder already.
        """
        path.mkdir(parents=True)
        for name in ("checkpoints", "control", "model"):
            (path / name).mkdir()
        replace_atomically(path / "dataset.json", msgspec.json.encode(manifest))
        replace_atomically(
            path / "spec.json", msgspec.json.format(msgspec.json.encode(spec), indent=2)
        )
        return cls(path)

    @property
    def id(self) -> str:
        """The run's id: its folder's name."""
        return self.path.name

    @property
    def events_path(self) -> Path:
        """The event file."""
        return self.path / "events.jsonl"

    @property
    def log_path(self) -> Path:
        """What the process printed."""
        return self.path / "log.txt"

    @property
    def checkpoints_dir(self) -> Path:
        """Folder of checkpoints."""
        return self.path / "checkpoints"

    @property
    def model_dir(self) -> Path:
        """Folder of the model card and its weights."""
        return self.path / "model"

    @property
    def card_path(self) -> Path:
        """The model card, once there is one."""
        return self.model_dir / "card.json"

    def spec(self) -> JobSpec:
        """What the run is to do.

        Raises:
            SaegimError: ``not_a_run`` if the folder holds no readable spec.
        """
        try:
            return msgspec.json.decode(self._read("spec.json"), type=JobSpec)
        except (OSError, ValueError) as error:
            raise SaegimError("not_a_run", path=self.path) from error

    def manifest(self) -> DatasetManifest:
        """The frozen data set.

        Raises:
            SaegimError: ``not_a_run`` if the folder holds no readable data set.
        """
        try:
            return read_manifest(self._read("dataset.json", MOST_BYTES))
        except (OSError, ValueError) as error:
            raise SaegimError("not_a_run", path=self.path) from error

    def model_card(self) -> ModelCard | None:
        """The card of the run's model; None while there is none that can be read."""
        try:
            return msgspec.json.decode(
                self._read("model/card.json", MOST_CARD_BYTES), type=ModelCard
            )
        except (OSError, ValueError, RecursionError):
            return None

    def validation_images(self, file: str) -> ImagePredictions:
        """What a ``ValidationImages`` event points to.

        Args:
            file: The event's file, which lies in the folder itself.

        Raises:
            SaegimError: ``not_a_run`` if there is no such file that can be read.
        """
        try:
            if Path(file).name != file:
                raise ValueError(file)
            content = self._read(file, _MOST_PREDICTIONS_BYTES)
            return msgspec.json.decode(content, type=ImagePredictions)
        except (OSError, ValueError, RecursionError) as error:
            raise SaegimError("not_a_run", path=self.path) from error

    def state(self) -> RunState | None:
        """What the process last said about itself; None if it said nothing that can be read."""
        try:
            return msgspec.json.decode(self._read("state.json"), type=RunState)
        except (OSError, ValueError):
            return None

    def write_state(self, process: RunProcess, status: RunStatus) -> None:
        """Renew ``state.json``; only the run's own process does this."""
        state = RunState(process=process, status=status, heartbeat=time.time())
        replace_atomically(self.path / "state.json", msgspec.json.encode(state))

    def note_launch(self, pid: int) -> None:
        """Keep which process was started for this run, before that can speak for itself."""
        replace_atomically(self.path / "launch.json", msgspec.json.encode(process_of(pid)))

    def refuse_links(self) -> None:
        """Make sure that nothing in the folder leads elsewhere; before anything is written there.

        Raises:
            SaegimError: ``link_in_project``.
        """
        if (link := has_link(self.path)) is not None:
            raise SaegimError("link_in_project", path=link)

    def move_data(self, root: Path) -> None:
        """Let the frozen data set be read below another folder, where the project is now.

        Raises:
            SaegimError: ``not_a_run``.
            OSError: The disk is full.
        """
        manifest = self.manifest()
        if manifest.root != str(root):
            moved = msgspec.structs.replace(manifest, root=str(root))
            replace_atomically(self.path / "dataset.json", msgspec.json.encode(moved))

    def is_worked_on(self) -> bool:
        """Whether a process works on the run; the lock says so, whatever the clock is."""
        return is_locked(self.path)

    def process(self) -> RunProcess | None:
        """The live process of this run on this machine, if there is one."""
        launch, state = self._launch(), self.state()
        if self.is_worked_on():
            named = [p for p in (state.process if state else None, launch) if p is not None]
            return next((p for p in named if p.is_alive()), _as_found(named[:1]))
        return launch if launch is not None and self._is_starting(launch, state) else None

    def status(self) -> RunStatus:
        """What the run is doing; a process that is gone leaves it *interrupted*, never *failed*."""
        state, launch = self.state(), self._launch()
        if launch is not None and self._is_starting(launch, state):
            return RunStatus.QUEUED
        if not self._is_whole():
            return RunStatus.DAMAGED
        if state is None:
            is_waiting = launch is None or self.is_worked_on()
            return RunStatus.QUEUED if is_waiting else RunStatus.INTERRUPTED
        if state.status in ENDED or self.is_worked_on() or _is_heard_of(state):
            return state.status
        return RunStatus.INTERRUPTED

    def _is_starting(self, launch: RunProcess, state: RunState | None) -> bool:
        """Whether a process was started that has not spoken yet, and no other one is at work."""
        if state is not None and state.process == launch:
            return False
        is_others = state is not None and state.status not in ENDED and self.is_worked_on()
        return not is_others and launch.is_alive()

    def request(self, verb: Verb) -> None:
        """Ask the process for something; it looks at every batch."""
        self._refuse_linked_control()
        (self.path / "control" / verb).touch()

    def withdraw(self, verb: Verb) -> None:
        """Take a request back; *pause* withdrawn is *resume*."""
        self._refuse_linked_control()
        (self.path / "control" / verb).unlink(missing_ok=True)

    def is_requested(self, verb: Verb) -> bool:
        """Whether somebody asked for this."""
        return (self.path / "control" / verb).exists()

    def requests(self) -> list[str]:
        """Everything that is asked for now; cheaper than to look for each, as at every batch."""
        return os.listdir(self._control)  # noqa: PTH208  pathlib takes five times as long

    def _refuse_linked_control(self) -> None:
        if Path(self._control).is_symlink():
            raise SaegimError("link_in_project", path=self._control)

    def _is_whole(self) -> bool:
        try:
            self.spec()
        except SaegimError:
            return False
        return True

    def _launch(self) -> RunProcess | None:
        try:
            return msgspec.json.decode(self._read("launch.json"), type=RunProcess)
        except (OSError, ValueError):
            return None

    def _read(self, name: str, most_bytes: int = _MOST_BYTES) -> bytes:
        path = self.path / name
        if path.parent.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
        return read_regular(path, most_bytes)


def process_of(pid: int) -> RunProcess:
    """The identity of a process of this machine."""
    return RunProcess(pid=pid, started=start_time(pid), host=platform.node())


def _as_found(named: list[RunProcess]) -> RunProcess | None:
    """Who holds the lock, with the start time that the system tells after a step of the clock."""
    if not named or named[0].host != platform.node() or not start_time(named[0].pid):
        return None
    return msgspec.structs.replace(named[0], started=start_time(named[0].pid))


def _is_heard_of(state: RunState) -> bool:
    """Whether a process of another machine spoke lately; its lock may not be seen from here."""
    is_elsewhere = state.process.host != platform.node()
    return is_elsewhere and abs(time.time() - state.heartbeat) < _SILENCE_SECONDS
