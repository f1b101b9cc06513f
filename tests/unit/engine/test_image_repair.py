"""The picture on the disk is the picture that was labelled, or it is said that it is not."""

import contextlib
import os
import sqlite3
import sys
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from engine.cli import app
from engine.datasets.files import sound_images
from engine.formats.annotations import export_annotations
from engine.geometry.types import Box
from engine.images import UnreadableImage
from engine.inference.prediction import predictions
from engine.project.autolabel import AutolabelBatch
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Failure, ImageRef
from engine.tasks.detect import DETECT
from tests.helpers.stores import add_model, draw_picture, make_store, review, snapshot


@pytest.fixture
def store(tmp_path):
    made = make_store(tmp_path / "project")
    review(made, made.images.ids(), made.classes.rows()[0].id)
    yield made
    made.close()


def path_of(store, image_id):
    return store.images.path(store.images.get(image_id))


def turn(path: Path) -> None:
    with Image.open(path) as image:
        turned = image.rotate(90, expand=True)
    turned.save(path)


def code_of(store, image_id):
    try:
        store.image_repair.check(store.images.get(image_id))
    except UnreadableImage as error:
        return error.code
    return None


def test_what_became_of_a_file_is_said(store):
    same, turned, gone, replaced = store.images.ids()
    assert [code_of(store, i) for i in store.images.ids()] == [None] * 4
    turn(path_of(store, turned))
    path_of(store, gone).unlink()
    draw_picture(path_of(store, replaced), seed=99)
    assert code_of(store, same) is None
    assert code_of(store, turned) == code_of(store, replaced) == "picture_changed"
    assert code_of(store, gone) == "picture_missing"


def test_a_file_that_was_not_touched_is_read_once(store, monkeypatch):
    first, *_others = store.images.ids()
    assert code_of(store, first) is None
    monkeypatch.setattr("engine.images.identity.content_hash_of", lambda _: pytest.fail("read"))
    assert code_of(store, first) is None


def test_a_file_that_is_as_it_was_when_it_was_sound_is_not_read(store, monkeypatch):
    row = store.images.get(store.images.ids()[0])
    stamp = store.image_repair.check(row)
    again = Store.open(store.path)
    monkeypatch.setattr("engine.images.identity.content_hash_of", lambda _: "0" * 32)
    assert again.image_repair.check(row, sound_as=stamp) == stamp
    with pytest.raises(UnreadableImage, match="another picture"):
        again.image_repair.check(row, sound_as=stamp + "0")
    again.close()


def test_labels_of_another_picture_are_not_exported_and_not_learned(store, tmp_path):
    ids = store.images.ids()
    frozen = store.datasets.freeze(DETECT)
    turn(path_of(store, ids[0]))
    path_of(store, ids[1]).unlink()
    outcome = export_annotations(store, "coco", tmp_path / "a.json")
    assert (outcome.images, outcome.changed, outcome.missing) == (3, 1, 1)
    for path in map(path_of, [store] * 2, ids[2:]):
        turn(path)
    path_of(store, ids[0]).unlink()
    for image_id in ids[:2]:
        draw_picture(path_of(store, image_id), seed=77)
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, "yolo", tmp_path / "y")
    assert refused.value.code == "pictures_changed"
    with pytest.raises(SaegimError) as refused:
        sound_images(frozen)
    assert refused.value.code == "pictures_unusable" and "4" in str(refused.value)


