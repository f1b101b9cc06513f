"""A frozen data set may be a stranger's: it is looked at as the rows of a project are."""

from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder
from engine.tasks.detect import DETECT
from tests.helpers.recorded_run import job_spec
from tests.helpers.stores import make_store, review

HUGE_MASK = {"type": "mask", "height": 10**6, "width": 10**6, "counts": "0" * 9}
SMALL_MASK = {"type": "mask", "height": 4, "width": 4, "counts": "@0"}
BOX = {"type": "box", "left": 0.0, "top": 0.0, "right": 1e308, "bottom": 5.0}
ENDLESS = {"type": "polygon", "points": [[float(i % 100), float(i % 7)] for i in range(20_001)]}


@pytest.fixture
def store(tmp_path: Path):
    with closing(make_store(tmp_path)) as made:
        review(made, made.images.ids(), made.classes.rows()[0].id)
        yield made


def image_with(**changes: object) -> Any:
    def change(manifest: dict[str, Any]) -> None:
        manifest["images"][0].update(changes)

    return change


def geometry(given: dict[str, object]) -> Any:
    def change(manifest: dict[str, Any]) -> None:
        manifest["images"][0]["annotations"][0]["geometry"] = given

    return change


def other_class(manifest: dict[str, Any]) -> None:
    manifest["images"][0]["annotations"][0]["class_id"] = 999


def twice(manifest: dict[str, Any]) -> None:
    manifest["images"].append(manifest["images"][0])


CHANGES = {
    "a mask of a terapixel": geometry(HUGE_MASK),
    "a mask of another size": geometry(SMALL_MASK),
    "an endless box": geometry(BOX),
    "an endless outline": geometry(ENDLESS),
    "an enormous image": image_with(width=10**9),
    "a pixel less than one": image_with(height=0),
    "too many pixels": image_with(width=32_000, height=32_000),
    "a long path": image_with(path="x" * 5000),
    "a path with NUL": image_with(path="a\0b"),
    "an empty range": image_with(value_range={"low": 2.0, "high": 1.0}),
    "a class that is not there": other_class,
    "an image twice": twice,
}


def changed(store: Store, change: Any) -> bytes:
    manifest = msgspec.json.decode(msgspec.json.encode(store.datasets.freeze(DETECT)))
    change(manifest)
    return msgspec.json.encode(manifest)


@pytest.mark.parametrize("what", CHANGES)
def test_a_data_set_that_cannot_be_is_refused(store: Store, tmp_path: Path, what: str) -> None:
    content = changed(store, CHANGES[what])
    frozen = store.datasets.freeze(DETECT)
    folder = RunFolder.create(tmp_path / "run", job_spec(), frozen)
    assert folder.manifest() == frozen
    (folder.path / "dataset.json").write_bytes(content)
    with pytest.raises(SaegimError) as refused:
        folder.manifest()
    assert refused.value.code == "not_a_run"
    with store.writing() as connection:
        statement = text("UPDATE dataset_versions SET manifest = :content")
        connection.execute(statement, {"content": content.decode()})
    with pytest.raises(SaegimError) as refused:
        store.datasets.get(frozen.version_id)
    assert refused.value.code == "dataset_damaged"


def test_class_names_of_a_data_set_are_plain(store: Store, tmp_path: Path) -> None:
    def rename(manifest: dict[str, Any]) -> None:
        manifest["classes"][0] |= {"name": "a\n\u202egnp" + "x" * 10**6, "color": "<b>"}

    folder = RunFolder.create(tmp_path / "run", job_spec(), store.datasets.freeze(DETECT))
    (folder.path / "dataset.json").write_bytes(changed(store, rename))
    shown = folder.manifest().classes[0]
    assert shown.name.startswith("a gnpx")
    assert len(shown.name) <= 200
    assert shown.color == "#888888"


def test_a_data_set_that_could_not_be_read_again_is_not_frozen(store: Store, monkeypatch) -> None:
    monkeypatch.setattr("engine.project.datasets.MOST_BYTES", 100)
    with pytest.raises(SaegimError) as refused:
        store.datasets.freeze(DETECT)
    assert refused.value.code == "dataset_too_large"
