"""The images that a key leads to are decoded before it is pressed, and no others are kept."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QThreadPool

from desktop.pages.annotate.images_ahead import source_of
from engine.project.rows import ImageFilter, ImageState
from tests.helpers.stores import make_store
from tests.helpers.window import open_bench


@pytest.fixture
def many(qtbot, tmp_path):
    """A project with seven images."""
    made = open_bench(qtbot, make_store(tmp_path, images=7), tmp_path)
    yield made
    made.close()


def is_decoded(bench, image_id):
    source = source_of(bench.store, bench.store.images.get(image_id))
    return bench.page.canvas.ahead.find(source) is not None


def decoded(bench):
    """Places in the list, from 0, of the images that are decoded."""
    return [n for n, image_id in enumerate(bench.store.images.ids()) if is_decoded(bench, image_id)]


def test_two_images_are_decoded_forward_and_one_back(many, qtbot):
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2])
    for _ in range(3):
        many.press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: decoded(many) == [2, 3, 4, 5])


def test_an_image_that_is_decoded_is_there_with_the_key(many, qtbot):
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2])
    canvas = many.page.canvas
    with qtbot.waitSignal(canvas.image_loaded):
        many.press(Qt.Key.Key_D)
        assert many.current == many.store.images.ids()[1]
        assert canvas.image.is_complete


def test_the_next_image_to_look_at_is_decoded_wherever_it_is(many, qtbot):
    ids = many.store.images.ids()
    many.session.do(lambda store: store.images.set_state(ids[1:5], ImageState.VERIFIED_EMPTY))
    many.page.image.show(ids[1])
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2, 3, 5])


def test_what_a_filter_hides_is_let_go(many, qtbot):
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2])
    many.page.images.set_filter(ImageFilter(text="photo 6"))
    last = many.store.images.ids()[-1]
    qtbot.waitUntil(lambda: is_decoded(many, last) and decoded(many) == [0, 6])


def test_a_file_that_was_changed_since_is_told(many, qtbot):
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2])
    path = many.store.images.path(many.store.images.get(many.store.images.ids()[1]))
    Image.new("RGB", (160, 120)).save(path)
    with qtbot.waitSignal(many.page.canvas.image_failed) as heard:
        many.press(Qt.Key.Key_D)
    assert heard.args[0].code == "picture_changed"
    assert many.page.trouble.is_there


def test_an_image_that_cannot_be_read_holds_nothing_up(many, qtbot):
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2])
    ids = many.store.images.ids()
    many.store.images.path(many.store.images.get(ids[4])).unlink()
    many.page.image.show(ids[3])
    qtbot.waitUntil(lambda: decoded(many) == [2, 3, 5])


def test_closing_lets_go_of_everything(many, qtbot):
    qtbot.waitUntil(lambda: decoded(many) == [0, 1, 2])
    many.page.close_parts()
    QThreadPool.globalInstance().waitForDone()
    assert decoded(many) == []
