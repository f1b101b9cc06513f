"""What a task is given to run with: its folder, its voice, and the person's wishes."""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from engine.catalogue import path_of
from engine.protocol.data_warnings import unreadable_warning
from engine.protocol.events import DataReady, Event, Notice, RunStarted
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.specs import ManifestImage
from engine.protocol.stream import EventWriter
from engine.system.files import replace_atomically
from engine.training.heartbeat import Heartbeat

_PAUSE_POLL_SECONDS = 0.2


class StopRequested(Exception):  # noqa: N818 - a wish, not an error
    """The person wants the best model so far, now."""


class CancelRequested(Exception):  # noqa: N818 - a wish, not an error
    """The person wants nothing of this run."""


class RunContext:
    """One attempt at a run; made by the executor, used by a task's ``fit``.

    Attributes:
        folder: The run's folder.
        spec: What to do.
        manifest: The frozen data set.
        device: ``cpu``, ``cuda:N`` or ``mps``; never ``auto``.
        stopping: Whether a stop was already acknowledged.
    """

    def __init__(
        self, folder: RunFolder, device: str, events: EventWriter, heartbeat: Heartbeat
    ) -> None:
        self.folder = folder
        self.spec = folder.spec()
        self.manifest = folder.manifest()
        self.device = device
        self.stopping = False
        self._events = events
        self._heartbeat = heartbeat
        self._data: DataReady | None = None

    def pretrained(self) -> Path:
        """The pretrained weights: those that the run was started with, or this machine's.

        A run may go on somewhere else than where it was started.

        Raises:
            SaegimError: As ``engine.catalogue.path_of``, such as ``model_missing``.
        """
        named = Path(self.spec.weights_path)
        return named if named.is_file() else path_of(self.spec.recipe.weights)

    def emit(self, event: Event) -> None:
        """Append an event to the run's record.

        Raises:
            OSError: The disk is full.
        """
        if isinstance(event, DataReady):
            self._data = event
        self._events.write(event)

    def leave_out(self, image: ManifestImage) -> None:
        """Tell that an image cannot be read any more, and that the run goes on without it."""
        if self._data is None:
            return
        counts = self._data.counts
        left = counts | {image.split: counts[image.split] - 1}
        warnings = (*self._data.warnings, unreadable_warning(image))
        self.emit(msgspec.structs.replace(self._data, counts=left, warnings=warnings))

    def announce(self, resumed_epoch: int = 0) -> None:
        """Emit the first event of an attempt.

        Args:
            resumed_epoch: The epoch the attempt goes on with; 0 from the start.
        """
        from engine.training.devices import library_versions

        self.emit(RunStarted(self.spec, self.device, library_versions(), resumed_epoch))

    def check_control(self) -> None:
        """Look at the person's wishes; called at every batch, blocks while the run is paused.

        Raises:
            StopRequested: Once, when a stop is asked for; it is acknowledged by then. What follows
                (a last validation, writing the model) may call this again.
            CancelRequested: Whenever a cancel is asked for.
        """
        wishes = self.folder.requests()
        self._raise_wishes(wishes)
        # Somebody who pauses and then stops wants it to end.
        if "pause" in wishes and not self.stopping:
            self._wait_while_paused()

    def write_checkpoint(self, name: str, content: bytes | Callable[[Path], object]) -> str:
        """Put a checkpoint on the disk whole: temporary file, fsync, replace.

        Args:
            name: File name inside ``checkpoints/``.
            content: The bytes, or a function that writes them to the path it is given.

        Returns:
            The file's path relative to the run folder, with slashes.

        Raises:
            OSError: The disk is full; an earlier checkpoint of that name is untouched.
        """
        replace_atomically(self.folder.checkpoints_dir / name, content)
        return f"{self.folder.checkpoints_dir.name}/{name}"

    def _raise_wishes(self, wishes: list[str]) -> None:
        if "cancel" in wishes:
            raise CancelRequested
        if "stop" in wishes and not self.stopping:
            self.stopping = True
            self._heartbeat.say(RunStatus.STOPPING)
            self.emit(Notice(code="stopping"))
            raise StopRequested

    def _wait_while_paused(self) -> None:
        self.emit(Notice(code="paused"))
        self._heartbeat.say(RunStatus.PAUSED)
        while "pause" in (wishes := self.folder.requests()):
            self._raise_wishes(wishes)
            time.sleep(_PAUSE_POLL_SECONDS)
        self._heartbeat.say(RunStatus.RUNNING)
        self.emit(Notice(code="resumed"))
