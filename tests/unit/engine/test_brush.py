"""Strokes on masks: the pixels they cover, and none of the others."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.geometry.brush import Stroke, erased, painted, stroke_mask
from engine.geometry.conversion import as_mask
from engine.geometry.mask_algebra import inverted
from engine.geometry.masks import decode, encode, mask_area
from engine.geometry.run_lengths import is_sound, region_run_lengths, run_lengths
from engine.geometry.types import Box, Keypoint, Keypoints, Polyline, RotatedBox, WholeImage

WIDTH, HEIGHT = 40, 30
places = st.floats(-20, 60)
strokes = st.builds(
    Stroke,
    st.lists(st.tuples(places, places), min_size=1, max_size=5).map(tuple),
    st.floats(0.5, 15),
    st.booleans(),
)
pictures = st.binary(min_size=WIDTH * HEIGHT // 8, max_size=WIDTH * HEIGHT // 8).map(
    lambda data: np.unpackbits(np.frombuffer(data, np.uint8)).reshape(HEIGHT, WIDTH).astype(bool)
)


def covered(stroke, slack):
    """The same, by the plain definition: some place on the way is near enough."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] + 0.5
    pixels = np.zeros((HEIGHT, WIDTH), bool)
    points = stroke.points
    for a, b in zip(points, points[1:] or points, strict=False):
        for share in np.linspace(0, 1, 400):
            dx, dy = x - a[0] - share * (b[0] - a[0]), y - a[1] - share * (b[1] - a[1])
            distance = np.maximum(abs(dx), abs(dy)) if stroke.is_square else np.hypot(dx, dy)
            pixels |= distance <= stroke.radius + slack
    return pixels


@settings(max_examples=60, deadline=None)
@given(strokes)
def test_a_stroke_covers_what_is_near_enough_to_its_way(stroke):
    mask = stroke_mask(stroke, WIDTH, HEIGHT)
    assert is_sound(mask)
    # Four hundred places on the way are 0.2 pixels apart at most, and the way is off by 0.1.
    assert not (decode(mask) & ~covered(stroke, 0.4)).any()
    assert not (covered(stroke, -0.1) & ~decode(mask)).any()


@given(pictures, strokes)
def test_painting_and_erasing_change_what_the_stroke_covers_alone(pixels, stroke):
    mask, stroke_pixels = encode(pixels), decode(stroke_mask(stroke, WIDTH, HEIGHT))
    assert (decode(painted(mask, stroke)) == (pixels | stroke_pixels)).all()
    left = erased(mask, stroke)
    wanted = pixels & ~stroke_pixels
    assert (left is None) == (not wanted.any())
    if left is not None:
        assert is_sound(left)
        assert (decode(left) == wanted).all()


@given(pictures)
def test_inverting_twice_changes_nothing(pixels):
    mask = encode(pixels)
    assert (decode(inverted(mask)) == ~pixels).all()
    assert inverted(inverted(mask)) == mask


@given(pictures, st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))
def test_the_runs_of_a_region_are_those_of_the_image(pixels, left, top):
    alone = np.zeros_like(pixels)
    alone[top:, left:] = pixels[top:, left:]
    runs = region_run_lengths(pixels[top:, left:], left, top, WIDTH, HEIGHT)
    assert runs.tolist() == run_lengths(encode(alone).counts).tolist()


def test_a_stroke_outside_covers_nothing():
    assert mask_area(stroke_mask(Stroke(((-50, -50),), 5), WIDTH, HEIGHT)) == 0
    assert mask_area(stroke_mask(Stroke(((100, 100), (90, 90)), 5, True), WIDTH, HEIGHT)) == 0


def test_what_has_an_area_becomes_its_pixels():
    box = as_mask(Box(10, 5, 20, 15), WIDTH, HEIGHT)
    assert mask_area(box) == 100
    assert decode(box)[5:15, 10:20].all()
    assert mask_area(as_mask(RotatedBox(20, 15, 10, 6, 90), WIDTH, HEIGHT)) == 60
    assert as_mask(box, WIDTH, HEIGHT) is box
    points = Keypoints((Keypoint(1, 1, 2),))
    for geometry in (Polyline(((1, 1), (20, 20))), points, WholeImage(), Box(1.1, 1.1, 1.2, 1.2)):
        assert as_mask(geometry, WIDTH, HEIGHT) is None
