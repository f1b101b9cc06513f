"""Labelme's full repaint of the same outlines, in its own environment and process."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from engine.geometry.types import Polygon
from tests.benchmarks.bench_annotate_data import WIDE, make_picture
from tests.benchmarks.bench_annotate_window import SIZE
from tests.benchmarks.bench_start_labelme import labelme

ROUNDS = 5
REPAINTS = """
import sys, time
from pathlib import Path
from PyQt5.QtWidgets import QApplication
from labelme.app import MainWindow
from labelme.widgets import Canvas

def now():
    starved = int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    return time.perf_counter() - starved

app = QApplication([])
window = MainWindow(file_or_dir=sys.argv[1])
window.resize(int(sys.argv[2]), int(sys.argv[3]))
window.show()
canvas = window.findChild(Canvas)
while not canvas.shapes:
    app.processEvents()
for _ in range(20):
    app.processEvents()
for _ in range(int(sys.argv[4])):
    began = now()
    canvas.repaint()
    print("repaint", (now() - began) * 1000)
"""


def repaint_times(folder: Path, polygons: Sequence[Polygon]) -> tuple[str, list[float]]:
    """Return its version, and milliseconds of each repaint of all that is in sight."""
    peer = labelme()
    folder.mkdir()
    make_picture(folder / "picture.jpg", WIDE)
    (folder / "picture.json").write_text(json.dumps(_file(polygons)))
    python = peer.executable.with_name("python")
    arguments = [folder / "picture.json", *SIZE, ROUNDS]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    told = subprocess.run(
        [python, "-c", REPAINTS, *map(str, arguments)],
        env=environment,
        text=True,
        check=True,
        capture_output=True,
    ).stdout
    lines = (line.split() for line in told.splitlines() if line.startswith("repaint"))
    return peer.version, [float(figure) for _, figure in lines]


def _file(polygons: Sequence[Polygon]) -> dict[str, object]:
    shapes = [
        {"label": "tree", "points": polygon.points, "shape_type": "polygon", "flags": {}}
        for polygon in polygons
    ]
    size = {"imageWidth": WIDE[0], "imageHeight": WIDE[1]}
    picture = {"imagePath": "picture.jpg", "imageData": None, **size}
    return {"version": "5.0.0", "flags": {}, "shapes": shapes, **picture}
