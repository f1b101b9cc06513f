"""Whatever is said, and whatever is at work: the picture stays where somebody aims at it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from desktop.actions import Act, Scope
from desktop.main_window import SMALLEST
from engine.geometry.types import Box
from engine.project.rows import NewSuggestion
from engine.protocol.requests import Hello
from tests.helpers.stores import add_model, new_box, review

LONG = "a very long sentence about something that takes a while and cannot be said in a few words "


def place_of(bench):
    """Where the picture's area lies on the window, once everything is laid out."""
    for _ in range(3):
        QApplication.processEvents()
    viewport = bench.page.canvas.viewport()
    return QRect(viewport.mapTo(bench.window, QPoint()), viewport.size())


def progress(bench):
    bench.window.progress.begin("Adding pictures")
    bench.window.progress.advance(12_000, 100_000)


def long_progress(bench):
    bench.window.progress.begin(LONG * 3)


def message(bench):
    bench.window.messages.say("Something is to be said.", "info")


def long_message(bench):
    bench.window.messages.say(LONG * 3, "danger", "Do something about it", lambda: None)


def remark(bench):
    bench.page.status.say(LONG * 3)


def pointer(bench):
    bench.page.status.point(12345, 6789)


def engine(bench):
    bench.page.status.greet(Hello(1, (LONG,), ()))


def readiness(bench):
    bench.page.status.show_readiness("encoding", 12)


def missing_file(bench):
    bench.store.images.path(bench.page.image.row).unlink()
    bench.page.image.show(bench.store.images.ids()[1])
    bench.page.image.show(bench.store.images.ids()[0])


def long_class(bench):
    tree = bench.store.classes.rows()[0].id
    bench.session.do(lambda store: store.classes.update(tree, name=LONG))
    bench.session.do(lambda store: store.annotations.add([new_box(bench.current, tree)]))


def label_class(bench):
    added = bench.session.do(lambda store: store.classes.add("day", "whole_image"))
    [day] = added.added.classes
    bench.session.do(lambda store: store.image_labels.set(bench.current, day))


def suggestions(bench):
    ids, tree = bench.store.images.ids(), bench.store.classes.rows()[0].id
    review(bench.store, ids[1:], tree)
    model = add_model(bench.store)
    found = [NewSuggestion(ids[0], tree, Box(10, 10, 40, 40), 0.9)]
    bench.session.adopt(bench.store.suggestions.add(model, found, ids[:1]).changes)


def smart_tool(bench):
    bench.trigger(Act.SMART_TOOL)


def every_tool(bench):
    for act in (Act.BOX_TOOL, Act.POLYGON_TOOL, Act.SELECT_TOOL):
        bench.trigger(act)


def no_model_fetched(bench):
    bench.page.fetch.offer()


@pytest.mark.parametrize("size", ["smallest", "usual"])
@pytest.mark.parametrize(
    "happen",
    [
        progress,
        long_progress,
        message,
        long_message,
        remark,
        pointer,
        engine,
        readiness,
        missing_file,
        long_class,
        label_class,
        suggestions,
        smart_tool,
        every_tool,
        no_model_fetched,
    ],
)
def test_the_picture_stays_in_its_place(bench, happen, size):
    bench.window.resize(SMALLEST if size == "smallest" else bench.window.size())
    before = place_of(bench)
    happen(bench)
    assert place_of(bench) == before
    bench.window.progress.end()
    bench.window.messages.hide()
    assert place_of(bench) == before


def test_a_long_name_of_a_file_moves_nothing(bench, tmp_path):
    before = place_of(bench)
    row = bench.page.image.row
    bench.page.toolbar.set_title(str(Path(LONG) / row.path))
    assert place_of(bench) == before


def test_another_page_makes_room_for_what_is_said(qtbot, bench):
    other = QWidget()
    bench.window.add_page(other, "Other", "images", frozenset({Scope.PROJECT}))
    bench.window.show_page(other)
    before = other.height()
    bench.window.messages.say("Something is to be said.", "info")
    qtbot.waitUntil(lambda: other.height() <= before - bench.window.messages.height())
    bench.window.messages.hide()
    qtbot.waitUntil(lambda: other.height() == before)


def test_a_message_does_not_come_between_the_pointer_and_the_picture(bench, monkeypatch):
    messages = bench.window.messages
    messages.say("Something is to be said.")
    below = messages.geometry()
    monkeypatch.setattr("desktop.widgets.message_bar._pointer_on", lambda page: below.center())
    messages.say("Something is to be said.")
    assert not messages.geometry().contains(below.center())
