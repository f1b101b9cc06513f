"""The smart tool's wiring; the masks are made here, the prompts are real."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.geometry.masks import encode
from engine.geometry.types import Box, Polygon
from engine.protocol.requests import (
    Failed,
    ImageReadiness,
    MaskCandidate,
    Prompt,
    PromptPoint,
    Segmented,
)
from tests.helpers.canvas import click, drag

CLICK = Prompt(points=(PromptPoint(30.0, 30.0),))


def mask(left, top, right, bottom):
    array = np.zeros((120, 160), dtype=bool)
    array[top:bottom, left:right] = True
    return encode(array)


@pytest.fixture
def asked(bench, monkeypatch):
    """The questions that go to the assist process."""
    questions = []

    def segment(image, prompt, hover=False):
        questions.append((image, prompt, hover))
        return len(questions)

    monkeypatch.setattr(bench.assist, "segment", segment)
    return questions


def answer(bench, asked, *masks):
    candidates = tuple(MaskCandidate(m, Box(0, 0, 1, 1), 0.9) for m in masks)
    image, _prompt, hover = asked[-1]
    bench.assist.segmented.emit(Segmented(len(asked), image.key, hover, candidates, 10.0))


def test_a_click_asks_about_the_image_in_hand(bench, asked):
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    image, prompt, hover = asked[-1]
    row = bench.store.images.get(bench.current)
    assert image.key == row.content_hash
    assert image.path == str(bench.store.images.path(row))
    assert [point.include for point in prompt.points] == [True]
    assert not hover


def test_enter_keeps_what_the_class_keeps_with_its_prompt(bench, asked):
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    answer(bench, asked, mask(20, 20, 60, 50))
    bench.press(Qt.Key.Key_Return)
    [row] = bench.store.annotations.of_image(bench.current)
    assert row.geometry == Box(20, 20, 60, 50)
    assert row.prompt.points == asked[-1][1].points
    assert bench.page.canvas.selected() == (row.id,)


def test_a_class_that_keeps_outlines_gets_a_polygon(bench):
    bench.store.classes.update(bench.store.classes.rows()[0].id, geometry_kind="polygon")
    bench.session.refreshed.emit()
    bench.page.canvas.prompt_accepted.emit((CLICK, mask(20, 20, 60, 50)))
    [row] = bench.store.annotations.of_image(bench.current)
    assert isinstance(row.geometry, Polygon)


def test_a_mask_over_one_of_the_same_class_is_pointed_out(bench):
    bench.page.canvas.prompt_accepted.emit((CLICK, mask(20, 20, 60, 50)))
    assert "another" not in bench.page.status.left()
    bench.page.canvas.prompt_accepted.emit((CLICK, mask(22, 20, 62, 50)))
    assert "another tree" in bench.page.status.left()
    assert len(bench.store.annotations.of_image(bench.current)) == 2


def test_a_selected_annotation_is_continued_where_it_was_left(bench, asked):
    bench.page.canvas.prompt_accepted.emit((CLICK, mask(20, 20, 60, 50)))
    bench.press(Qt.Key.Key_S)
    assert asked[-1][1].points == CLICK.points
    click(bench.page.canvas, 70, 40)
    answer(bench, asked, mask(20, 20, 90, 60))
    bench.press(Qt.Key.Key_Return)
    [row] = bench.store.annotations.of_image(bench.current)
    assert row.geometry == Box(20, 20, 90, 60)
    assert len(row.prompt.points) == 2


def test_an_object_that_was_moved_is_continued_where_it_lies_now(bench, asked):
    bench.page.canvas.prompt_accepted.emit((CLICK, mask(20, 20, 60, 50)))
    [row] = bench.store.annotations.of_image(bench.current)
    bench.page.canvas.geometries_edited.emit({row.id: Box(80, 60, 120, 90)})
    bench.press(Qt.Key.Key_S)
    assert asked[-1][1] == Prompt(box=Box(80, 60, 120, 90))


def test_a_box_from_elsewhere_is_the_first_prompt(bench, asked):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_S)
    assert asked[-1][1].box == Box(10, 10, 50, 50)


def test_a_box_becomes_the_outline_that_its_class_keeps(bench, asked):
    bench.session.do(
        lambda store: store.classes.update(store.classes.rows()[0].id, geometry_kind="polygon")
    )
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_S)
    answer(bench, asked, mask(12, 12, 48, 46))
    bench.press(Qt.Key.Key_Return)
    [row] = bench.store.annotations.of_image(bench.current)
    assert isinstance(row.geometry, Polygon)


def test_a_click_right_after_drawing_a_box_is_a_new_object(bench, asked):
    bench.press(Qt.Key.Key_R)
    drag(bench.page.canvas, (10, 10), (50, 50))
    bench.press(Qt.Key.Key_S)
    assert asked == []
    click(bench.page.canvas, 70, 40)
    answer(bench, asked, mask(60, 20, 90, 60))
    bench.press(Qt.Key.Key_Return)
    assert len(bench.store.annotations.of_image(bench.current)) == 2


def test_a_late_answer_to_an_older_question_is_dropped(bench, asked):
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    click(bench.page.canvas, 60, 60)
    image, _, _ = asked[0]
    late = (MaskCandidate(mask(0, 0, 9, 9), Box(0, 0, 9, 9), 0.9),)
    bench.assist.segmented.emit(Segmented(1, image.key, False, late, 1.0))
    bench.press(Qt.Key.Key_Return)
    assert bench.store.annotations.of_image(bench.current) == []
    answer(bench, asked, mask(20, 20, 60, 50))
    assert [row.geometry for row in bench.store.annotations.of_image(bench.current)] == [
        Box(20, 20, 60, 50)
    ]


def test_the_image_in_hand_and_the_next_ones_are_prepared(bench, monkeypatch, qtbot):
    prepared = []
    monkeypatch.setattr(bench.assist, "prepare", prepared.append)
    bench.press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: bool(prepared))
    ids = bench.store.images.ids()
    keys = [bench.store.images.get(image_id).content_hash for image_id in ids[1:]]
    assert [image.key for image in prepared[-1]] == keys


def test_readiness_is_said(bench):
    key = bench.store.images.get(bench.current).content_hash
    bench.assist.readiness_changed.emit(ImageReadiness(key, "encoding", 3.2))
    assert "3 s left" in bench.page.status.left()
    bench.assist.readiness_changed.emit(ImageReadiness(key, "ready"))
    assert "smart tool ready" in bench.page.status.left()
    assert bench.page.images.entry(0).readiness == "ready"


def test_without_its_model_the_page_offers_to_fetch_it(bench, asked):
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    bench.assist.failed.emit(Failed(len(asked), "no_model"))
    assert "MobileSAM" in bench.window.messages.text()


def test_another_failure_is_one_sentence_in_the_status_bar(bench, asked):
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    bench.assist.failed.emit(Failed(len(asked), "picture_unreadable", {"path": "a.jpg"}))
    assert "cannot be read" in bench.page.status.left()


def in_pieces():
    array = np.zeros((120, 160), dtype=bool)
    array[20:50, 20:60] = array[20:50, 70:90] = True
    return encode(array)


def outlined(bench):
    """What the outline of the draft goes around, as left, top, right, bottom."""
    overlay = bench.page.canvas.current._shown_overlay()
    box = overlay.outline.boundingRect()
    return box.left(), box.top(), box.right(), box.bottom()


def keep_as(bench, kind):
    tree = bench.store.classes.rows()[0].id
    bench.session.do(lambda store: store.classes.update(tree, geometry_kind=kind))


@pytest.mark.parametrize("kind", ["polygon", "mask"])
def test_all_pieces_of_a_mask_are_kept_as_they_were_shown(bench, asked, kind):
    keep_as(bench, kind)
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    answer(bench, asked, in_pieces())
    assert outlined(bench) == pytest.approx((20, 20, 90, 50), abs=1)
    bench.press(Qt.Key.Key_Return)
    [row] = bench.store.annotations.of_image(bench.current)
    assert row.geometry == in_pieces()


def test_of_a_class_of_boxes_the_box_is_shown_that_is_kept(bench, asked):
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    answer(bench, asked, in_pieces())
    assert bench.page.canvas.current._shown_overlay().outline.elementCount() == 5
    assert outlined(bench) == (20, 20, 90, 50)
    bench.press(Qt.Key.Key_Return)
    [row] = bench.store.annotations.of_image(bench.current)
    assert row.geometry == Box(20, 20, 90, 50)


def test_the_outline_follows_the_class_that_the_draft_is_given(bench, asked):
    bus = bench.store.classes.rows()[1]
    bench.session.do(lambda store: store.classes.update(bus.id, geometry_kind="mask"))
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    answer(bench, asked, in_pieces())
    corners = bench.page.canvas.current._shown_overlay().outline.elementCount()
    bench.press(Qt.Key.Key_2)
    assert bench.page.canvas.current._shown_overlay().outline.elementCount() > corners


def test_a_continued_object_is_shown_as_its_own_class_keeps_it(bench, asked):
    bus = bench.store.classes.rows()[1]
    bench.session.do(lambda store: store.classes.update(bus.id, geometry_kind="mask"))
    bench.press(Qt.Key.Key_2)
    bench.press(Qt.Key.Key_S)
    click(bench.page.canvas, 30, 30)
    answer(bench, asked, in_pieces())
    bench.press(Qt.Key.Key_Return)
    bench.press(Qt.Key.Key_1)
    bench.press(Qt.Key.Key_V)
    bench.page.canvas.select(bench.page.image.annotations)
    bench.press(Qt.Key.Key_S)
    answer(bench, asked, in_pieces())
    assert bench.page.canvas.stage.draft_kind == "mask"
    assert bench.page.canvas.stage.draft_color == bus.color
    bench.press(Qt.Key.Key_Escape)
    assert bench.page.canvas.stage.draft_kind == "box"
