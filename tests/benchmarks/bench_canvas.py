"""Times the canvas against an item per shape, in the same run; prints the ratios.

python tests/benchmarks/bench_canvas.py [SHAPES]
"""

import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QPolygonF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsPolygonItem,
    QGraphicsScene,
    QGraphicsView,
)

from desktop.canvas import painting
from desktop.canvas.image_source import ImageSource
from desktop.canvas.shape import CanvasShape
from desktop.canvas.view import CanvasView
from engine.geometry.types import Polygon

WIDTH, HEIGHT = 12000, 8400
VIEW = (1600, 1000)
ROUNDS = 15


def main() -> None:
    """Measures both ways and prints a table of medians in milliseconds."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    app = QApplication([])
    polygons = make_polygons(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.jpg"
        make_picture(path)
        rows = {"canvas": measure_canvas(app, path, polygons), "items": measure_items(polygons)}
    print(f"{count} polygons of 24 vertices on {WIDTH * HEIGHT / 1e6:.0f} megapixels, ms")
    for action in rows["canvas"]:
        ours, theirs = rows["canvas"][action], rows["items"][action]
        print(f"{action:>5}: canvas {ours:7.2f}  items {theirs:7.2f}  ratio {ours / theirs:5.2f}")


def make_polygons(count: int) -> list[Polygon]:
    """Stars of 24 vertices all over the picture."""
    rng = random.Random(0)
    return [make_polygon(rng) for _ in range(count)]


def make_polygon(rng: random.Random) -> Polygon:
    radius = rng.uniform(20, 120)
    x, y = rng.uniform(radius, WIDTH - radius), rng.uniform(radius, HEIGHT - radius)
    turns = [math.tau * n / 24 for n in range(24)]
    lengths = [radius * rng.uniform(0.8, 1.0) for _ in turns]
    return Polygon(
        tuple(
            (x + r * math.cos(a), y + r * math.sin(a)) for a, r in zip(turns, lengths, strict=True)
        )
    )


def make_picture(path: Path) -> None:
    """A smooth picture of 101 megapixels."""
    Image.MAX_IMAGE_PIXELS = None
    small = np.random.default_rng(0).integers(0, 255, (84, 120, 3), dtype=np.uint8)
    Image.fromarray(small).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC).save(path)


def measure_canvas(app: QApplication, path: Path, polygons: list[Polygon]) -> dict[str, float]:
    """The canvas as shipped."""
    view = CanvasView()
    view.resize(*VIEW)
    view.show()
    loaded: list[bool] = []
    view.image_loaded.connect(lambda: loaded.append(True))
    view.set_image(ImageSource(path, WIDTH, HEIGHT))
    while not loaded:
        app.processEvents()
    view.set_shapes(
        CanvasShape(key, polygon, "#e69f00", "tree") for key, polygon in enumerate(polygons)
    )
    view.select([0])
    x, y = polygons[0].points[0]
    start = view.viewportTransform().map(QPointF(x, y)).toPoint()
    timings = {
        "zoom": median_ms(view, lambda n: view.zoom_by(1.02 if n % 2 else 1 / 1.02)),
        "pan": median_ms(view, lambda _: view.navigator.pan_by(3, 2)),
    }
    view.fit()
    view.grab()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    shift = [start + QPointF(8 + n, 8).toPoint() for n in range(ROUNDS)]
    timings["drag"] = median_ms(view, lambda n: QTest.mouseMove(view.viewport(), shift[n]))
    assert view.stage.edit.reshaped is not None, "nothing was dragged"
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=shift[-1])
    return timings


def measure_items(polygons: list[Polygon]) -> dict[str, float]:
    """A QGraphicsPolygonItem per shape, with thin lines, on the picture as one pixmap."""
    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    view.resize(*VIEW)
    picture = QPixmap(WIDTH, HEIGHT)
    picture.fill(QColor("#808080"))
    scene.addPixmap(picture)
    items: list[QGraphicsPolygonItem] = []
    for polygon in polygons:
        item = QGraphicsPolygonItem(QPolygonF([QPointF(*point) for point in polygon.points]))
        item.setPen(painting.pen(QColor("#e69f00"), 1.0))
        item.setBrush(painting.tinted("#e69f00", painting.FILL))
        scene.addItem(item)
        items.append(item)
    view.show()
    scale = min(VIEW[0] / WIDTH, VIEW[1] / HEIGHT)
    view.scale(scale, scale)

    def drag(n: int) -> None:
        outline = items[0].polygon()
        outline[0] = QPointF(polygons[0].points[0][0] + 60 + 8 * n, polygons[0].points[0][1] + 60)
        items[0].setPolygon(outline)

    def pan(_: int) -> None:
        bar = view.horizontalScrollBar()
        bar.setValue(bar.value() + 3)

    def zoom(n: int) -> None:
        factor = 1.02 if n % 2 else 1 / 1.02
        view.scale(factor, factor)

    drags = median_ms(view, drag)
    zooms = median_ms(view, zoom)
    view.scale(1.2, 1.2)
    return {"zoom": zooms, "pan": median_ms(view, pan), "drag": drags}


def median_ms(view: QGraphicsView, act: Callable[[int], object]) -> float:
    """The median time of an action with the painting that follows from it.

    Processor time, so that what else the machine does is left out.
    """
    QApplication.processEvents()
    times: list[float] = []
    for n in range(ROUNDS):
        began = time.thread_time()
        act(n)
        QApplication.processEvents()
        times.append((time.thread_time() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
