"""Decoding ahead stays within its memory, and out of the way of the image in hand."""

import threading

import pytest
from PySide6.QtTest import QTest

from desktop.canvas.canvas_image import CanvasImage
from desktop.canvas.decode_ahead import DecodeAhead, usual_budget
from desktop.canvas.image_source import ImageSource
from engine.images import ReadingStopped, read
from tests.helpers.canvas import save_picture

ONE = 400 * 300 * 4
"""Bytes of an image of 400x300, which has one level."""


@pytest.fixture
def sources(tmp_path):
    paths = [save_picture(tmp_path / f"{n}.png") for n in range(4)]
    return [ImageSource(path, 400, 300) for path in paths]


def kept(ahead, sources):
    return [n for n, source in enumerate(sources) if ahead.find(source) is not None]


def test_images_are_decoded_as_far_as_the_budget_goes(qtbot, sources):
    # Before it is decoded an image counts with the coarser levels that it might have.
    ahead = DecodeAhead(int(2.4 * ONE))
    ahead.want(sources)
    qtbot.waitUntil(lambda: kept(ahead, sources) == [0, 1])
    QTest.qWait(100)
    assert kept(ahead, sources) == [0, 1]


def test_what_is_wanted_less_goes_first(qtbot, sources):
    ahead = DecodeAhead(int(2.4 * ONE))
    ahead.want(sources[:2])
    qtbot.waitUntil(lambda: kept(ahead, sources) == [0, 1])
    ahead.want([sources[2], sources[0], sources[1]])
    qtbot.waitUntil(lambda: kept(ahead, sources) == [0, 2])


def test_pixels_of_another_time_are_others(qtbot, sources):
    ahead = DecodeAhead(10 * ONE)
    ahead.want(sources[:1])
    qtbot.waitUntil(lambda: kept(ahead, sources) == [0])
    first = sources[0]
    assert ahead.find(ImageSource(first.path, 400, 300, key="other")) is None
    assert ahead.find(ImageSource(first.path, 400, 300, check=lambda: None)) is not None


def test_the_image_in_hand_does_not_wait_for_what_is_decoded_ahead(qtbot, sources):
    at_work, over = threading.Event(), threading.Event()

    def check():
        at_work.set()
        over.wait(10)

    ahead = DecodeAhead(10 * ONE)
    slow = ImageSource(sources[1].path, 400, 300, check=check)
    ahead.want([slow])
    assert at_work.wait(10)
    image = CanvasImage(ahead)
    with qtbot.waitSignal(image.loaded):
        image.show(sources[0])
    over.set()
    QTest.qWait(100)
    # It was given up for the image in hand, and nobody has asked for it again.
    assert kept(ahead, sources) == [0]
    ahead.want([slow])
    qtbot.waitUntil(lambda: ahead.find(slow) is not None)


def test_a_long_decoding_ends_soon_after_nobody_wants_it(tmp_path):
    path = save_picture(tmp_path / "large.jpg", 6000, 4000)
    readings = []

    def go_on():
        readings.append(1)
        if len(readings) > 8:
            raise ReadingStopped

    with pytest.raises(ReadingStopped):
        read(path, go_on=go_on)
    assert len(readings) == 9


def test_a_machine_keeps_a_small_part_of_its_memory_for_this():
    assert 64 << 20 <= usual_budget() <= 1 << 30
