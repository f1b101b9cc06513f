"""A trained model labels what nobody has reviewed, in one step that can be taken back."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from engine.cli import app
from engine.geometry.types import Box
from engine.images import UnreadableImage
from engine.inference.prediction import Check, go_on, predictions
from engine.project.autolabel import AutolabelBatch
from engine.project.rows import ImageState, NewSuggestion
from engine.project.runs import find_model
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection, Failure
from engine.protocol.specs import ValueRange
from tests.helpers.model_cards import brightness_classifier
from tests.helpers.stores import add_model, make_store, new_box, review, snapshot


class FakePredictor:
    """Finds a box of the first class and one of a class that is not in the project."""

    def __init__(self, class_id: int) -> None:
        self.class_id = class_id
        self.seen: list[str] = []

    def view(self, path: Path, value_range: ValueRange | None = None) -> Path:
        self.seen.append(path.name)
        if path.name == "photo 3.jpg":
            raise UnreadableImage("picture_unreadable", path=path)
        return path

    def predict(
        self, views: Sequence[Path], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        box = Box(10, 10, 31, 30)
        return [(Detection(self.class_id, box, 0.8), Detection(999, box, 0.7)) for _ in views]


@pytest.fixture
def store(tmp_path: Path):
    store = make_store(tmp_path, images=5)
    review(store, store.images.ids()[:1], store.classes.rows()[0].id)
    add_model(store)
    yield store
    store.close()


def run(store: Store, **options: bool):
    predictor = FakePredictor(store.classes.rows()[0].id)
    model = find_model(store, "latest")
    batch = AutolabelBatch(store, model, **options)
    for image, found in predictions(predictor, batch.references, 0.1):
        batch.take(image.key, found)
    return predictor, batch.write()[1]


def test_only_what_nobody_reviewed_gets_suggestions(store: Store):
    predictor, report = run(store)
    assert sorted(predictor.seen) == [f"photo {number}.jpg" for number in (1, 2, 3, 4)]
    assert (report.images, report.suggestions, report.without_class) == (3, 3, 3)
    assert report.failures == (Failure("picture_unreadable", {"path": "pictures/photo 3.jpg"}),)
    reviewed, labelled = store.images.rows(store.images.ids())[:2]
    assert store.suggestions.of_image(reviewed.id) == []
    assert labelled.state is ImageState.SUGGESTED
    (suggestion,) = store.suggestions.of_image(labelled.id)
    assert (suggestion.geometry, suggestion.score) == (Box(10, 10, 31, 30), 0.8)


def test_a_persons_work_is_never_doubled(store: Store):
    image = store.images.ids()[1]
    store.annotations.add([new_box(image, store.classes.rows()[0].id)])
    _, report = run(store)
    assert (report.suggestions, report.dropped) == (2, 1)
    assert store.suggestions.of_image(image) == []


def test_reviewed_images_are_looked_at_when_asked(store: Store):
    predictor, report = run(store, every_image=True)
    assert len(predictor.seen) == 5
    # It found the same box as the person.
    assert report.dropped == 1


def test_all_of_it_is_one_step(store: Store):
    before, steps = snapshot(store), len(store.history.steps())
    run(store)
    assert len(store.history.steps()) == steps + 1
    store.history.undo(store.history.steps()[-1].id)
    assert snapshot(store) == before


def test_an_image_that_cannot_be_read_keeps_its_suggestions(store: Store):
    damaged = store.images.ids()[3]
    tree = store.classes.rows()[0].id
    earlier = NewSuggestion(damaged, tree, Box(1, 1, 9, 9), 0.5)
    store.suggestions.add(store.models.rows()[0].id, [earlier], [damaged])
    run(store)
    assert [row.score for row in store.suggestions.of_image(damaged)] == [0.5]


def test_a_class_deleted_while_the_model_worked_costs_its_own_findings_only(store: Store):
    tree, bus = [row.id for row in store.classes.rows()]
    batch = AutolabelBatch(store, find_model(store, "latest"))
    box = Box(10, 10, 31, 30)
    for image in batch.references:
        batch.take(image.key, (Detection(tree, box, 0.8), Detection(bus, box, 0.7)))
    store.classes.delete(bus)
    changes, report = batch.write()
    assert (report.suggestions, report.without_class) == (4, 4)
    assert len(changes.added.suggestions) == 4


def test_what_was_reviewed_meanwhile_stays_as_it_is(store: Store):
    tree = store.classes.rows()[0].id
    reviewed = store.images.ids()[1]
    batch = AutolabelBatch(store, find_model(store))
    for image in batch.references:
        batch.take(image.key, (Detection(tree, Box(10, 10, 31, 30), 0.8),))
    review(store, [reviewed], tree)
    _, report = batch.write()
    assert (report.images, report.suggestions, report.finished) == (3, 3, 1)
    assert store.suggestions.of_image(reviewed) == []


def test_the_newest_model_is_the_latest(store: Store):
    newest = add_model(store, "run-2")
    assert find_model(store).id == newest
    assert find_model(store, "1").run_id == find_model(store, "run-1").run_id == "run-1"


def test_a_project_without_a_model_says_to_train_first(tmp_path: Path):
    store = make_store(tmp_path, images=1)
    with pytest.raises(SaegimError, match="train"):
        find_model(store, "latest")
    store.close()


def test_the_command_classifies_a_project(tmp_path: Path):
    store = make_store(tmp_path, images=0, task="classify")
    classes = [row.id for row in store.classes.rows()]
    for name, shade in (("night", 20), ("day", 235), ("labelled", 235)):
        Image.new("RGB", (80, 60), (shade, shade, shade)).save(tmp_path / f"{name}.png")
        store.images.add([tmp_path / f"{name}.png"])
    night, day, labelled = (row.id for row in images_by_name(store, "night", "day", "labelled"))
    store.image_labels.set(labelled, classes[0])
    add_model(store)
    brightness_classifier(store.files_dir / "runs/run-1/model", (classes[0], classes[1]))
    result = CliRunner().invoke(app, ["autolabel", "--project", str(store.path), "--json"])
    assert result.exception is None, result.output
    report = json.loads(result.stdout)
    assert (report["images"], report["suggestions"], report["dropped"]) == (2, 2, 0)
    assert [s.class_id for s in store.suggestions.of_image(night)] == [classes[0]]
    assert [s.class_id for s in store.suggestions.of_image(day)] == [classes[1]]
    assert store.suggestions.of_image(labelled) == []
    store.close()


def images_by_name(store: Store, *names: str):
    rows = {Path(row.path).stem: row for row in store.images.rows(store.images.ids())}
    return [rows[name] for name in names]