def test_a_moved_folder_is_found_again_also_twins_in_it(store, tmp_path):
    ids = store.images.ids()
    twin = path_of(store, ids[0]).with_name("twin.jpg")
    twin.write_bytes(path_of(store, ids[0]).read_bytes())
    store.images.add([twin])
    old, new = path_of(store, ids[0]).parent, tmp_path / "project" / "elsewhere"
    old.rename(new)
    with pytest.raises(SaegimError) as refused:
        store.image_repair.find_moved([draw_picture(tmp_path / "other.jpg", seed=55)])
    assert refused.value.code == "not_found_there"
    changes = store.image_repair.find_moved(sorted(new.iterdir()))
    assert len(changes.updated.images) == 5
    assert [code_of(store, i) for i in store.images.ids()] == [None] * 5
    store.history.undo(changes.history_id)
    assert code_of(store, ids[0]) == "picture_missing"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_pipes_and_names_that_are_no_text_are_passed_over_where_pictures_are_looked_for(store):
    path = path_of(store, store.images.ids()[0])
    content = path.read_bytes()
    path.unlink()
    os.mkfifo(path.with_name("pipe.jpg"))
    path.with_name("device.jpg").symlink_to("/dev/zero")
    unreadable = path.with_name(os.fsdecode(b"caf\xe9.jpg"))
    unreadable.write_bytes(content)
    names = ["pipe.jpg", "device.jpg", unreadable.name, "found.jpg"]
    with pytest.raises(SaegimError) as refused:
        store.image_repair.find_moved(path.with_name(name) for name in names)
    assert refused.value.code == "not_found_there"
    unreadable.rename(path.with_name("found.jpg"))
    store.image_repair.find_moved(path.with_name(name) for name in names)
    assert path_of(store, store.images.ids()[0]).name == "found.jpg"


def test_the_new_picture_is_taken_with_what_is_marked_cut_to_it(store):
    first, *_others = store.images.ids()
    tree = store.classes.rows()[0].id
    far = [Box(130, 10, 150, 40), Box(100, 10, 150, 40)]
    store.annotations.add([NewAnnotation(first, tree, box) for box in far])
    before = snapshot(store)
    turn(path_of(store, first))
    changes = store.image_repair.take_changed(first)
    row = store.images.get(first)
    assert (row.width, row.height, row.state) == (120, 160, ImageState.IN_WORK)
    assert code_of(store, first) is None
    found = {a.geometry for a in store.annotations.of_image(first)}
    assert found == {Box(10, 10, 30, 30), Box(100, 10, 120, 40)}
    store.history.undo(changes.history_id)
    assert snapshot(store) == before


def strangers(tmp_path, monkeypatch):
    """A project with pictures beside its folder, on the machine of somebody who knows nothing."""
    store = Store.create(tmp_path / "project" / "p.saegim")
    store.images.add([draw_picture(tmp_path / "mine" / "a.png", seed=1)])
    store.images.add([draw_picture(tmp_path / "project" / "b.png", seed=2)])
    store.classes.add("tree", "box")
    store.close()
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "person" / "settings.json"))
    return Store.open(store.path)


def test_who_added_pictures_outside_is_not_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "maker" / "settings.json"))
    store = Store.create(tmp_path / "project" / "p.saegim")
    store.images.add([draw_picture(tmp_path / "mine" / "a.png", seed=1)])
    store.close()
    again = Store.open(store.path)
    assert code_of(again, again.images.ids()[0]) is None
    again.close()


@pytest.mark.parametrize(
    "name_it",
    [
        lambda store, path: store.images.add([path]),
        lambda store, path: store.image_repair.find_moved([path]),
    ],
)
def test_pictures_that_were_moved_outside_are_read_when_they_are_named_there(
    tmp_path, monkeypatch, name_it
):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "maker" / "settings.json"))
    store = Store.create(tmp_path / "project" / "p.saegim")
    inside = draw_picture(tmp_path / "project" / "a.png", seed=1)
    store.images.add([inside])
    name_it(store, inside.rename(tmp_path / "a.png"))
    (image_id,) = store.images.ids()
    assert code_of(store, image_id) is None
    store.close()


