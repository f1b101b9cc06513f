"""One edit until it is on the disk, beside SQLite alone; and 300 objects moved beside one."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QPoint, Qt

from engine.geometry.ops import bounds
from tests.benchmarks.bench_annotate_data import WIDE, make_polygons, make_scene
from tests.benchmarks.bench_annotate_rows import Goal, Row
from tests.benchmarks.bench_annotate_window import AnnotateWindow, milliseconds, shown

OBJECTS = 5000
MOVED = 300
ROUNDS = 40
MOVES = 10
"""How often 300 objects are moved, and one."""
PAYLOAD = "0" * 950
"""About as much as an outline of 24 points takes."""

Both = tuple[list[float], list[float]]
"""Milliseconds until it is stored, and until it is painted, too."""


def edit_rows(folder: Path) -> list[Row]:
    """On an image with 5,000 objects."""
    with shown(make_scene(folder, WIDE, make_polygons(OBJECTS)), folder) as window:
        with closing(_open_floor(folder / "floor.db")) as floor:
            given, moved, bare = _edits(window, floor)
        one, many = _moves(window, 1), _moves(window, MOVED)
    return [
        Row("One edit, stored: another class by its key", given[0], Goal(3.0, is_ratio=True), bare),
        Row("One edit, stored: moved by an arrow", moved[0], Goal(3.0, is_ratio=True), bare),
        Row("the same, painted: another class", given[1]),
        Row("the same, painted: moved by an arrow", moved[1]),
        Row("300 objects moved, stored", many[0], Goal(10.0, is_ratio=True), one[0]),
        Row("300 objects moved, painted", many[1], Goal(10.0, is_ratio=True), one[1]),
    ]


def _edits(window: AnnotateWindow, floor: sqlite3.Connection) -> tuple[Both, Both, list[float]]:
    """Edits by keys, and in turn with them bare inserts of SQLite on the same disk."""
    keys = sorted(window.page.image.annotations)
    given: Both = ([], [])
    moved: Both = ([], [])
    bare: list[float] = []
    for n in range(ROUNDS):
        window.canvas.select([keys[n]])
        window.settle()
        bare.append(_insert(floor))
        # The first three keys of classes; it has another one already.
        digit = Qt.Key(Qt.Key.Key_1 + (n + 1) % 3)
        _note(given, window, lambda digit=digit: window.key(digit))
        window.settle()
        _note(moved, window, lambda: window.key(Qt.Key.Key_Right))
    return given, moved, bare


def _moves(window: AnnotateWindow, count: int) -> Both:
    """Move so many objects by the mouse, there and back."""
    keys = sorted(window.page.image.annotations)[100 : 100 + count]
    times: Both = ([], [])
    for n in range(MOVES):
        window.canvas.select(keys)
        window.settle()
        steps = len(window.store.history.steps())
        at = _hold_of(window, keys)
        shift = QPoint(2, 2) if n % 2 else QPoint(-2, -2)
        window.press(at)
        for k in range(1, 5):
            window.move(at + k * shift)
        _note(times, window, lambda to=at + 4 * shift: window.release(to))
        assert len(window.store.history.steps()) == steps + 1, "it is not one step"
    return times


def _note(times: Both, window: AnnotateWindow, act: object) -> None:
    assert callable(act)
    before, began = window.committed, milliseconds()
    painted = window.timed(act)
    assert window.committed > before, "nothing was stored"
    times[0].append(window.committed - began)
    times[1].append(painted)


def _hold_of(window: AnnotateWindow, keys: Sequence[int]) -> QPoint:
    """A place in the viewport at which one of the selected objects is taken hold of."""
    for key in keys:
        extent = bounds(window.page.image.annotations[key].geometry)
        assert extent is not None
        x, y = (extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2
        under = window.canvas.stage.shapes_at((x, y))
        if under and under[0] in keys:
            return window.at(x, y)
    raise AssertionError("all are covered by others")


def _open_floor(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, geometry TEXT)")
    return connection


def _insert(floor: sqlite3.Connection) -> float:
    began = milliseconds()
    floor.execute("BEGIN")
    floor.execute("INSERT INTO rows (geometry) VALUES (?)", (PAYLOAD,))
    floor.execute("COMMIT")
    return milliseconds() - began
