"""What is compared: ways of training one network on one data set, each in a process of its own."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import psutil

from engine.protocol.requests import Detection
from engine.protocol.specs import DatasetManifest, JobSpec, ManifestImage, Recipe

SIDE = 384
LOWEST_SCORE = 0.01
FROZEN_SHARE = 0.4
"""Of the epochs, in the arm that shows what a long frozen phase does."""


class Job(msgspec.Struct, frozen=True):
    """One training: a key of ``ARMS`` on a key of ``DATA_SETS``."""

    data: str
    labelled: int
    epochs: int | None
    """None: as many as our default recipe has."""
    arm: str
    seed: int


class Outcome(msgspec.Struct, frozen=True):
    """What a training gave."""

    job: Job
    epochs: int
    precision: float
    """Average precision at IoU 0.5 on the test images (pycocotools), mean over the classes."""
    f1: float
    """F1 at IoU 0.5 on the test images, from the threshold that was found on validation."""
    best_f1: float
    """The same from the threshold that is best there."""
    found: float
    """Predictions from the threshold, for each true object."""
    cpu_seconds: float
    seconds: float


class Trained(NamedTuple):
    """A model of an arm."""

    predict: Callable[[Path], tuple[Detection, ...]]
    threshold: float | None
    """None: to be found on the validation images."""


def default(recipe: Recipe) -> Recipe:
    """The recipe that the program offers."""
    return recipe


def never_frozen(recipe: Recipe) -> Recipe:
    """The default with the whole network trained from the start."""
    return _with_head_epochs(recipe, 0)


def long_frozen(recipe: Recipe) -> Recipe:
    """The default with the backbone frozen for the first two fifths."""
    return _with_head_epochs(recipe, round(recipe.epochs * FROZEN_SHARE))


def stock(recipe: Recipe) -> dict[str, Any]:
    """Ultralytics' defaults."""
    del recipe
    return {}


def stock_few(recipe: Recipe) -> dict[str, Any]:
    """The best settings of Ultralytics that were found for few pictures, with our batch."""
    batch = {"batch": recipe.batch_size, "nbs": recipe.batch_size}
    return {**batch, "optimizer": "AdamW", "lr0": 1e-3, "warmup_epochs": 1}


OURS = {
    "Saegim": default,
    "Saegim, never frozen": never_frozen,
    "Saegim, 2/5 frozen": long_frozen,
}
STOCK = {"Ultralytics": stock, "Ultralytics, AdamW": stock_few}
ARMS = {**OURS, **STOCK}


def _with_head_epochs(recipe: Recipe, epochs: int) -> Recipe:
    head, whole = recipe.phases
    phases = (
        msgspec.structs.replace(head, epochs=epochs),
        msgspec.structs.replace(whole, epochs=recipe.epochs - epochs),
    )
    return msgspec.structs.replace(recipe, phases=tuple(p for p in phases if p.epochs))


def recipe_for(manifest: DatasetManifest, epochs: int | None) -> Recipe:
    """The default recipe, in the size of the comparison."""
    from engine.tasks.figures import figures_of
    from engine.tasks.recipes import suggest_recipe
    from engine.tasks.table import find_task

    figures = figures_of(manifest)
    recipe = suggest_recipe(figures, find_task("detect"), epochs=epochs).recipe
    return msgspec.structs.replace(recipe, image_size=SIDE)


def run_ours(job: Job, recipe: Recipe, manifest: DatasetManifest, folder: Path) -> Trained:
    """Train with the engine, as the program does."""
    from engine.catalogue import path_of
    from engine.inference.predictor import load
    from engine.protocol.run_folder import RunFolder
    from engine.training.executor import execute

    changed = OURS[job.arm](recipe)
    weights = str(path_of(recipe.weights))
    spec = JobSpec("run", "run", "2026-01-01T00:00:00+00:00", changed, 1, weights, job.seed, "cpu")
    run = RunFolder.create(folder / "run", spec, manifest)
    execute(run)
    if (card := run.model_card()) is None:
        raise RuntimeError(run.events_path.read_text())
    predictor = load(run.card_path)

    def predict(path: Path) -> tuple[Detection, ...]:
        return predictor.predict([predictor.view(path)], LOWEST_SCORE)[0]

    return Trained(predict, card.score_threshold)


