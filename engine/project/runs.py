"""Starting, resuming, discarding runs, and taking in the models they made."""

import contextlib
import datetime
import secrets
import shutil
import time
from pathlib import Path

from engine.project.places import own_folder
from engine.project.rows import ModelRow, RunRow
from engine.project.store import Store
from engine.protocol.errors import SaegimError, full_disk_in_words
from engine.protocol.run_folder import ACTIVE, VERBS, RunFolder, RunStatus
from engine.protocol.specs import DatasetManifest, JobSpec, Recipe
from engine.system.disk import is_full
from engine.system.process import engine_command, escalate, launch_detached
from engine.system.text import plain_name
from engine.tasks.architectures import find_architecture
from engine.tasks.cards import is_sound_card
from engine.tasks.table import find_task

LATEST = "latest"
"""What the newest model is called instead of its run."""

_LOCK_SECONDS = 2.0
_RESUMABLE = frozenset({RunStatus.INTERRUPTED, RunStatus.FAILED, RunStatus.QUEUED})


def start_run(
    store: Store,
    recipe: Recipe,
    *,
    weights_path: Path,
    name: str | None = None,
    seed: int = 0,
    device: str = "auto",
) -> RunFolder:
    """Freeze the data set, write the run's folder, and start its process, which outlives this one.

    Args:
        store: The project.
        recipe: How to train.
        weights_path: Verified pretrained weights.
        name: What the run is called; by default its architecture and a number.
        seed: For everything random.
        device: ``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.

    Raises:
        SaegimError: ``unknown_task``, ``unknown_architecture``, ``nothing_reviewed``, ``no_marks``,
            ``no_training_images``, ``one_class``, ``no_validation_images``. ``no_room`` on a full
            disk; nothing is left of the run then.
    """
    task, architecture = find_task(recipe.task), find_architecture(recipe.architecture)
    manifest = store.datasets.freeze(task)
    task.check(manifest)
    created = datetime.datetime.now(datetime.UTC)
    spec = JobSpec(
        # Sorted by time in any file manager; the rest keeps two starts in one second apart.
        run_id=f"{created:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}",
        name=plain_name(name or "") or f"{architecture.title} {len(store.runs.rows()) + 1}",
        created_at=created.isoformat(timespec="seconds"),
        recipe=recipe,
        dataset_version_id=manifest.version_id,
        weights_path=str(weights_path.absolute()),
        seed=seed,
        device=device,
    )
    with full_disk_in_words(store.files_dir):
        folder = _create_whole(_runs_dir(store) / spec.run_id, spec, manifest)
    store.runs.add(
        RunRow(spec.run_id, spec.name, recipe.task, manifest.version_id, spec.created_at)
    )
    _launch(folder)
    return folder


def resume_run(store: Store, folder: RunFolder) -> None:
    """Let a run go on: a paused one in its process, an interrupted or failed one in a new process.

    Its data set is looked for where the project is now.

    Raises:
        SaegimError: ``run_active`` if it is going anyway, ``run_ended`` if there is nothing to do,
            ``link_in_project``, ``not_a_run``, ``pictures_outside``; ``no_room`` on a full disk.
    """
    if folder.is_requested("pause") and folder.is_worked_on():
        folder.withdraw("pause")
        return
    status = folder.status()
    if folder.is_worked_on() or folder.process() is not None:
        raise SaegimError("run_active", run=folder.id)
    if status not in _RESUMABLE:
        raise SaegimError("run_ended", run=folder.id)
    folder.refuse_links()
    store.datasets.check_places(folder.manifest())
    for verb in VERBS:
        folder.withdraw(verb)
    if is_full(folder.path):
        raise SaegimError("no_room", "machine", folder=folder.path)
    with full_disk_in_words(folder.path):
        folder.move_data(store.root)
        _launch(folder)


