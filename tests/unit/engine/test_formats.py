"""Every row of the table of formats, from the command line and in mixed projects."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.formats.annotations import contents_of, export_annotations, formats_of
from engine.formats.table import FORMATS
from engine.geometry.types import WholeImage
from engine.project.rows import FINISHED, ImageState, NewAnnotation
from engine.project.store import Store
from engine.tasks.table import TASKS
from tests.helpers.labelled import BOX, LINE, POLYGON, TURNED, make_labelled, ring_mask

ROOT = Path(__file__).parents[3]


def saegim(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def mixed(tmp_path):
    """A project with an object and two labels on its first image, and a label on its third."""
    store = make_labelled(tmp_path, POLYGON)
    store.image_labels.set_mode("any")
    for name in ("park", "street"):
        store.classes.add(name, "whole_image")
    park, street = (row.id for row in store.classes.rows()[2:])
    for label in (park, street):
        store.image_labels.toggle(store.images.ids()[0], label)
    yield store
    store.close()


def with_all_formats(mixed: Store) -> Store:
    """One label for each image, so that classification fits as well."""
    first = mixed.images.ids()[0]
    mixed.image_labels.set(first, mixed.classes.rows()[2].id)
    mixed.image_labels.set_mode("one")
    return mixed


def test_names_and_endings_differ_and_tasks_name_rows():
    assert (
        len({row.name for row in FORMATS}) == len({row.ending for row in FORMATS}) == len(FORMATS)
    )
    rows = {row.name: row for row in FORMATS}
    assert all(rows[task.usual_format].holds & task.learns_from for task in TASKS)


def test_the_formats_follow_from_the_classes(tmp_path):
    store = Store.create(tmp_path / "p.saegim")
    store.classes.add("tree", "box")
    assert [row.name for row in formats_of(store)] == ["coco", "yolo"]
    store.classes.add("car", "polygon")
    assert {row.name for row in formats_of(store)} == {"coco", "yolo", "yolo-segment", "masks"}
    store.close()


def test_a_project_that_nothing_learns_from_still_has_formats(tmp_path):
    store = Store.create(tmp_path / "p.saegim")
    store.classes.add("road", "polyline")
    assert formats_of(store)
    store.close()


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_each_format_is_written_by_the_command_line(mixed, tmp_path, row):
    store = with_all_formats(mixed)
    out = tmp_path / ("out" + row.ending)
    arguments = ["annotations", "--project", store.path, "--format", row.name, "--out", out]
    done = saegim("export", *arguments)
    assert done.returncode == 0, done.stderr
    assert "2 images, 1 annotations" in done.stdout
    assert "1 annotations left out" in done.stdout
    assert out.is_dir() == row.is_folder


def test_the_help_says_what_each_format_is():
    said = " ".join(saegim("export", "annotations", "--help").stdout.replace("│", " ").split())
    for row in FORMATS:
        assert f"{row.name}: {row.sentence[:12]}" in said


def test_an_unknown_format_is_refused_in_one_sentence(mixed, tmp_path):
    arguments = ["--project", mixed.path, "--format", "../x", "--out", tmp_path / "out"]
    done = saegim("export", "annotations", *arguments)
    assert done.returncode == 2
    assert "only as: coco" in done.stderr
    assert not (tmp_path / "out").exists()


def test_classes_of_whole_images_are_no_categories_of_objects(mixed, tmp_path):
    export_annotations(mixed, "coco", tmp_path / "a.json")
    file = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [category["name"] for category in file["categories"]] == ['나무 "a": b', "bus"]
    assert len(file["annotations"]) == 1
    outcome = export_annotations(mixed, "yolo", tmp_path / "yolo")
    assert (outcome.annotations, outcome.left_out) == (1, 2)
    assert "park" not in (tmp_path / "yolo" / "data.yaml").read_text(encoding="utf-8")


def test_an_image_in_work_with_nothing_for_the_format_is_not_taken_for_empty(mixed, tmp_path):
    third, fourth = mixed.images.ids()[2:]
    park = mixed.classes.rows()[2].id
    mixed.annotations.add([NewAnnotation(fourth, park, WholeImage())])
    outcome = export_annotations(mixed, "coco", tmp_path / "a.json", in_work=True)
    names = [i["id"] for i in json.loads((tmp_path / "a.json").read_text())["images"]]
    assert outcome.images == 3
    assert third in names
    assert fourth not in names


def test_several_labels_of_an_image_are_several_rows(mixed, tmp_path, monkeypatch):
    offer_tables(monkeypatch)
    outcome = export_annotations(mixed, "csv", tmp_path / "labels.csv")
    with (tmp_path / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["image"], row["class"]) for row in csv.DictReader(file)]
    assert rows == [
        ("pictures/photo 0.jpg", "park"),
        ("pictures/photo 0.jpg", "street"),
        ("pictures/photo 1.jpg", ""),
    ]
    assert (outcome.images, outcome.annotations, outcome.left_out) == (2, 2, 1)


def offer_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offer tables also where no task learns from several labels of an image."""
    monkeypatch.setattr("engine.formats.annotations.formats_of", lambda _store: FORMATS)


