"""After a step only what it has changed is read: then all is as if it had been read anew."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from desktop.actions import Act
from engine.geometry.types import Box
from engine.project.store import Store
from tests.helpers.stores import new_box


@pytest.fixture
def marked(bench):
    """The image in hand has five boxes."""
    tree, _ = bench.store.classes.rows()
    boxes = [new_box(bench.current, tree.id, left) for left in (5.0, 30.0, 55.0, 80.0, 105.0)]
    bench.session.do(lambda store: store.annotations.add(boxes))
    return bench


def require_all_as_stored(bench):
    page = bench.page
    rows = bench.store.annotations.of_image(bench.current)
    assert list(page.image.annotations.items()) == [(row.id, row) for row in rows]
    assert page.image.row == bench.store.images.get(bench.current)
    index = page.canvas.stage.index
    assert {key: index.shape(key) for key in index} == {it.key: it for it in page.image.shapes()}
    names = {row.id: row.name for row in bench.store.classes.rows()}
    model = page.object_panel._model
    listed = [(model.key(n), model.index(n, 0).data()) for n in range(model.rowCount())]
    assert listed == [(row.id, names[row.class_id]) for row in rows]


def test_steps_and_their_undoing_show_what_is_stored(marked):
    ids = list(marked.page.image.annotations)
    bus = marked.store.classes.rows()[1].id
    for operation in (
        lambda store: store.annotations.set_class(ids[:1], bus),
        lambda store: store.annotations.set_geometries({ids[1]: Box(1, 2, 30, 40)}),
        lambda store: store.annotations.delete(ids[2:3]),
        lambda store: store.annotations.add([new_box(marked.current, bus)]),
        lambda store: store.classes.update(bus, name="coach"),
        lambda store: store.annotations.replace({ids[3]: Box(2, 2, 9, 9)}, ids[:2], "set_class"),
    ):
        assert marked.session.do(operation) is not None
        require_all_as_stored(marked)
    for _ in range(6):
        marked.trigger(Act.UNDO)
        require_all_as_stored(marked)
    for _ in range(6):
        marked.trigger(Act.REDO)
        require_all_as_stored(marked)


def test_what_another_process_changed_meanwhile_is_shown_too(marked):
    first, second, *_ = marked.page.image.annotations
    other = Store.open(marked.store.path)
    other.annotations.delete([second])
    other.close()
    marked.session.do(lambda store: store.annotations.set_geometry(first, Box(3, 3, 20, 20)))
    marked.session.look_at_file()
    require_all_as_stored(marked)


def test_a_step_on_another_image_leaves_this_one(marked):
    other = marked.store.images.ids()[1]
    tree = marked.store.classes.rows()[0].id
    before = marked.page.image.annotations
    marked.session.do(lambda store: store.annotations.add([new_box(other, tree)]))
    assert marked.page.image.annotations == before
    require_all_as_stored(marked)


def test_the_list_of_images_shows_which_one_is_in_hand(bench, qtbot):
    view = bench.page.image_panel._view

    def seen():
        QApplication.processEvents()
        corner = view.viewport().mapTo(view.window(), QPoint())
        area = QRect(corner, view.viewport().size())
        window = view.window()
        return window.screen().grabWindow(window.winId(), *area.getRect()).toImage()

    def has_thumbnails():
        rows = (bench.page.images.index(n) for n in range(bench.page.images.rowCount()))
        return all(row.data(Qt.ItemDataRole.DecorationRole) is not None for row in rows)

    qtbot.waitUntil(has_thumbnails)
    first = seen()
    for key in (Qt.Key.Key_D, Qt.Key.Key_D, Qt.Key.Key_A):
        bench.press(key)
        shown = seen()
        view.viewport().update()
        assert shown == seen()
        assert shown != first
