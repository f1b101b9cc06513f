"""The image list: ids first, rows on demand, and it knows what needs a look."""

import pytest
from PySide6.QtCore import Qt

from desktop.jobs.thumbnails import Thumbnails
from desktop.models import image_list
from desktop.models.image_list import ImageListModel
from desktop.project_session import ProjectSession
from engine.project.rows import ImageFilter, ImageState
from tests.helpers.stores import make_store, new_box


@pytest.fixture
def session(qapp, tmp_path):
    made = ProjectSession(make_store(tmp_path, images=6))
    yield made
    made.close()


@pytest.fixture
def model(session, tmp_path):
    thumbnails = Thumbnails(tmp_path / "thumbs")
    yield ImageListModel(session, thumbnails)
    thumbnails.close()


def names(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_rows_are_named_after_their_files(model):
    assert names(model) == [f"photo {i}.jpg" for i in range(6)]


def test_rows_are_read_in_chunks_around_what_is_looked_at(model, monkeypatch):
    monkeypatch.setattr(image_list, "CHUNK", 2)
    model.reload()
    model.entry(3)
    assert list(model._chunks) == [1]


def test_a_filter_by_text_and_state(session, model):
    ids = session.store.images.ids()
    session.do(lambda store: store.images.set_state([ids[1], ids[2]], ImageState.VERIFIED_EMPTY))
    model.set_filter(ImageFilter(states=(ImageState.VERIFIED_EMPTY,), text="photo 2"))
    assert names(model) == ["photo 2.jpg"]


def test_an_edit_shows_in_its_row_only(session, model, qtbot):
    ids = session.store.images.ids()
    assert model.entry(2).objects == 0
    with qtbot.waitSignal(model.dataChanged) as heard:
        box = new_box(ids[2], session.store.classes.rows()[0].id)
        session.do(lambda store: store.annotations.add([box]))
    assert heard.args[0].row() == 2
    assert model.entry(2).objects == 1
    assert model.entry(2).image.state is ImageState.IN_WORK


def test_the_next_to_look_at_skips_what_is_reviewed_and_wraps_around(session, model):
    ids = session.store.images.ids()
    session.do(
        lambda store: store.images.set_state([ids[0], ids[2], ids[5]], ImageState.VERIFIED_EMPTY)
    )
    assert model.next_to_look_at(ids[1]) == ids[3]
    assert model.next_to_look_at(ids[4]) == ids[1]


def test_nothing_is_left_to_look_at(session, model):
    ids = session.store.images.ids()
    session.do(lambda store: store.images.set_state(ids, ImageState.VERIFIED_EMPTY))
    assert model.next_to_look_at(ids[0]) is None


def test_a_thumbnail_arrives_when_it_is_made(model, qtbot):
    index = model.index(0)
    with qtbot.waitSignal(model.dataChanged):
        assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert index.data(Qt.ItemDataRole.DecorationRole).width() == 96


def test_readiness_is_shown_in_the_row(session, model, qtbot):
    row = session.store.images.get(session.store.images.ids()[1])
    model.entry(0)
    with qtbot.waitSignal(model.dataChanged) as heard:
        model.set_readiness(row.content_hash, "ready")
    assert heard.args[0].row() == 1
    assert model.entry(1).readiness == "ready"