def discard_run(store: Store, run_id: str) -> None:
    """End a run if it is going, and remove it with its folder. Blocks up to 12 seconds.

    Raises:
        SaegimError: ``run_unknown``; ``run_active`` if its process cannot be ended from here.
        OSError: The folder cannot be removed; the run stays in the project.
    """
    folder = find_run(store, run_id)
    if (process := folder.process()) is not None:
        escalate(process.pid, process.started, ask=lambda: folder.request("cancel"))
        _wait_for_lock(folder)
    if folder.is_worked_on():
        raise SaegimError("run_active", run=folder.id)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder.path)
    store.runs.remove(run_id)


def adopt_finished(store: Store) -> list[ModelRow]:
    """Register the models of runs that ended since the last time; those rows are returned.

    A run that failed has the best model so far, and a better one when it went on.
    """
    known = {model.run_id: model.card for model in store.models.rows()}
    adopted: set[str] = set()
    for row in store.runs.rows():
        folder = _folder_of(store, row.id)
        if folder.status() in ACTIVE | {RunStatus.CANCELLED}:
            continue
        card = folder.model_card()
        if card is not None and card != known.get(row.id) and is_sound_card(card):
            path = folder.card_path.relative_to(store.files_dir).as_posix()
            store.models.add(row.id, path, card)
            adopted.add(row.id)
    return [model for model in store.models.rows() if model.run_id in adopted]


def find_run(store: Store, run_id: str) -> RunFolder:
    """The folder of a run of the project, by its id or the beginning of it, or by its name.

    Raises:
        SaegimError: ``run_unknown``.
    """
    rows = store.runs.rows()
    exact = [row for row in rows if run_id in (row.id, row.name)]
    found = exact or [row for row in rows if run_id and row.id.startswith(run_id)]
    if len(found) != 1:
        raise SaegimError("run_unknown", run=run_id)
    return _folder_of(store, found[0].id)


def find_model(store: Store, run: str = LATEST) -> ModelRow:
    """Find a model of the project.

    Args:
        store: The project.
        run: The model's number, its run as for ``find_run``, or ``latest``.

    Raises:
        SaegimError: ``no_trained_model`` if there is none at all; ``run_unknown``;
            ``model_unknown`` if that run has none.
    """
    models = store.models.rows()
    if not models:
        raise SaegimError("no_trained_model")
    if run == LATEST:
        return max(models, key=lambda model: model.id)
    numbered = [model for model in models if str(model.id) == run]
    run_id = numbered[0].run_id if numbered else find_run(store, run).id
    for model in models:
        if model.run_id == run_id:
            return model
    raise SaegimError("model_unknown", model=run)


def card_path(store: Store, model: ModelRow) -> Path:
    """Return where a model's card is; the weights lie beside it.

    Raises:
        SaegimError: ``link_in_project`` if a link leads there.
    """
    own_folder(store.files_dir, "runs", model.run_id, "model")
    return _folder_of(store, model.run_id).card_path


def _folder_of(store: Store, run_id: str) -> RunFolder:
    return RunFolder(own_folder(store.files_dir, "runs", run_id))


def _runs_dir(store: Store) -> Path:
    return own_folder(store.files_dir, "runs")


def _create_whole(path: Path, spec: JobSpec, manifest: DatasetManifest) -> RunFolder:
    try:
        return RunFolder.create(path, spec, manifest)
    except OSError:
        shutil.rmtree(path, ignore_errors=True)
        raise


def _wait_for_lock(folder: RunFolder) -> None:
    """Wait until the lock of a run is free, whose process has just ended.

    It counts as ended when its first thread has; the others hold the lock for an instant more.
    """
    end = time.monotonic() + _LOCK_SECONDS
    while folder.is_worked_on() and time.monotonic() < end:
        time.sleep(0.05)


def _launch(folder: RunFolder) -> None:
    path = folder.path.absolute()
    pid = launch_detached([*engine_command(), "run", str(path)], path / "log.txt")
    folder.note_launch(pid)
