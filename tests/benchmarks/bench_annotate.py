"""Times the Annotate page by real events: what is felt while one labels by hand.

    python -m tests.benchmarks.bench_annotate [NAME ...]

Names choose blocks of the table; without any all are measured. Every time is that from an event to
what is painted for it (or, of edits, to the disk), without the time for which the machine ran other
programs instead.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_annotate_canvas import mask_rows, outline_rows
from tests.benchmarks.bench_annotate_data import make_polygons
from tests.benchmarks.bench_annotate_edits import edit_rows
from tests.benchmarks.bench_annotate_labelme import repaint_times
from tests.benchmarks.bench_annotate_next import next_rows
from tests.benchmarks.bench_annotate_rows import Row, print_rows
from tests.benchmarks.bench_annotate_stroke import stroke_rows

OUTLINES = 5000


def beside_labelme(folder: Path) -> list[Row]:
    """5,000 outlines, beside labelme's repaint of the same."""
    folder.mkdir()
    version, theirs = repaint_times(folder / "labelme", make_polygons(OUTLINES))
    ours = outline_rows(folder / "ours", OUTLINES, theirs)
    return [Row(f"labelme {version}, all painted anew", theirs), *ours]


BLOCKS: dict[str, tuple[str, Callable[[Path], list[Row]]]] = {
    "edits": ("Edits of an image with 5,000 objects", edit_rows),
    "stroke": ("The brush", stroke_rows),
    "next": ("Walking forward", next_rows),
    "outlines": ("101 megapixels, outlines of 24 points", beside_labelme),
    "many": ("The same, 20,000 outlines", lambda folder: outline_rows(folder, 20_000)),
    "masks": ("The same, 500 masks of a megapixel", lambda folder: mask_rows(folder, 500)),
}


def main() -> None:
    """Measure and print."""
    app = QApplication(["saegim"])
    wanted = sys.argv[1:] or list(BLOCKS)
    print("Milliseconds; goals hold for the 95th percentile, those of ratios for the medians.")
    with tempfile.TemporaryDirectory(dir=_disk()) as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        for name in wanted:
            title, measure = BLOCKS[name]
            print_rows(title, measure(Path(folder) / name))
        # Settings that are still to be written go into the folder before it is removed.
        app.processEvents()
    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"\nLoad of the machine at the end, this measurement included: {load}.")
    app.quit()


def _disk() -> Path:
    """A folder on the disk that the program itself lies on: a temporary one may be memory."""
    build = Path(__file__).parents[2] / "build"
    build.mkdir(exist_ok=True)
    return build


if __name__ == "__main__":
    main()
