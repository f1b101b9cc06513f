"""One attempt at a run, from its folder: what the process started for it does."""

import contextlib
import os
import pkgutil
import traceback
from pathlib import Path

from engine.protocol.errors import SaegimError, full_disk_in_words
from engine.protocol.events import RunCancelled, RunFailed
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventWriter
from engine.system.files import sweep
from engine.system.locks import FolderLock
from engine.system.process import lower_priority
from engine.training.context import CancelRequested, RunContext
from engine.training.heartbeat import Heartbeat


def execute(folder: RunFolder) -> RunStatus:
    """Do what a run folder says, or go on with it, and leave the outcome in the folder.

    Returns:
        How it ended: done, stopped, cancelled or failed.

    Raises:
        SaegimError: ``not_a_run``, ``link_in_project``, ``no_room``; ``run_active`` if another
            process works on it.
    """
    folder.spec()
    folder.refuse_links()
    lock = FolderLock(folder.path)
    if not lock.take():
        raise SaegimError("run_active", run=folder.id)
    try:
        return _execute(folder)
    finally:
        lock.free()


def _execute(folder: RunFolder) -> RunStatus:
    with full_disk_in_words(folder.path):
        sweep(folder.path)
        lower_priority()
        events = EventWriter(folder.events_path)
        room = _Room(folder.path / "room.bin")
        # Before torch is imported, which takes seconds: the window sees at once that the run lives.
        with Heartbeat(folder) as heartbeat:
            status = _attempt(folder, events, heartbeat, room)
        room.give_back()
        events.close()
        heartbeat.say(status)
    return status


class _Room:
    """A little of the disk, kept so that a run can still say on a full one that it is full."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with contextlib.suppress(OSError):
            # Zeros would take no room on some disks.
            path.write_bytes(os.urandom(1 << 16))

    def give_back(self) -> None:
        self._path.unlink(missing_ok=True)


def _attempt(
    folder: RunFolder, events: EventWriter, heartbeat: Heartbeat, room: _Room
) -> RunStatus:
    try:
        return _fit(folder, events, heartbeat)
    except CancelRequested:
        events.write(RunCancelled())
        return RunStatus.CANCELLED
    except Exception as error:
        # Whatever a library raises ends here, with all of it in the log.
        failure = _failure_of(error, folder)
        room.give_back()
        with contextlib.suppress(OSError):
            traceback.print_exc()
        events.write(failure)
        return RunStatus.FAILED


def _fit(folder: RunFolder, events: EventWriter, heartbeat: Heartbeat) -> RunStatus:
    from engine.tasks.table import find_task
    from engine.training.devices import resolve_device, use_threads

    use_threads()
    spec = folder.spec()
    run = RunContext(folder, resolve_device(spec.device), events, heartbeat)
    pkgutil.resolve_name(find_task(spec.recipe.task).trainer)(run)
    return RunStatus.STOPPED if run.stopping else RunStatus.DONE


def _failure_of(error: Exception, folder: RunFolder) -> RunFailed:
    from engine.training.failures import failure_of

    return failure_of(error, folder.path)
