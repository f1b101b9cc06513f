"""A stroke of the brush across a picture of 24 megapixels."""

import math
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from tests.benchmarks.bench_annotate_data import make_scene
from tests.benchmarks.bench_annotate_rows import Goal, Row
from tests.benchmarks.bench_annotate_window import AnnotateWindow, shown

PICTURE = (6000, 4000)
MOVES = 240
STROKES = 3
LARGER = 9
"""Presses of the key that makes the brush larger: about 180 pixels of the picture."""
MARGIN = 60
"""Screen pixels from the border of the canvas."""


def stroke_rows(folder: Path) -> list[Row]:
    """From the move of the mouse to what is seen of it, and from the end to the object."""
    moved: list[float] = []
    kept: list[float] = []
    with shown(make_scene(folder, PICTURE), folder) as window:
        window.key(Qt.Key.Key_B)
        for _ in range(LARGER):
            window.key(Qt.Key.Key_BracketRight)
        for n in range(STROKES):
            times, last = _stroke(window, n / STROKES)
            moved.extend(times)
            kept.append(last)
        (image,) = window.store.images.ids()
        assert window.store.annotations.counts([image]) == {image: 1}, "nothing was painted"
    return [
        Row("A stroke on 24 megapixels: each move", moved, Goal(16.0)),
        Row("the same: its end, stored and painted", kept),
    ]


def _stroke(window: AnnotateWindow, phase: float) -> tuple[list[float], float]:
    """Paint a wave from the left to the right."""
    places = [_place(window, n / MOVES, phase) for n in range(MOVES + 1)]
    window.press(places[0])
    times = [window.timed(lambda at=at: window.move(at)) for at in places[1:]]
    before = window.committed
    last = window.timed(lambda: window.release(places[-1]))
    assert window.committed > before, "nothing was stored"
    window.settle()
    return times, last


def _place(window: AnnotateWindow, share: float, phase: float) -> QPoint:
    area = window.viewport.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    wave = 0.5 + 0.4 * math.sin((3 * share + phase) * math.tau)
    return area.topLeft() + QPoint(round(share * area.width()), round(wave * area.height()))
