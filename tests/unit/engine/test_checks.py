"""What looks wrong among annotations, and mending it, on real projects."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.scanning import class_size, mend, scan
from engine.checks.shapes import is_odd, untangled
from engine.geometry.limits import is_sound_geometry
from engine.geometry.ops import area
from engine.geometry.types import Box, Mask, Polygon, Polyline, RotatedBox, WholeImage
from engine.project.rows import ImageState, NewAnnotation
from tests.helpers.stores import added_class, draw_picture, make_store

SIZE = 200


@pytest.fixture
def store(tmp_path):
    """A project of one image of 200 pixels."""
    store = make_store(tmp_path, images=0)
    store.images.add([draw_picture(tmp_path / "a.png", 1, (SIZE, SIZE))])
    return store


@pytest.fixture
def marked(store):
    """A function that marks objects of one class."""
    [image] = store.images.ids()
    class_id = added_class(store.classes.add("oak", "polygon"))

    def mark(*geometries):
        new = [NewAnnotation(image, class_id, geometry) for geometry in geometries]
        return sorted(store.annotations.add(new).added.annotations)

    return mark


def found(store):
    return [(f.check, f.annotation_ids) for f in scan(store, lambda _done, _total: None)]


def test_tiny_objects_are_found_and_deleted(store, marked):
    tiny, fine = marked(Box(10, 10, 12, 11), Box(10, 50, 20, 51))
    [finding] = scan(store, lambda _done, _total: None)
    assert (finding.check, finding.annotation_ids) == ("tiny", (tiny,))
    assert finding.figures == {"side": "2.0"}
    assert mend(store, [finding]).removed.annotations == {tiny}
    [image] = store.images.ids()
    assert [row.id for row in store.annotations.of_image(image)] == [fine]
    assert found(store) == []


def test_images_that_are_done_are_looked_at_too(store, marked):
    [tiny] = marked(Box(10, 10, 12, 11))
    store.images.set_state(store.images.ids(), ImageState.REVIEWED)
    assert found(store) == [("tiny", (tiny,))]


def test_an_object_marked_twice_is_found_once_and_the_newer_goes(store, marked):
    first, second, third, _other = marked(
        Box(10, 10, 110, 110),
        Box(10, 10, 110, 112),
        Box(11, 10, 110, 110),
        Box(60, 10, 160, 110),
    )
    assert found(store) == [("duplicate", (second, first)), ("duplicate", (third, first))]
    changes = mend(store, scan(store, lambda _done, _total: None))
    assert changes.removed.annotations == {second, third}
    store.history.undo(changes.history_id)
    assert len(found(store)) == 2


def test_the_same_object_of_another_class_is_no_duplicate(store, marked):
    marked(Box(10, 10, 110, 110))
    [image] = store.images.ids()
    other = added_class(store.classes.add("bush", "polygon"))
    store.annotations.add([NewAnnotation(image, other, Box(10, 10, 110, 110))])
    assert found(store) == []


def test_of_two_objects_one_of_which_is_gone_none_is_deleted(store, marked):
    first, second = marked(Box(10, 10, 110, 110), Box(10, 10, 110, 111))
    findings = scan(store, lambda _done, _total: None)
    store.annotations.delete([first])
    assert not mend(store, findings).removed.annotations
    [image] = store.images.ids()
    assert [row.id for row in store.annotations.of_image(image)] == [second]


def test_an_outline_that_crosses_itself_is_untangled(store, marked):
    bow_tie, twice = marked(
        Polygon(((10, 10), (110, 110), (110, 10), (10, 110))),
        Polygon(((10, 10), (60, 10), (60, 60), (60, 40), (60, 60), (10, 60))),
    )
    assert found(store) == [("crossing", (bow_tie,)), ("crossing", (twice,))]
    mend(store, scan(store, lambda _done, _total: None))
    [image] = store.images.ids()
    first, second = (row.geometry for row in store.annotations.of_image(image))
    assert isinstance(first, Mask)
    assert area(first) == pytest.approx(5000, rel=0.05)
    assert isinstance(second, Polygon)
    assert area(second) == 2500
    assert found(store) == []


def test_what_reaches_beyond_the_image_is_cut(store, marked):
    inside, box = marked(Box(10, 10, 20, 30), Box(50, 60, 80, 90))
    store.annotations.set_geometries({box: Box(150, 60, 260, 90)})
    [finding] = scan(store, lambda _done, _total: None)
    assert (finding.check, finding.annotation_ids) == ("outside", (box,))
    assert finding.figures == {"pixels": "60"}
    mend(store, [finding])
    [image] = store.images.ids()
    geometries = {row.id: row.geometry for row in store.annotations.of_image(image)}
    assert geometries == {inside: Box(10, 10, 20, 30), box: Box(150, 60, 200, 90)}


def test_a_turned_box_at_the_border_is_right(store, marked):
    marked(RotatedBox(10, 100, 60, 20, 45))
    assert found(store) == []


def test_an_object_far_from_the_usual_size_is_shown_but_not_mended(store, marked):
    usual = [Box(5 * i, 10, 5 * i + 10 + i % 3, 20) for i in range(25)]
    *_, odd = marked(*usual, Box(0, 0, 190, 190))
    [finding] = scan(store, lambda _done, _total: None)
    assert (finding.check, finding.annotation_ids) == ("size", (odd,))
    assert finding.figures == {"percent": "1727"}
    assert not mend(store, [finding]).removed.annotations


def test_labels_of_whole_images_are_never_wrong(store):
    [image] = store.images.ids()
    sunny = added_class(store.classes.add("sunny", "whole_image"))
    store.annotations.add([NewAnnotation(image, sunny, WholeImage())])
    assert found(store) == []


def test_objects_without_a_required_value_are_found_and_not_mended(store, marked):
    first, second = marked(Box(10, 10, 60, 60), Box(80, 10, 130, 60))
    oak = store.classes.rows()[-1].id
    (age,) = store.attributes.add(oak, "age", "number", is_required=True).added.attributes
    store.attributes.add(oak, "height", "number")
    store.attributes.add(oak, "state", "text", is_required=True)
    store.annotations.set_attributes([first], {str(age): 0})
    findings = scan(store, lambda _done, _total: None)
    assert [(f.check, f.annotation_ids, f.figures) for f in findings] == [
        ("attributes", (first,), {"names": "state"}),
        ("attributes", (second,), {"names": "age, state"}),
    ]
    assert mend(store, findings).history_id is None


def test_a_scan_says_how_far_it_is_and_can_be_ended(store, marked):
    marked(Box(10, 10, 60, 60))
    told = []
    scan(store, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2)]

    def end(_done, _total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        scan(store, end)


def test_the_usual_size_is_not_moved_by_the_unusual():
    usual = class_size([0.1] * 30 + [0.9] * 5)
    assert usual.median == 0.1
    assert is_odd(0.9, usual)
    assert not is_odd(0.2, usual)
    assert not is_odd(0.9, class_size([0.1] * 5))


coordinates = st.floats(-50, 250)


@settings(max_examples=200)
@given(st.lists(st.tuples(coordinates, coordinates), min_size=3, max_size=12))
def test_untangling_keeps_the_area_and_can_be_saved(points):
    polygon = Polygon(tuple(points))
    after = untangled(polygon, SIZE, SIZE)
    if after is not None:
        assert is_sound_geometry(after, SIZE, SIZE)
        assert area(after) > 0
    line = Polyline(tuple(points))
    assert untangled(line, SIZE, SIZE) is line
