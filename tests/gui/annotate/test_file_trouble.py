"""A picture that is gone, changed or outside: said on the canvas and in the list, with ways out."""

import threading

import pytest
from PIL import Image

from desktop.actions import Act
from engine.project import image_repair
from engine.project.rows import ImageState
from engine.project.store import Store
from tests.helpers.stores import draw_picture, make_store, review
from tests.helpers.window import open_bench


def path_of(bench, image_id):
    return bench.store.images.path(bench.store.images.get(image_id))


def turn(path):
    with Image.open(path) as image:
        turned = image.rotate(90, expand=True)
    turned.save(path)


def told(bench, qtbot, image_id):
    """Show an image whose picture cannot be shown; what is said of it."""
    bench.page.image.show(image_id)
    qtbot.waitUntil(lambda: bench.page.trouble.is_there)
    return bench.page.trouble.notice


def mark_of(bench, image_id):
    return bench.page.images.entry(bench.page.images.row_of(image_id)).trouble


def draws(bench):
    return bench.window.table[Act.BOX_TOOL].isEnabled()


def shown(bench, qtbot):
    qtbot.waitUntil(lambda: bool(bench.page.canvas.image.levels))
    qtbot.waitUntil(lambda: bench.page.canvas.image._decoding is None)


def test_a_vanished_picture_is_said_and_found_again_with_the_others(bench, qtbot, tmp_path):
    _first, second, third, _fourth = bench.store.images.ids()
    elsewhere = tmp_path / "moved"
    elsewhere.mkdir()
    for image_id in (second, third):
        path = path_of(bench, image_id)
        path.rename(elsewhere / path.name)
    heard = []
    bench.page.draws_changed.connect(heard.append)
    notice = told(bench, qtbot, second)
    assert "is not there any more" in notice.text() and heard == [False]
    assert mark_of(bench, second) == "picture_missing"
    assert bench.page.canvas.image.size.isEmpty()
    assert "Find it…" in notice.buttons()
    bench.page.trouble.find(elsewhere / path_of(bench, second).name)
    qtbot.waitUntil(lambda: not bench.page.trouble.is_there)
    shown(bench, qtbot)
    assert path_of(bench, third).exists() and heard == [False, True]
    assert mark_of(bench, second) == ""


def test_a_search_in_vain_does_not_call_the_labels_unsaved(bench, qtbot, tmp_path):
    second = bench.store.images.ids()[1]
    path_of(bench, second).unlink()
    told(bench, qtbot, second)
    with qtbot.waitSignal(bench.session.failed):
        bench.page.trouble.find(draw_picture(tmp_path / "elsewhere" / "other.png", seed=77))
    assert bench.page.status.left().startswith("Saved")


def test_of_a_changed_picture_without_labels_no_labels_are_spoken(bench, qtbot):
    second = bench.store.images.ids()[1]
    turn(path_of(bench, second))
    assert told(bench, qtbot, second)._consequence.text() == "Nothing is marked on it yet."


def test_a_turned_picture_is_said_and_can_be_taken_as_it_is(bench, qtbot, monkeypatch):
    readers = []
    examine = image_repair.examine_file
    monkeypatch.setattr(
        image_repair,
        "examine_file",
        lambda *given: readers.append(threading.current_thread()) or examine(*given),
    )
    _first, second, *_others = bench.store.images.ids()
    review(bench.store, [second], bench.store.classes.rows()[0].id)
    turn(path_of(bench, second))
    notice = told(bench, qtbot, second)
    assert "another picture than the one that was labelled" in notice.text()
    assert "(1)" in notice._consequence.text()
    notice.buttons()["Take the new picture"].click()
    qtbot.waitUntil(lambda: not bench.page.trouble.is_there)
    shown(bench, qtbot)
    row = bench.store.images.get(second)
    assert (row.width, row.height, row.state) == (120, 160, ImageState.IN_WORK)
    # A large picture on a slow disk would hold the window.
    assert threading.main_thread() not in readers and len(readers) == 1
    bench.session.undo_stack.undo()
    qtbot.waitUntil(lambda: bench.page.trouble.is_there)


def test_a_damaged_picture_says_so_and_can_be_left_out(bench, qtbot):
    _first, second, third, _fourth = bench.store.images.ids()
    path_of(bench, second).unlink()
    path_of(bench, second).mkdir()
    notice = told(bench, qtbot, second)
    assert "is not a picture" in notice.text()
    (remove,) = notice.buttons().values()
    remove.click()
    assert bench.current == third and not bench.page.trouble.is_there
    assert second not in bench.store.images.ids()


@pytest.fixture
def strangers_bench(qtbot, tmp_path, monkeypatch):
    store = make_store(tmp_path / "project", images=0)
    store.images.add([draw_picture(tmp_path / "mine" / "a.png", seed=1)])
    review(store, store.images.ids(), store.classes.rows()[0].id)
    store.close()
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "person" / "settings.json"))
    made = open_bench(qtbot, Store.open(store.path), tmp_path)
    yield made
    made.close()


def test_pictures_outside_a_strangers_project_are_asked_about_once(strangers_bench, qtbot):
    bench = strangers_bench
    (only,) = bench.store.images.ids()
    qtbot.waitUntil(lambda: bench.page.trouble.is_there)
    assert "outside the project's folder" in bench.page.trouble.notice.text()
    assert str(path_of(bench, only)) in bench.page.trouble.notice.text()
    assert bench.page.image.reference() is None
    bench.page.trouble.notice.buttons()["Read the pictures outside"].click()
    shown(bench, qtbot)
    assert not bench.page.trouble.is_there and mark_of(bench, only) == ""
    assert bench.page.image.reference() is not None
    assert len(bench.page.canvas.stage.shapes_at((15.0, 15.0))) == 1