def test_a_strangers_project_reads_nothing_outside_until_it_is_confirmed(tmp_path, monkeypatch):
    store = strangers(tmp_path, monkeypatch)
    outside, inside = sorted(store.images.ids())
    assert code_of(store, outside) == "picture_outside" and code_of(store, inside) is None
    review(store, [outside, inside], store.classes.rows()[0].id)
    with pytest.raises(SaegimError) as refused:
        store.datasets.freeze(DETECT)
    assert refused.value.code == "pictures_outside"
    assert export_annotations(store, "yolo", tmp_path / "y").changed == 1
    # Pictures of one's own do not confirm those that a stranger named.
    store.images.add([draw_picture(tmp_path / "holiday" / "c.png", seed=3)])
    assert code_of(store, outside) == "picture_outside"
    store.image_repair.confirm_outside()
    assert code_of(store, outside) is None
    model = add_model(store)
    card = next(row for row in store.models.rows() if row.id == model)
    assert len(AutolabelBatch(store, card, every_image=True).references) == 3
    store.close()
    again = Store.open(store.path)
    assert code_of(again, outside) is None
    again.close()
    elsewhere = tmp_path / "copy" / "p.saegim"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(store.path.read_bytes())
    copied = Store.open(elsewhere)
    assert code_of(copied, outside) == "picture_outside"
    copied.close()


def test_auto_labelling_tells_of_pictures_that_may_not_be_read(tmp_path, monkeypatch):
    store = strangers(tmp_path, monkeypatch)
    outside, inside = sorted(store.images.ids())
    review(store, [inside], store.classes.rows()[0].id)
    model = add_model(store)
    card = next(row for row in store.models.rows() if row.id == model)
    _changes, report = AutolabelBatch(store, card, every_image=True).write()
    (failure,) = report.failures
    assert failure == Failure("picture_outside", {"path": store.images.get(outside).path})
    with pytest.raises(SaegimError) as refused:
        AutolabelBatch(store, card)
    assert refused.value.code == "pictures_outside"
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_in_the_folder_leads_outside_too(tmp_path, monkeypatch):
    store = strangers(tmp_path, monkeypatch)
    inside = max(store.images.ids())
    path = path_of(store, inside)
    secret = draw_picture(tmp_path / "secret.png", seed=9)
    path.unlink()
    path.symlink_to(secret)
    assert code_of(store, inside) == "picture_outside"
    store.close()


def test_the_command_line_confirms_too(tmp_path, monkeypatch):
    store = strangers(tmp_path, monkeypatch)
    store.close()
    result = CliRunner().invoke(app, ["project", "confirm-outside", str(store.path)])
    assert result.exit_code == 0
    again = Store.open(store.path)
    assert code_of(again, min(again.images.ids())) is None
    again.close()


def test_a_path_that_the_system_does_not_even_look_up_is_one_unreadable_picture(store, tmp_path):
    first, second, *_others = store.images.ids()
    store.close()
    with contextlib.closing(sqlite3.connect(store.path)) as connection:
        for image_id, path in ((first, "a" * 300 + ".png"), (second, "b" * 300 + "/x.png")):
            connection.execute("UPDATE images SET path = ? WHERE id = ?", (path, image_id))
        connection.commit()
    with contextlib.closing(Store.open(store.path)) as again:
        assert code_of(again, first) == code_of(again, second) == "picture_unreadable"
        assert len(again.datasets.freeze(DETECT).images) == 4
        outcome = export_annotations(again, "coco", tmp_path / "a.json")
        assert (outcome.images, outcome.missing) == (4, 2)
        added = again.images.add([draw_picture(again.root / "new.png", seed=5)])
        assert len(added.changes.added.images) == 1
        row = again.images.get(first)
        reference = ImageRef(str(again.images.path(row)), row.key, None)
        ((_, answer),) = predictions(FakePredictor(), [reference], 0.5)
        assert answer == Failure("picture_unreadable", {"path": reference.path})


class FakePredictor:
    def predict(self, views, lowest_score, check):
        raise AssertionError("a file that cannot be read")
