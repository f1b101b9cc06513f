"""Panning, zooming and dragging with thousands of objects in sight."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from engine.geometry.ops import bounds
from engine.geometry.types import Geometry, Polygon
from tests.benchmarks.bench_annotate_data import WIDE, make_masks, make_polygons, make_scene
from tests.benchmarks.bench_annotate_rows import Goal, Row
from tests.benchmarks.bench_annotate_window import AnnotateWindow, shown

ROUNDS = 60
FLUENT, ZOOMED = Goal(16.0), Goal(40.0)
STEP = QPoint(14, 9)
"""Screen pixels from one move of the mouse to the next: a thousand in a second."""


def outline_rows(folder: Path, count: int, labelme: Sequence[float] = ()) -> list[Row]:
    """Outlines of 24 points; ``labelme`` are its times for painting the same, in milliseconds."""
    return _rows(folder, f"{count:,} outlines", make_polygons(count), labelme)


def mask_rows(folder: Path, count: int) -> list[Row]:
    """Masks of a megapixel."""
    return _rows(folder, f"{count:,} masks", make_masks(count))


def _rows(
    folder: Path, name: str, geometries: Sequence[Geometry], labelme: Sequence[float] = ()
) -> list[Row]:
    with shown(make_scene(folder, WIDE, geometries), folder) as window:
        pan, zoom = pan_times(window), zoom_times(window)
        drag, drop = drag_times(window)
    dragged = "a vertex" if isinstance(geometries[0], Polygon) else "one"
    return [
        Row(f"{name}: pan", pan, FLUENT, labelme),
        # What is asked of zooming is asked of 5,000 outlines.
        Row(f"{name}: zoom", zoom, ZOOMED if labelme else None, labelme),
        Row(f"{name}: drag {dragged}", drag, FLUENT, labelme),
        Row(f"{name}: let go of it", drop),
    ]


def pan_times(window: AnnotateWindow) -> list[float]:
    """Move the picture by the middle button, to and fro."""
    at = window.viewport.rect().center()
    window.press(at, Qt.MouseButton.MiddleButton)
    times: list[float] = []
    for n in range(ROUNDS):
        at = at + STEP if n // 15 % 2 else at - STEP
        times.append(window.timed(lambda at=at: window.move(at)))
    window.release(at, Qt.MouseButton.MiddleButton)
    return times


def zoom_times(window: AnnotateWindow) -> list[float]:
    """Turn the wheel with Ctrl around the scale at which all is in sight."""
    window.canvas.fit()
    window.settle()
    return [window.timed(lambda n=n: window.zoom(1 if n % 2 else -1)) for n in range(ROUNDS)]


def drag_times(window: AnnotateWindow) -> tuple[list[float], list[float]]:
    """Drag a vertex, or what has none as a whole; and let go of it."""
    window.canvas.fit()
    window.settle()
    key = _middle_one(window)
    window.canvas.select([key])
    window.settle()
    at = _hold_of(window, key)
    window.press(at)
    times: list[float] = []
    for n in range(ROUNDS):
        at = at + STEP if n // 15 % 2 else at - STEP
        times.append(window.timed(lambda at=at: window.move(at)))
    assert window.canvas.has_draft(), "nothing is dragged"
    # Not to where it began: then nothing would be stored.
    end = at + 2 * STEP
    window.move(end)
    window.settle()
    before = window.committed
    dropped = window.timed(lambda: window.release(end))
    assert window.committed > before, "nothing was stored"
    return times, [dropped]


def _middle_one(window: AnnotateWindow) -> int:
    """The object nearest to the middle of the picture."""
    rows = window.page.image.annotations.values()
    return min(rows, key=lambda row: _distance(row.geometry)).id


def _distance(geometry: Geometry) -> float:
    extent = bounds(geometry)
    assert extent is not None
    across, down = extent.left + extent.right - WIDE[0], extent.top + extent.bottom - WIDE[1]
    return across * across + down * down


def _hold_of(window: AnnotateWindow, key: int) -> QPoint:
    """Where to press the mouse in the viewport."""
    geometry = window.page.image.annotations[key].geometry
    if isinstance(geometry, Polygon):
        return window.at(*geometry.points[0])
    extent = bounds(geometry)
    assert extent is not None
    return window.at(extent.left + extent.width / 2, extent.top + extent.height * 0.05)
