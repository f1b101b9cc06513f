"""A project with real pictures, boxes on them, and runs in its folder."""

from pathlib import Path

import msgspec
from PIL import Image

from engine.geometry.types import Box
from engine.project.rows import ImageState, NewAnnotation, RunRow
from engine.project.store import Store
from engine.protocol.events import ValidationImages
from engine.protocol.requests import Detection
from engine.protocol.run_folder import RunFolder, RunProcess, RunStatus
from engine.protocol.specs import DatasetManifest, ModelCard
from engine.protocol.stream import EventWriter
from engine.protocol.validation_images import ImagePrediction, ImagePredictions
from engine.tasks.detect import DETECT
from tests.helpers.recorded_run import GONE, recorded_run


def make_project(folder: Path, images: int = 10) -> Store:
    """A detection project with this many reviewed images and one that is new."""
    pictures = []
    for number in range(images + 1):
        path = folder / "pictures" / f"photo{number:03}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (320, 240), (40 + 10 * (number % 20), 120, 90)).save(path)
        pictures.append(path)
    store = Store.create(folder / "trees.saegim")
    store.images.add(pictures)
    store.classes.add("tree", "box")
    store.classes.add("cracked branch", "box")
    tree, branch = [row.id for row in store.classes.rows()]
    finished = store.images.ids()[:images]
    items = [
        NewAnnotation(i, tree, Box(20.0 + 60 * n, 30, 70.0 + 60 * n, 120))
        for i in finished
        for n in range(4)
    ]
    items += [NewAnnotation(i, branch, Box(100, 140, 150, 200)) for i in finished[:3]]
    store.annotations.add(items)
    store.images.set_state(finished, ImageState.REVIEWED)
    return store


def add_run(
    store: Store,
    name: str,
    *,
    epochs: int = 10,
    status: RunStatus = RunStatus.DONE,
    process: RunProcess = GONE,
    with_model: bool = False,
) -> RunFolder:
    """A recorded run that the project knows."""
    run_id = name.lower().replace(" ", "-")
    data = store.datasets.freeze(DETECT)
    folder = recorded_run(
        store.files_dir / "runs" / run_id,
        epochs=epochs,
        status=status,
        process=process,
        name=name,
        data=data,
    )
    created = f"2026-11-22T1{len(store.runs.rows())}:00:00Z"
    store.runs.add(RunRow(run_id, name, "detect", data.version_id, created))
    if with_model:
        write_card(folder, data)
        write_pictures(folder, data)
    return folder


def write_card(folder: RunFolder, data: DatasetManifest) -> None:
    card = ModelCard(
        run_id=folder.id,
        task="detect",
        architecture="yolo26n",
        classes=data.classes,
        image_size=640,
        metrics={"mAP50": 0.476, "mAP50-95": 0.214},
        score_threshold=0.31,
        file="model.pt",
        sha256="0" * 64,
        created_at="2026-11-22T11:00:00Z",
    )
    folder.card_path.write_bytes(msgspec.json.encode(card))


def write_pictures(folder: RunFolder, data: DatasetManifest) -> None:
    class_id = data.classes[0].id
    pictures = tuple(
        ImagePrediction(
            image.id,
            0.5,
            (
                Detection(class_id, Box(24, 34, 72, 118), 0.9),
                Detection(class_id, Box(200, 100, 260, 180), 0.4),
                Detection(class_id, Box(5, 5, 20, 20), 0.1),
            ),
        )
        for image in data.of_split("val")
    )
    content = msgspec.json.encode(ImagePredictions(9, pictures))
    (folder.path / "pictures.json").write_bytes(content)
    writer = EventWriter(folder.events_path)
    writer.write(ValidationImages(9, "pictures.json"))
    writer.close()