def test_a_box_alone_has_no_outline_for_segmentation(tmp_path):
    store = make_labelled(tmp_path, POLYGON, BOX)
    outcome = export_annotations(store, "yolo-segment", tmp_path / "out")
    assert (outcome.annotations, outcome.left_out) == (1, 1)
    (labels,) = (tmp_path / "out" / "labels").glob("*/photo 0.txt")
    (line,) = labels.read_text().splitlines()
    assert len(line.split()) == 1 + 2 * len(POLYGON.points)
    store.close()


ROWS = {row.name: row for row in FORMATS}


def test_annotations_are_counted_by_kind_and_state(mixed):
    counts = mixed.annotations.kind_counts
    assert counts(FINISHED) == {"polygon": 1, "whole_image": 2}
    assert counts((ImageState.IN_WORK,)) == {"box": 1}
    assert counts(()) == {}


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_what_a_format_leaves_out_is_known_before(tmp_path, row):
    store = make_labelled(tmp_path, POLYGON, BOX, LINE, TURNED, ring_mask())
    park = store.classes.add("park", "whole_image").added.classes
    store.image_labels.set(store.images.ids()[0], *park)
    losses = row.losses(store.annotations.kind_counts(FINISHED))
    outcome = export_annotations(store, row.name, tmp_path / f"out{row.ending}")
    assert sum(losses.left_out.values()) == outcome.left_out
    store.close()


@pytest.mark.parametrize(
    ("name", "left_out"), [("coco", {}), ("yolo", {"attributes": 2, "notes": 1, "tags": 3})]
)
def test_descriptions_without_a_place_are_told_before(tmp_path, name, left_out):
    store = make_labelled(tmp_path, POLYGON, POLYGON)
    first, second, third, _ = store.images.ids()
    ids = [row.id for row in store.annotations.of_image(first)]
    waiting = [row.id for row in store.annotations.of_image(third)]
    store.annotations.set_attributes([*ids, *waiting], {"occluded": True})
    store.annotations.set_note(ids[:1], "look again")
    store.tags.add([first, second], ["night"])
    store.tags.add([first], ["rain"])
    store.images.set_state([first], ImageState.REVIEWED)
    assert ROWS[name].losses(contents_of(store, FINISHED)).left_out == left_out
    store.close()


def test_outlines_are_boxes_for_yolo_as_soon_as_one_object_is_a_box():
    assert ROWS["yolo"].losses({"polygon": 23, "mask": 2}).as_boxes == {}
    mixed = ROWS["yolo"].losses({"box": 1, "polygon": 23, "mask": 2})
    assert mixed.as_boxes == {"polygon": 23, "mask": 2}
    assert ROWS["coco"].losses({"box": 1, "polygon": 23, "mask": 2}).as_boxes == {}


def test_the_command_line_says_what_is_exported_as_boxes(tmp_path):
    store = make_labelled(tmp_path, POLYGON, BOX)
    store.close()
    arguments = ["--project", store.path, "--format", "yolo", "--out", tmp_path / "out"]
    done = saegim("export", "annotations", *arguments)
    assert done.returncode == 0, done.stderr
    assert "Only as boxes: outlines (1)." in done.stderr


def test_a_task_says_what_it_does_not_learn():
    counts = {"box": 3, "polygon": 2, "whole_image": 4}
    of_task = {task.name: task.losses(counts) for task in TASKS}
    assert of_task["detect"].as_boxes == {"polygon": 2}
    assert of_task["detect"].left_out == {"whole_image": 4}
    assert of_task["instance"].left_out == {"box": 3, "whole_image": 4}
    assert of_task["classify"].left_out == {"box": 3, "polygon": 2}
