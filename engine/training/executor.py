"""One attempt at a run, from its folder: what the process started for it does."""

import pkgutil
import traceback

from engine.protocol.errors import SaegimError
from engine.protocol.events import RunCancelled, RunFailed
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventWriter
from engine.system.process import lower_priority
from engine.training.context import CancelRequested, RunContext
from engine.training.heartbeat import Heartbeat


def execute(folder: RunFolder) -> RunStatus:
    """Do what a run folder says, or go on with it, and leave the outcome in the folder.

    Returns:
        How it ended: done, stopped, cancelled or failed.

    Raises:
        SaegimError: ``not_a_run``, ``run_active`` if another process works on it.
    """
    folder.spec()
    if folder.is_worked_on():
        raise SaegimError("run_active", run=folder.id)
    lower_priority()
    events = EventWriter(folder.events_path)
    # Before torch is imported, which takes seconds: the window sees at once that the run lives.
    with Heartbeat(folder) as heartbeat:
        status = _attempt(folder, events, heartbeat)
    events.close()
    heartbeat.say(status)
    return status


def _attempt(folder: RunFolder, events: EventWriter, heartbeat: Heartbeat) -> RunStatus:
    try:
        return _fit(folder, events, heartbeat)
    except CancelRequested:
        events.write(RunCancelled())
        return RunStatus.CANCELLED
    except Exception as error:
        # Whatever a library raises ends here, with all of it in the log.
        traceback.print_exc()
        events.write(_failure_of(error, folder))
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
