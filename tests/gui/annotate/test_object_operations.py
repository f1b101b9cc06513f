"""Objects made of objects, by keys, menus and mouse: one step each, nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from engine.geometry.masks import mask_area
from engine.geometry.ops import area, bounds
from engine.geometry.types import Box, Mask, Polygon, Polyline, RotatedBox
from tests.helpers.canvas import click, drag, move


def mark(bench, *geometries):
    keys = []
    for geometry in geometries:
        bench.page.drawing.add(geometry)
        keys.extend(bench.page.canvas.selected())
    bench.page.canvas.select(keys)
    return keys


def geometries(bench):
    return {key: row.geometry for key, row in bench.page.image.annotations.items()}


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (Act.TO_BOX, Box),
        (Act.TO_ROTATED_BOX, RotatedBox),
        (Act.TO_POLYGON, Polygon),
        (Act.TO_MASK, Mask),
    ],
)
def test_an_object_becomes_another_kind_and_comes_back(bench, act, kind):
    before = Polygon(((10, 10), (50, 20), (40, 60)))
    [key] = mark(bench, before)
    bench.trigger(act)
    assert isinstance(geometries(bench)[key], kind)
    assert bench.page.canvas.selected() == (key,)
    if kind is not Polygon:
        bench.trigger(Act.UNDO)
        assert geometries(bench) == {key: before}


def test_several_objects_become_the_first_of_them(bench):
    first, second = mark(bench, Box(10, 10, 40, 40), Box(30, 10, 60, 40))
    bench.trigger(Act.UNITE)
    assert geometries(bench) == {first: Box(10, 10, 60, 40)}
    bench.trigger(Act.UNDO)
    assert set(geometries(bench)) == {first, second}
    bench.page.canvas.select([second, first])
    bench.trigger(Act.SUBTRACT)
    assert geometries(bench) == {second: Box(40, 10, 60, 40)}
    bench.trigger(Act.UNDO)
    bench.page.canvas.select([first, second])
    bench.trigger(Act.INTERSECT)
    assert geometries(bench) == {first: Box(30, 10, 40, 40)}


def test_a_click_means_the_object_that_lies_on_top(bench):
    large, small = mark(bench, Box(10, 10, 90, 90), Box(30, 30, 60, 60))
    bench.page.canvas.select([])
    bench.session.do(lambda store: store.annotations.reorder([large], "to_front"))
    click(bench.page.canvas, 45, 45)
    assert bench.page.canvas.selected() == (large,)
    bench.trigger(Act.UNDO)
    click(bench.page.canvas, 45, 45)
    assert bench.page.canvas.selected() == (small,)


def test_what_would_leave_nothing_is_not_done(bench):
    first, second = mark(bench, Box(10, 10, 40, 40), Box(60, 10, 90, 40))
    bench.trigger(Act.INTERSECT)
    assert set(geometries(bench)) == {first, second}
    assert "leave nothing" in bench.page.status.left()


def test_a_hole_is_cut_and_filled_again(bench):
    first, _ = mark(bench, Box(10, 10, 60, 60), Box(20, 20, 30, 30))
    bench.trigger(Act.SUBTRACT)
    assert mask_area(geometries(bench)[first]) == 2400
    bench.trigger(Act.FILL_HOLES)
    assert mask_area(geometries(bench)[first]) == 2500


def test_the_largest_part_is_kept(bench):
    first, _ = mark(bench, Box(10, 10, 60, 60), Box(80, 80, 90, 90))
    bench.trigger(Act.UNITE)
    assert mask_area(geometries(bench)[first]) == 2600
    bench.trigger(Act.LARGEST_PART)
    assert mask_area(geometries(bench)[first]) == 2500


def test_objects_are_aligned_in_one_step(bench):
    first, second = mark(bench, Box(10, 10, 40, 40), Polygon(((50, 60), (90, 60), (70, 90))))
    before = geometries(bench)
    bench.trigger(Act.ALIGN_LEFT)
    assert bounds(geometries(bench)[second]).left == 10
    assert geometries(bench)[first] == before[first]
    bench.trigger(Act.UNDO)
    assert geometries(bench) == before
    bench.trigger(Act.ALIGN_BOTTOM)
    assert {bounds(geometry).bottom for geometry in geometries(bench).values()} == {90}


def test_a_line_cuts_what_is_selected_and_both_parts_keep_the_class(bench):
    [key] = mark(bench, Box(20, 20, 80, 60))
    other = mark(bench, Box(20, 70, 80, 90))[0]
    bench.page.canvas.select([key])
    bench.trigger(Act.SPLIT_TOOL)
    drag(bench.page.canvas, (40, 10), (40, 100))
    assert len(geometries(bench)) == 3
    assert geometries(bench)[other] == Box(20, 70, 80, 90)
    parts = [geometry for i, geometry in geometries(bench).items() if i != other]
    assert sorted(map(area, parts)) == pytest.approx([800, 1600], abs=40)
    assert sum(map(area, parts)) == pytest.approx(2400)
    assert len({row.class_id for row in bench.page.image.annotations.values()}) == 1
    bench.trigger(Act.UNDO)
    assert geometries(bench)[key] == Box(20, 20, 80, 60)


def test_without_a_selection_all_that_the_line_crosses_is_cut(bench):
    mark(bench, Box(20, 20, 80, 60), Box(20, 70, 80, 90))
    bench.page.canvas.select(())
    bench.trigger(Act.SPLIT_TOOL)
    drag(bench.page.canvas, (40, 10), (40, 100))
    assert len(geometries(bench)) == 4
    bench.page.canvas.select(())
    drag(bench.page.canvas, (5, 5), (15, 5))
    assert "cuts no object" in bench.page.status.left()


def test_an_outline_is_simplified_by_a_slider_that_moves_back(bench):
    points = [(20 + x, 40 + (x % 3)) for x in range(0, 80)]
    [key] = mark(bench, Polyline(tuple((float(x), float(y)) for x, y in points)))
    before = geometries(bench)[key]
    dialog = bench.page.object_editor.simplify()
    dialog.slider.setValue(100)
    assert len(bench.page.canvas.stage.edit.reshaped.points) == 2
    dialog.slider.setValue(0)
    assert len(bench.page.canvas.stage.edit.reshaped.points) > 40
    dialog.reject()
    assert geometries(bench) == {key: before}
    dialog = bench.page.object_editor.simplify()
    dialog.slider.setValue(100)
    dialog.accept()
    assert len(geometries(bench)[key].points) == 2
    bench.trigger(Act.UNDO)
    assert geometries(bench) == {key: before}


def test_copies_are_pasted_where_the_pointer_is(bench):
    mark(bench, Box(10, 10, 30, 30), Box(40, 10, 50, 20))
    bench.trigger(Act.COPY)
    move(bench.page.canvas, 90, 80)
    QTest.keyClick(
        bench.page.canvas,
        Qt.Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    pasted = [geometries(bench)[key] for key in bench.page.canvas.selected()]
    assert len(pasted) == 2
    xs = [bounds(it).left for it in pasted] + [bounds(it).right for it in pasted]
    assert (min(xs) + max(xs)) / 2 == pytest.approx(90, abs=1)
