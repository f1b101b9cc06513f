"""Times looking at images: the next one by key, and panning and zooming with other colours.

python -m tests.benchmarks.bench_display

A key is pressed in the real window, on a project of photos of 12 megapixels, when the next image is
decoded ahead; measured until the image is painted, against one decoding by Pillow in the same run.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.actions import Scope
from desktop.canvas.adjustment import CHANNELS, FALSE_COLORS, PLAIN, Adjustment
from desktop.canvas.image_source import ImageSource
from desktop.canvas.view import CanvasView
from desktop.jobs.assist_client import AssistClient
from desktop.main_window import MainWindow
from desktop.pages.annotate import page as annotate
from desktop.pages.annotate.images_ahead import source_of
from desktop.pages.start.page import StartPage
from desktop.project_session import ProjectSession
from desktop.theme.apply import dress
from engine.project.store import Store
from tests.helpers.window import own_memory

LARGE = (12000, 8400)
PHOTO = (4000, 3000)
PHOTOS = 8
VIEW = (1600, 1000)
ROUNDS = 15
ADJUSTMENTS = {
    "as it is": PLAIN,
    "brightness, contrast, gamma": Adjustment(20, 20, 20),
    "red only": Adjustment(channel=CHANNELS[2]),
    "grey in false colours": Adjustment(colors=FALSE_COLORS[1]),
}


class WatchedCanvas(CanvasView):
    """Notes when its image has been painted."""

    painted_at = 0.0

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawBackground(painter, rect)
        if self.image.levels:
            self.painted_at = time.perf_counter()


def main() -> None:
    """Measures and prints both."""
    app = QApplication([])
    dress(app)
    with tempfile.TemporaryDirectory() as folder:
        measure_next_image(Path(folder))
        path = Path(folder) / "large.jpg"
        draw_photo(path, LARGE, noise=0)
        measure_adjusted(path)


def measure_next_image(folder: Path) -> None:
    """From the key to the painted image, walking forward, in shares of a decoding by Pillow."""
    paths = [folder / f"{n}.jpg" for n in range(PHOTOS)]
    for n, path in enumerate(paths):
        draw_photo(path, PHOTO, noise=6, seed=n)
    annotate.CanvasView = WatchedCanvas
    store = Store.create(folder / "p.saegim")
    store.images.add(paths)
    store.classes.add("tree", "box")
    remembered = own_memory(folder)
    window = MainWindow(remembered, StartPage())
    assist = AssistClient(["none"], folder / "assist.log")
    page = annotate.AnnotatePage(
        ProjectSession(store), assist, window.table, remembered, window.messages, window.progress
    )
    scopes = frozenset({Scope.PROJECT, Scope.ANNOTATE, Scope.DRAW})
    window.add_page(page, "Annotate", "square-pen", scopes)
    window.show_page(page)
    window.resize(*VIEW)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    decodings = [decode_ms(path) for path in paths]
    keys = [key_to_paint_ms(page, store) for _ in range(PHOTOS - 1)]
    ours, theirs = statistics.median(keys), statistics.median(decodings)
    print(f"next image of {PHOTO[0] * PHOTO[1] / 1e6:.0f} megapixels, ms:")
    print(f"key to paint {ours:.1f}  Pillow's decoding {theirs:.1f}  ratio {ours / theirs:.3f}")
    page.close_parts()
    window.clear_pages()


def key_to_paint_ms(page: annotate.AnnotatePage, store: Store) -> float:
    """Presses the key when the next image is decoded; waits until another image is painted."""
    canvas = page.canvas
    assert isinstance(canvas, WatchedCanvas)
    following = store.images.get(page.review.neighbour(1) or 0)
    while canvas.ahead.find(source_of(store, following)) is None:
        QTest.qWait(20)
    # What follows from the last key is over.
    QTest.qWait(500)
    began = time.perf_counter()
    QTest.keyClick(canvas, Qt.Key.Key_D)
    while canvas.painted_at < began:
        QApplication.processEvents()
    return (canvas.painted_at - began) * 1000


def decode_ms(path: Path) -> float:
    """One decoding by Pillow."""
    began = time.perf_counter()
    with Image.open(path) as image:
        image.load()
    return (time.perf_counter() - began) * 1000


def draw_photo(path: Path, size: tuple[int, int], noise: float, seed: int = 0) -> None:
    """A smooth picture, with as much noise as a photo."""
    Image.MAX_IMAGE_PIXELS = None
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 255, (84, 120, 3), dtype=np.uint8)
    image = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    if noise:
        pixels = np.asarray(image).astype(np.float32)
        pixels += rng.normal(0, noise, pixels.shape).astype(np.float32)
        image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    image.save(path, quality=90)


def measure_adjusted(path: Path) -> None:
    """Pan and zoom on 101 megapixels, by processor time, so that other work is left out."""
    view = CanvasView()
    view.resize(*VIEW)
    view.show()
    view.set_image(ImageSource(path, *LARGE))
    while not view.image.is_complete:
        QTest.qWait(20)
    print(f"{LARGE[0] * LARGE[1] / 1e6:.0f} megapixels in {VIEW[0]}x{VIEW[1]}, ms: median (95 %)")
    for zoom in (None, 0.5, 1.0):
        view.fit() if zoom is None else view.zoom_by(zoom / view.zoom())
        for name, adjustment in ADJUSTMENTS.items():
            view.image_layer.adjust(adjustment)
            zooms = timed(lambda n: view.zoom_by(1.02 if n % 2 else 1 / 1.02))
            pans = timed(lambda n: pan(view, QPoint(13, 9) if n % 2 else QPoint(-13, -9)))
            print(f"{zoom or 'fit'!s:>4} {name:>28}: pan {pans}  zoom {zooms}")


def pan(view: CanvasView, by: QPoint) -> None:
    """Moves the image by so many screen pixels."""
    view.navigator.pan_by(by.x(), by.y())


def timed(act: Callable[[int], object]) -> str:
    """Median and 95th percentile of an action with the painting that follows from it."""
    QApplication.processEvents()
    times: list[float] = []
    for n in range(ROUNDS):
        began = time.thread_time()
        act(n)
        QApplication.processEvents()
        times.append((time.thread_time() - began) * 1000)
    return f"{statistics.median(times):5.1f} ({np.percentile(times, 95):5.1f})"


if __name__ == "__main__":
    main()
