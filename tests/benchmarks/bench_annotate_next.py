"""Going on to the next image of 12 megapixels, beside decoding it with Pillow."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt

from tests.benchmarks.bench_annotate_data import make_picture, make_project
from tests.benchmarks.bench_annotate_rows import Goal, Row
from tests.benchmarks.bench_annotate_window import (
    AnnotateWindow,
    milliseconds,
    rest,
    shown,
    wait_until,
)

PICTURE = (4000, 3000)
IMAGES = 12
LOOKED = 1500
"""Milliseconds that each image is looked at."""
NEAR = 24
"""A colour of a JPEG may be off by this."""

Color = tuple[int, int, int]


def next_rows(folder: Path) -> list[Row]:
    """From the key to the picture on the canvas; where it waits for a thread, that counts, too."""
    colors = [(250 * (n % 2), 250 * (n // 2 % 2), 250 * (n // 4 % 2)) for n in range(IMAGES)]
    folder.mkdir()
    paths = [
        make_picture(folder / f"{n:02}.jpg", PICTURE, n, color) for n, color in enumerate(colors)
    ]
    seen: list[float] = []
    decoded: list[float] = []
    with shown(make_project(folder, paths, "polygon"), folder) as window:
        rest(LOOKED)
        for path, color in zip(paths[1:], colors[1:], strict=True):
            seen.append(_go_on(window, color))
            rest(LOOKED)
            decoded.append(_decode(path))
    return [Row("Next image of 12 megapixels", seen, Goal(0.15, is_ratio=True), decoded)]


def _go_on(window: AnnotateWindow, color: Color) -> float:
    began = milliseconds()
    window.key(Qt.Key.Key_D)
    wait_until(lambda: _is_near(window.middle_color(), color))
    return milliseconds() - began


def _is_near(found: Color, wanted: Color) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(found, wanted, strict=True))


def _decode(path: Path) -> float:
    began = milliseconds()
    with Image.open(path) as image:
        image.load()
    return milliseconds() - began
