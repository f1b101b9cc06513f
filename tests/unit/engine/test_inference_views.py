"""Large pictures are looked at in tiles as well, and every object is found once."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry.types import Polygon
from engine.inference.views import (
    MOST_OBJECTS,
    MOST_TILES,
    OVERLAP,
    FoundObjects,
    Tile,
    put_together,
    tiles_of,
)
from engine.protocol.specs import ObjectSizes


def sizes(picture: int, usual: float = 5.0) -> ObjectSizes:
    return ObjectSizes(picture, usual, largest=2 * usual)


def test_pictures_like_the_training_ones_are_not_cut():
    assert tiles_of(500, 400, 384, sizes(400)) == []
    assert tiles_of(9000, 9000, 384, None) == []


def test_a_picture_that_shows_objects_large_enough_as_a_whole_is_not_cut():
    assert tiles_of(4320, 3240, 640, sizes(1080, usual=200.0)) == []
    assert tiles_of(4320, 3240, 640, sizes(1080, usual=60.0)) != []


def test_a_much_larger_picture_is_cut_into_training_sized_tiles():
    tiles = tiles_of(1000, 300, 384, sizes(400))
    assert tiles == [Tile(0, 0, 400, 300), Tile(300, 0, 700, 300), Tile(600, 0, 1000, 300)]


@given(
    width=st.integers(1, 60_000),
    height=st.integers(1, 60_000),
    picture=st.integers(1, 1000) | st.integers(1, 1 << 20),
)
def test_no_card_and_no_picture_makes_more_tiles_than_can_be_looked_at(
    width: int, height: int, picture: int
):
    tiles = tiles_of(width, height, 640, ObjectSizes(picture, 1e-9, largest=1.0))
    assert len(tiles) <= MOST_TILES
    if tiles:
        assert (tiles[0].left, tiles[0].top) == (0, 0)
        assert (tiles[-1].right, tiles[-1].bottom) == (width, height)


@given(
    width=st.integers(1, 3000),
    height=st.integers(1, 3000),
    side=st.integers(100, 500),
    x=st.floats(0, 1),
    y=st.floats(0, 1),
)
def test_what_is_smaller_than_the_overlap_is_whole_in_a_tile(
    width: int, height: int, side: int, x: float, y: float
):
    size = OVERLAP * side - 2
    left, top = x * max(0.0, width - size), y * max(0.0, height - size)
    right, bottom = min(width, left + size), min(height, top + size)
    tiles = tiles_of(width, height, side, sizes(side)) or [Tile(0, 0, width, height)]
    assert all(0 <= t.left < t.right <= width and 0 <= t.top < t.bottom <= height for t in tiles)
    assert any(
        t.left <= left and t.top <= top and right <= t.right and bottom <= t.bottom for t in tiles
    )


def found(*rows: tuple[float, ...]) -> FoundObjects:
    boxes = torch.tensor(rows, dtype=torch.float32).reshape(-1, 6)
    return FoundObjects(boxes, [None] * len(rows))


LEFT, MIDDLE, RIGHT = Tile(0, 0, 400, 300), Tile(300, 0, 700, 300), Tile(600, 0, 1000, 300)


def together(whole: FoundObjects, **tiles: FoundObjects) -> set[tuple[float, ...]]:
    """What is left of what was found, on tiles of a picture of 1000 x 300."""
    places = {"left": LEFT, "middle": MIDDLE, "right": RIGHT}
    parts = [(places[name], of_tile) for name, of_tile in tiles.items()]
    boxes = put_together(whole, parts, (1000, 300), largest=300.0).boxes
    return {tuple(round(value, 3) for value in row) for row in boxes.tolist()}


def test_parts_at_an_inner_edge_are_left_to_the_neighbour():
    part, inside = (0.5, 100, 40, 140, 0.9, 0), (100, 100, 140, 140, 0.9, 0)
    at_the_pictures_edge = (200, 0, 240, 40, 0.9, 0)
    larger_than_the_overlap = (0, 50, 200, 250, 0.9, 0)
    kept = together(
        found(), middle=found(part, inside, at_the_pictures_edge, larger_than_the_overlap)
    )
    assert kept == {
        (400, 100, 440, 140, 0.9, 0),
        (500, 0, 540, 40, 0.9, 0),
        (300, 50, 500, 250, 0.9, 0),
    }


def test_of_two_tiles_findings_of_one_object_the_surer_stays():
    here, there = (310, 10, 350, 50, 0.6, 0), (11, 10, 51, 50, 0.8, 0)
    other_class, elsewhere = (10, 10, 50, 50, 0.7, 1), (90, 10, 130, 50, 0.5, 0)
    kept = together(found(), left=found(here), middle=found(there, other_class, elsewhere))
    assert kept == {
        (311, 10, 351, 50, 0.8, 0),
        (310, 10, 350, 50, 0.7, 1),
        (390, 10, 430, 50, 0.5, 0),
    }


def test_a_part_goes_when_another_view_shows_the_whole():
    part, whole = (250, 0, 400, 300, 0.9, 0), (150, 0, 600, 300, 0.3, 0)
    of_another_class = (250, 0, 400, 300, 0.7, 1)
    kept = together(found(whole), left=found(part, of_another_class))
    assert kept == {whole, of_another_class}


def test_parts_of_what_no_tile_shows_whole_are_joined():
    left, right = (100, 0, 400, 300, 0.7, 0), (0, 10, 160, 300, 0.9, 0)
    square = Polygon(((100, 0), (400, 0), (400, 300), (100, 300)))
    other = Polygon(((0, 10), (160, 10), (160, 300), (0, 300)))
    parts = [
        (LEFT, found(left)._replace(outlines=[square])),
        (MIDDLE, found(right)._replace(outlines=[other])),
    ]
    joined = put_together(found(), parts, (1000, 300), largest=300.0)
    assert [tuple(round(v, 3) for v in row) for row in joined.boxes.tolist()] == [
        (100, 0, 460, 300, 0.9, 0)
    ]
    (outline,) = joined.outlines
    assert outline is not None
    assert {point[0] for point in outline.points} >= {100, 460}


def test_a_small_object_on_a_large_one_of_its_class_stays():
    small, large = (20, 20, 40, 40, 0.9, 0), (0, 0, 280, 280, 0.8, 0)
    assert together(found(), left=found(small, large)) == {small, large}


def test_a_picture_that_says_more_as_a_whole_is_not_taken_apart():
    """As an enlarged photo, whose tiles show parts of what was learned whole."""
    whole = (100, 0, 500, 300, 0.9, 0)
    junk = (150, 50, 220, 120, 0.4, 0)
    assert together(found(whole), left=found(junk)) == {whole}


def test_what_is_larger_than_anything_learned_comes_from_the_whole_picture():
    """A part of something near fills a tile."""
    whole, part, small = (
        (0, 0, 1000, 300, 0.5, 0),
        (0, 0, 400, 300, 0.9, 0),
        (20, 20, 60, 60, 0.9, 1),
    )
    parts = [(LEFT, found(part, small))]
    kept = put_together(found(), parts, (1000, 300), largest=50.0)
    assert kept.boxes[:, 5].tolist() == [1]
    assert put_together(found(whole), parts, (1000, 300), largest=50.0).boxes[0, 2] == 1000


def test_nothing_found_in_any_view_is_nothing():
    assert together(found(), left=found(), middle=found()) == set()


def test_of_too_many_objects_the_surest_are_put_together():
    count = 2 * MOST_OBJECTS
    places = torch.arange(count, dtype=torch.float32)
    left, top = places % 400, places // 400
    scores = 1 - places / count
    boxes = torch.stack([left, top, left + 0.9, top + 0.9, scores, torch.zeros(count)], 1)
    everything = FoundObjects(boxes, [None] * count)
    left_over = put_together(found(), [(LEFT, everything)], (1000, 300), 100).boxes
    assert len(left_over) <= MOST_OBJECTS
    assert left_over[:, 4].min() > 0.45
