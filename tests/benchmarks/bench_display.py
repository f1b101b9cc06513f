"""Times looking at images: the next one by key, and panning and zooming with adjusted colours.

python -m tests.benchmarks.bench_display
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
from PySide6.QtWidgets import QApplication

from desktop.canvas.adjustment import CHANNELS, FALSE_COLORS, PLAIN, Adjustment
from desktop.canvas.image_source import ImageSource
from desktop.canvas.view import CanvasView

LARGE = (12000, 8400)
VIEW = (1600, 1000)
ROUNDS = 15
ADJUSTMENTS = {
    "as it is": PLAIN,
    "brightness, contrast, gamma": Adjustment(20, 20, 20),
    "red only": Adjustment(channel=CHANNELS[2]),
    "grey in false colours": Adjustment(colors=FALSE_COLORS[1]),
}


def main() -> None:
    """Measures and prints a table of milliseconds."""
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.jpg"
        draw_smooth(path, *LARGE)
        measure_adjusted(app, path)


def draw_smooth(path: Path, width: int, height: int, seed: int = 0) -> None:
    """A smooth picture."""
    Image.MAX_IMAGE_PIXELS = None
    small = np.random.default_rng(seed).integers(0, 255, (84, 120, 3), dtype=np.uint8)
    Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC).save(path)


def measure_adjusted(app: QApplication, path: Path) -> None:
    """Pan, zoom and the move of a slider on 101 megapixels, in a view of 1600x1000."""
    view = CanvasView()
    view.resize(*VIEW)
    view.show()
    loaded: list[bool] = []
    view.image_loaded.connect(lambda: loaded.append(True))
    view.set_image(ImageSource(path, *LARGE))
    while not loaded:
        app.processEvents()
    print(f"{LARGE[0] * LARGE[1] / 1e6:.0f} megapixels in {VIEW[0]}x{VIEW[1]}, ms: median (95 %)")
    for zoom in ("fit", 0.5, 1.0):
        view.fit() if zoom == "fit" else view.zoom_by(float(zoom) / view.zoom())
        for name, adjustment in ADJUSTMENTS.items():
            view.image_layer.adjust(adjustment)
            zooms = timed(lambda n: view.zoom_by(1.02 if n % 2 else 1 / 1.02))
            pans = timed(lambda n: view.navigator.pan_by(*((13, 9) if n % 2 else (-13, -9))))
            print(f"{zoom!s:>4} {name:>28}: pan {pans}  zoom {zooms}")


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
