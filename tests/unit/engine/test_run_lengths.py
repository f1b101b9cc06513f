"""A part of a mask, cut out of its runs."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from engine.geometry import masks
from engine.geometry.run_lengths import decode_region, run_lengths

arrays = st_numpy.arrays(bool, st.tuples(st.integers(1, 40), st.integers(1, 40)))


@given(arrays, st.data())
def test_a_part_is_what_decoding_everything_gives_there(array: np.ndarray, data: st.DataObject):
    height, width = array.shape
    left, top = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    right, bottom = data.draw(st.integers(left, width)), data.draw(st.integers(top, height))
    step = data.draw(st.integers(1, 3))
    part = decode_region(masks.encode(array), left, top, right, bottom, step)
    np.testing.assert_array_equal(part, array[top:bottom:step, left:right:step])


def test_long_runs_are_read():
    array = np.zeros((3000, 2000), bool)
    array[100:2900, 700:1500] = True
    array[500, 900] = False
    mask = masks.encode(array)
    assert run_lengths(mask.counts).sum() == array.size
    np.testing.assert_array_equal(decode_region(mask, 650, 0, 1550, 3000), array[:, 650:1550])


def test_a_mask_without_pixels_is_empty():
    assert not decode_region(masks.encode(np.zeros((5, 7), bool)), 0, 0, 7, 5).any()
