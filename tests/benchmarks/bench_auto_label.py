"""Times auto-labelling beside Ultralytics' own prediction of the same pictures with the same model.

    python -m tests.benchmarks.bench_auto_label [PICTURES] [ROUNDS]

Ours reads, predicts and writes suggestions into a project; ``YOLO.predict(stream=True, batch=8)``
only predicts. Both compute on the same cores; they take turns, so that a busy machine is busy for
both. A row more shows Ultralytics with the threads it chooses itself.
"""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from engine.architectures.yolo import load_yolo
from engine.catalogue import path_of
from engine.inference.prediction import BATCH_SIZE, predictions
from engine.inference.predictor import load
from engine.project.autolabel import AutolabelBatch
from engine.project.runs import find_model
from engine.project.store import Store
from engine.system.process import compute_threads, engine_environment
from engine.training.ultralytics.checkpoint import write_weights
from tests.helpers.model_cards import write_card
from tests.helpers.real_pictures import street_photo
from tests.helpers.trained import trained_store

PICTURES, ROUNDS = 96, 5
SIDE = 640
LOWEST_SCORE = 0.05


def main(pictures: int, rounds: int) -> None:
    """Print images per second of each, and the ratio."""
    from ultralytics.utils import NUM_THREADS

    with tempfile.TemporaryDirectory() as place:
        photos = _photos(Path(place) / "photos", pictures)
        with contextlib.closing(trained_store(Path(place), "detect")) as store:
            store.images.add(photos)
            card = _give_weights(store)
            weights = card.parent / "weights.pt"
            ways = {
                "Saegim, into a project": lambda: _auto_label(store),
                "Ultralytics, as many threads": lambda: _ultralytics(
                    weights, photos, compute_threads()
                ),
                "Ultralytics, its own threads": lambda: _ultralytics(weights, photos, NUM_THREADS),
            }
            seconds = {name: [] for name in ways}
            for _ in range(rounds + 1):
                for name, way in ways.items():
                    seconds[name].append(_timed(way))
    _print(pictures, {name: taken[1:] for name, taken in seconds.items()})


def _photos(folder: Path, count: int) -> list[Path]:
    """Street photos, each another part of one of two."""
    folder.mkdir()
    sources = [Image.open(street_photo(name)) for name in ("bus", "zidane")]
    for number in range(count):
        photo = sources[number % 2]
        # No two are alike: what has the same content is predicted once.
        left, top = number % 50, number // 50
        part = photo.crop((left, top, photo.width - 50 + left, photo.height - 50 + top))
        part.save(folder / f"{number:04}.jpg", quality=90)
    return sorted(folder.iterdir())


def _give_weights(store: Store) -> Path:
    """Replace the model's weights by those of a pretrained network, in the form a run leaves."""
    from ultralytics.nn.tasks import DetectionModel

    pretrained: Any = load_yolo(path_of("yolo26n"))
    description: Any = {**pretrained.yaml, "end2end": False}
    network = DetectionModel(description, verbose=False)
    network.load(pretrained, verbose=False)
    network.names = pretrained.names
    card = AutolabelBatch(store, find_model(store)).card
    ids = [
        i
        for name in network.names.values()
        for i in store.classes.add(f"COCO {name}", "box").added.classes
    ]
    weights = card.parent / "weights.pt"
    write_weights(weights, network, {"task": "detect", "imgsz": SIDE})
    return write_card(card.parent, weights, "detect", "yolo26n", ids, SIDE)


def _auto_label(store: Store) -> None:
    batch = AutolabelBatch(store, find_model(store), again=True)
    for image, found in predictions(load(batch.card, "cpu"), batch.references, LOWEST_SCORE):
        batch.take(image.key, found)
        if batch.is_due:
            batch.write()
    batch.write()


def _ultralytics(weights: Path, photos: list[Path], threads: int) -> None:
    from ultralytics import YOLO
    from ultralytics.utils import torch_utils

    # It sets so many whenever it chooses the processor.
    setattr(torch_utils, "NUM_THREADS", threads)  # noqa: B010  it is not exported
    model: Any = YOLO(str(weights))
    options = {"stream": True, "batch": BATCH_SIZE, "imgsz": SIDE, "conf": LOWEST_SCORE}
    for _ in model.predict([str(p) for p in photos], device="cpu", verbose=False, **options):
        pass


def _timed(way: Callable[[], None]) -> float:
    torch.set_num_threads(compute_threads())
    began = time.monotonic()
    way()
    return time.monotonic() - began


def _print(pictures: int, seconds: dict[str, list[float]]) -> None:
    ours = statistics.median(next(iter(seconds.values())))
    print(f"{pictures} photos at {SIDE} px, medians; load the model, read, predict:")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:32}{pictures / median:7.1f} images/s{median / ours:9.2f} x Saegim's time")


if __name__ == "__main__":
    # Threads that wait without spinning, for both: set before torch begins.
    if (environment := engine_environment()) != dict(os.environ):
        module = [sys.executable, "-m", "tests.benchmarks.bench_auto_label", *sys.argv[1:]]
        sys.exit(subprocess.run(module, env=environment, check=False).returncode)
    main(*(int(argument) for argument in [*sys.argv[1:], PICTURES, ROUNDS][:2]))