def run_stock(job: Job, recipe: Recipe, manifest: DatasetManifest, folder: Path) -> Trained:
    """Train with Ultralytics, as its command line does."""
    from ultralytics import YOLO

    from engine.catalogue import path_of

    settings = {
        "data": str(_yolo_data(manifest, folder / "data")),
        "epochs": recipe.epochs,
        "imgsz": SIDE,
        "seed": job.seed,
        "device": "cpu",
        "workers": 0,
        "plots": False,
        "verbose": False,
        "project": str(folder / "out"),
    }
    YOLO(str(path_of(recipe.weights))).train(**settings, **STOCK[job.arm](recipe))
    model: Any = YOLO(str(next((folder / "out").rglob("best.pt"))))

    def predict(path: Path) -> tuple[Detection, ...]:
        boxes = model.predict(str(path), imgsz=SIDE, conf=LOWEST_SCORE, verbose=False)[0].boxes
        rows = zip(boxes.cls.tolist(), boxes.xyxy.tolist(), boxes.conf.tolist(), strict=True)
        return tuple(
            Detection(manifest.classes[int(index)].id, _box(corners), score)
            for index, corners, score in rows
        )

    return Trained(predict, None)


def _box(corners: list[float]) -> Any:
    from engine.geometry.types import Box

    return Box(*corners)


def _yolo_data(manifest: DatasetManifest, folder: Path) -> Path:
    for split in ("train", "val"):
        for kind in ("images", "labels"):
            (folder / kind / split).mkdir(parents=True)
        for image in manifest.of_split(split):
            name = f"{image.id}{Path(image.path).suffix}"
            shutil.copy(Path(manifest.root) / image.path, folder / "images" / split / name)
            labels = (folder / "labels" / split / name).with_suffix(".txt")
            labels.write_text("\n".join(_yolo_lines(image, manifest)))
    names = "".join(f"  {n}: {c.name}\n" for n, c in enumerate(manifest.classes))
    description = folder / "data.yaml"
    description.write_text(f"path: {folder}\ntrain: images/train\nval: images/val\nnames:\n{names}")
    return description


def _yolo_lines(image: ManifestImage, manifest: DatasetManifest) -> list[str]:
    from tests.benchmarks.bench_recipe_measures import corners_of

    lines: list[str] = []
    for index, (left, top, right, bottom) in corners_of(image, manifest):
        x, y = (left + right) / 2 / image.width, (top + bottom) / 2 / image.height
        lines.append(
            f"{index} {x} {y} {(right - left) / image.width} {(bottom - top) / image.height}"
        )
    return lines


def carry_out(job: Job) -> Outcome:
    """Train once, and measure the model on the test images."""
    from tests.benchmarks.bench_recipe_data import DATA_SETS
    from tests.benchmarks.bench_recipe_measures import measures

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "pictures").mkdir()
        manifest = DATA_SETS[job.data](folder / "pictures", job.labelled, job.seed)
        recipe = recipe_for(manifest, job.epochs)
        cpu, clock = time.process_time(), time.monotonic()
        trained = (run_ours if job.arm in OURS else run_stock)(job, recipe, manifest, folder)
        taken = time.process_time() - cpu, time.monotonic() - clock
        measured = measures(trained, manifest)
    return Outcome(job, recipe.epochs, *measured, *taken)


def main(core: int, job: Job) -> None:
    """Carry out a job on one core, and print its outcome as the last line."""
    process = psutil.Process()
    if hasattr(process, "cpu_affinity"):
        process.cpu_affinity([core])
    print("\n" + msgspec.json.encode(carry_out(job)).decode())


if __name__ == "__main__":
    from engine.system.process import engine_environment

    # As many threads as cores may be used, before torch begins.
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ.update(engine_environment())
    main(int(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Job))
