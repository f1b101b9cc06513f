"""Geometries that break programs: flat, crossing, doubled, on the border, outside, of holes."""

import numpy as np
from hypothesis import strategies as st

from engine.geometry.masks import encode
from engine.geometry.types import (
    Box,
    Geometry,
    Keypoint,
    Keypoints,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
)

WIDTH, HEIGHT = 48, 36


def _along(size: int) -> st.SearchStrategy[float]:
    """Places along one side of the image: on its border, on pixels, just beside them, outside."""
    on_grid = st.integers(-2, size + 2).map(float)
    beside = st.tuples(on_grid, st.sampled_from((1e-12, -1e-12, 1e-4, -1e-4, 0.5))).map(sum)
    border = st.sampled_from((0.0, -0.0, float(size), size / 2))
    return st.one_of(border, on_grid, beside, st.floats(-size, 2 * size), st.just(1e5))


def _picture(cells: tuple[int, int]) -> st.SearchStrategy[np.ndarray]:
    """Pixels set by chance, in cells of some pixels each."""
    rows, columns = HEIGHT // cells[1], WIDTH // cells[0]
    size = -(-rows * columns // 8)
    return st.binary(min_size=size, max_size=size).map(
        lambda data: (
            np.unpackbits(np.frombuffer(data, np.uint8))[: rows * columns]
            .reshape(rows, columns)
            .repeat(cells[1], axis=0)
            .repeat(cells[0], axis=1)
            .astype(np.bool_)
        )
    )


def _pattern(is_set: int) -> np.ndarray:
    """All, nothing, a frame, every second pixel, every second column, one pixel in a corner."""
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    on_border = (x == 0) | (y == 0) | (x == WIDTH - 1) | (y == HEIGHT - 1)
    patterns = (x >= 0, x < 0, on_border, (x + y) % 2 == 0, x % 2 == 1, x + y == 0)
    return patterns[is_set]


points = st.tuples(_along(WIDTH), _along(HEIGHT))
boxes = st.tuples(points, points).map(
    lambda ends: Box(*map(min, *ends), *map(max, *ends)),
)
_sides = st.one_of(st.just(0.0), st.just(1e-12), st.integers(1, 60).map(float), st.floats(0, 90))
_angles = st.one_of(st.sampled_from((0.0, 90.0, -180.0, 45.0, 1e5)), st.floats(-720, 720))
rotated_boxes = st.builds(RotatedBox, _along(WIDTH), _along(HEIGHT), _sides, _sides, _angles)


@st.composite
def rings(draw: st.DrawFn, least: int) -> tuple[tuple[float, float], ...]:
    """Points of which some come twice, at once or later."""
    fresh = draw(st.lists(points, min_size=least, max_size=9))
    again = draw(st.lists(st.integers(0, len(fresh) - 1), max_size=4))
    for place in again:
        fresh.insert(draw(st.integers(0, len(fresh))), fresh[place])
    return tuple(fresh)


polygons = rings(3).map(Polygon)
lines = rings(2).map(Polyline)
pictures = st.one_of(_picture((1, 1)), _picture((4, 3)), st.integers(0, 5).map(_pattern))
masks = pictures.map(encode)
_keypoint = st.builds(Keypoint, _along(WIDTH), _along(HEIGHT), st.integers(0, 2))
keypoints = st.lists(_keypoint, min_size=1, max_size=5).map(lambda it: Keypoints(tuple(it)))
areas: st.SearchStrategy[Geometry] = st.one_of(boxes, rotated_boxes, polygons, masks)
anything: st.SearchStrategy[Geometry] = st.one_of(areas, lines, keypoints, st.just(WholeImage()))
