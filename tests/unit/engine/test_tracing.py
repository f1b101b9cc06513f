"""Outlines of masks that are traced block by block, and of masks that are mazes."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.geometry.masks import decode, encode, mask_area, outlines, to_geometry_kind, traced
from engine.geometry.painted_outlines import MOST_EDGES, count_edges, painted_outlines
from engine.geometry.regions import rasterised
from engine.geometry.run_lengths import run_lengths
from engine.geometry.tracing import BLOCK

SIZE = 6 * BLOCK + 7


def blobs(seed, side):
    """Random squares of this side, set or not, over several blocks and across their borders."""
    rng = np.random.default_rng(seed)
    coarse = rng.random((SIZE // side + 1, SIZE // side + 1)) < 0.5
    return coarse.repeat(side, axis=0).repeat(side, axis=1)[: SIZE - 20, :SIZE]


def sieve(count, step=3):
    """An object with ``count`` times ``count`` holes of a pixel."""
    pixels = np.ones((step * count, step * count), bool)
    pixels[1::step, 1::step] = False
    return pixels


def regions(found):
    return shapely.MultiPolygon([(one.outer, one.holes) for one in found])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from([4, 17, 40, BLOCK - 1, BLOCK, BLOCK + 1]))
def test_parts_across_blocks_give_the_pixels_of_the_mask_back(seed, side):
    pixels = blobs(seed, side)
    parts = list(traced(encode(pixels)))
    assert all(shapely.is_valid(part) for part in parts)
    assert np.array_equal(decode(rasterised(parts, pixels.shape[1], pixels.shape[0])), pixels)


def test_an_object_across_many_blocks_is_one_part():
    pixels = np.zeros((SIZE, SIZE), bool)
    pixels[1:-1, 1:-1] = True
    pixels[50:-50, 50:-50] = False
    pixels[100:-100, 100:-100] = True
    large, small = outlines(encode(pixels))
    assert (len(large.holes), len(small.holes)) == (1, 0)
    assert len(large.outer) == 4


@pytest.mark.parametrize("order", ["C", "F"])
@given(bits=st.binary(min_size=8, max_size=8))
def test_edges_are_counted_by_the_runs(order, bits):
    pixels = np.unpackbits(np.frombuffer(bits, np.uint8)).reshape((8, 8), order=order).astype(bool)
    # Runs that go on from the foot of a column to the head of the next are one.
    pixels[-1] = False
    around = np.pad(pixels, 1)
    wanted = sum(np.count_nonzero(np.diff(around, axis=axis)) for axis in (0, 1))
    assert count_edges(run_lengths(encode(pixels).counts), 8) == wanted


def test_a_usual_mask_is_painted_as_it_is_traced():
    mask = encode(blobs(1, 30))
    assert painted_outlines(mask) == outlines(mask)


def test_a_maze_is_painted_by_few_outlines_that_lose_no_part_of_it():
    pixels = np.zeros((1100, 1400), bool)
    pixels[20:1019, 30:1029] = sieve(333)
    pixels[300:400, 300:500] = False
    # Alone, and of one pixel.
    pixels[500, 1300] = True
    mask = encode(pixels)
    assert count_edges(run_lengths(mask.counts), mask.height) > 4 * MOST_EDGES
    region = regions(painted_outlines(mask))
    assert shapely.get_num_coordinates(region) < MOST_EDGES / 10
    # What lies deep within a block's border is as it is in the mask, its small holes aside.
    assert not region.contains(shapely.Point(400, 350))
    assert region.contains(shapely.Point(100, 100))
    assert region.distance(shapely.Point(1300.5, 500.5)) < 4
    assert region.area == pytest.approx(999 * 999 - 100 * 200, rel=0.02)


@pytest.mark.parametrize("is_turned", [False, True])
def test_stripes_have_as_many_edges_either_way(is_turned):
    pixels = np.zeros((2000, 2000), bool)
    pixels[::2] = True
    mask = encode(pixels.T if is_turned else pixels)
    assert shapely.get_num_coordinates(regions(painted_outlines(mask))) < MOST_EDGES


def test_a_part_with_thousands_of_holes_keeps_them_all():
    mask = encode(sieve(60))
    (found,) = outlines(mask)
    assert len(found.holes) == 60 * 60
    assert regions([found]).area == pytest.approx(mask_area(mask), rel=0.1)
    assert to_geometry_kind(mask, "polygon") == mask
