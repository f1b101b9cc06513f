"""Projects with a run that has left a model, without training one."""

from pathlib import Path

from engine.project.rows import RunRow
from engine.project.runs import adopt_finished
from engine.project.store import Store
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.specs import JobSpec, Phase, Recipe
from engine.tasks.table import find_task
from tests.helpers.model_cards import brightness_classifier, write_card
from tests.helpers.recorded_run import GONE
from tests.helpers.stores import make_store, review

RUN = "20260101-000000-abcd"
NAME = "첫 run"


def trained_store(folder: Path, task: str) -> Store:
    """A project of four reviewed images with one run, whose model is untrained but real."""
    store = make_store(folder, task=task)
    ids = store.images.ids()
    tree, bus = [row.id for row in store.classes.rows()]
    if task == "detect":
        review(store, ids, tree)
    else:
        for image in ids:
            store.image_labels.set(image, (tree, bus)[image % 2])
    run = _run_folder(store, task)
    if task == "detect":
        weights = _detector(run.model_dir / "weights.pt", ("tree", "bus"))
        write_card(run.model_dir, weights, task, "yolo26n", (tree, bus))
    else:
        brightness_classifier(run.model_dir, (tree, bus))
    run.write_state(GONE, RunStatus.DONE)
    adopt_finished(store)
    return store


def _run_folder(store: Store, task: str) -> RunFolder:
    manifest = store.datasets.freeze(find_task(task))
    architecture = "yolo26n" if task == "detect" else "mobilenet_v2"
    recipe = Recipe(task, architecture, architecture, 96, 4, (Phase("head only", "head", 1, 1e-3),))
    spec = JobSpec(
        run_id=RUN,
        name=NAME,
        created_at="2026-01-01T00:00:00+00:00",
        recipe=recipe,
        dataset_version_id=manifest.version_id,
        weights_path=str(store.root / "secret" / "weights.pt"),
    )
    store.runs.add(RunRow(RUN, NAME, task, manifest.version_id, spec.created_at))
    return RunFolder.create(store.files_dir / "runs" / RUN, spec, manifest)


def _detector(path: Path, names: tuple[str, ...]) -> Path:
    """An untrained YOLO26n, written as a run writes it."""
    from engine.architectures.yolo import quiet

    quiet()
    import torch
    from ultralytics.nn.tasks import DetectionModel

    from engine.training.ultralytics.checkpoint import write_weights

    torch.manual_seed(0)
    network = DetectionModel("yolo26n.yaml", nc=len(names), verbose=False)
    network.names = dict(enumerate(names))
    write_weights(path, network, {"task": "detect", "imgsz": 96})
    return path
