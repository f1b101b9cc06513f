"""Large pictures are looked at in tiles, and every object is found once."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.tiles import (
    OVERLAP,
    Tile,
    TileFindings,
    put_together,
    tiles_of,
    without_slivers,
)


def test_pictures_like_the_training_ones_are_not_cut():
    assert tiles_of(800, 600, 400) == [Tile(0, 0, 800, 600)]
    assert tiles_of(9000, 9000, 0) == [Tile(0, 0, 9000, 9000)]


def test_a_much_larger_picture_is_cut_into_training_sized_tiles():
    tiles = tiles_of(1000, 300, 400)
    assert tiles == [Tile(0, 0, 400, 300), Tile(300, 0, 700, 300), Tile(600, 0, 1000, 300)]


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
    tiles = tiles_of(width, height, side)
    assert all(0 <= t.left < t.right <= width and 0 <= t.top < t.bottom <= height for t in tiles)
    assert any(
        t.left <= left and t.top <= top and right <= t.right and bottom <= t.bottom for t in tiles
    )


def found(*rows: tuple[float, ...]) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.float32)


def test_parts_at_an_inner_edge_are_left_to_the_neighbour():
    tile = Tile(300, 0, 700, 300)
    part = (300.5, 100, 340, 140, 0.9, 0)
    inside = (400, 100, 440, 140, 0.9, 0)
    at_the_pictures_edge = (500, 0, 540, 40, 0.9, 0)
    larger_than_the_overlap = (300, 50, 500, 250, 0.9, 0)
    rows = found(part, inside, at_the_pictures_edge, larger_than_the_overlap)
    kept = without_slivers(rows, tile, 1000, 300)
    assert torch.equal(kept.boxes, rows[1:])
    assert kept.cut.tolist() == [False, False, True]


def findings(*rows: tuple[float, ...], cut: bool = False) -> TileFindings:
    return TileFindings(found(*rows), torch.full((len(rows),), cut))


def rows_of(boxes: torch.Tensor) -> set[tuple[float, ...]]:
    return {tuple(round(value, 3) for value in row) for row in boxes.tolist()}


def test_of_two_tiles_findings_of_one_object_the_surer_stays():
    first, second = (10, 10, 50, 50, 0.6, 0), (11, 10, 51, 50, 0.8, 0)
    other_class, elsewhere = (10, 10, 50, 50, 0.7, 1), (90, 10, 130, 50, 0.5, 0)
    kept = put_together([findings(first), findings(second, other_class, elsewhere)])
    assert rows_of(kept.boxes) == {second, other_class, elsewhere}


def test_a_part_goes_when_another_tile_shows_the_whole():
    part, whole = (0, 0, 100, 300, 0.9, 0), (0, 0, 300, 300, 0.8, 0)
    of_another_class, of_another_thing = (0, 0, 100, 300, 0.7, 1), (250, 0, 500, 300, 0.6, 0)
    cut = findings(part, of_another_class, of_another_thing, cut=True)
    kept = put_together([cut, findings(whole)])
    assert rows_of(kept.boxes) == {whole, of_another_class, of_another_thing}


def test_parts_of_what_no_tile_shows_whole_are_joined():
    left, right = (100, 0, 400, 300, 0.7, 0), (250, 10, 480, 300, 0.9, 0)
    elsewhere = (700, 0, 720, 20, 0.8, 0)
    parts = [findings(elsewhere, left, cut=True), findings(right, cut=True)]
    kept = put_together(parts)
    assert rows_of(kept.boxes) == {(100, 0, 480, 300, 0.9, 0), elsewhere}
    assert sorted(sorted(members) for members in kept.members) == [[0], [1, 2]]


def test_a_small_object_on_a_large_one_of_its_class_stays():
    small, large = (20, 20, 40, 40, 0.9, 0), (0, 0, 300, 300, 0.8, 0)
    assert rows_of(put_together([findings(small, large)]).boxes) == {small, large}


def test_nothing_found_in_any_tile_is_nothing():
    nothing = TileFindings(torch.zeros(0, 6), torch.zeros(0, dtype=torch.bool))
    assert put_together([nothing, nothing]).boxes.shape == (0, 6)
