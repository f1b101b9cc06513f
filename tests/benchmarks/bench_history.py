"""Times a long history: what it takes in the file, and what it costs to go through it.

    python -m tests.benchmarks.bench_history [EDITS]

The edits are moves of single boxes, chosen at random among those of one image. An ordinary edit is
a durable commit; of a hundred thousand most are made with ``synchronous = OFF``, which changes
nothing of what is in the file, and the first and the last ones are timed as the program makes them.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from sqlalchemy import event

from engine.geometry.types import Box
from engine.project.rows import NewAnnotation
from engine.project.store import Store

EDITS, BOXES, SIDE = 100_000, 5000, 4000
TIMED, JUMP = 200, 1000


def main() -> None:
    """Make the edits and print what was measured."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.saegim"
        boxes = make_project(path)
        chance = random.Random(0)
        empty, first = size(path), timed_edits(path, boxes, chance)
        seconds = make_edits(path, boxes, chance, edits - 2 * TIMED)
        last = timed_edits(path, boxes, chance)
        print(f"{edits:,} moves of single boxes among {BOXES:,}, one step each\n")
        print(f"made without waiting for the disk: {seconds:.0f} s")
        print(f"file: {empty / 1e6:.1f} MB before, {size(path) / 1e6:.1f} MB after")
        print(f"an edit: {(size(path) - empty) / edits:.0f} bytes")
        print(f"an edit, durable: {first:.1f} ms at first, {last:.1f} ms in the end (median)")
        go_through(path, edits)


def go_through(path: Path, edits: int) -> None:
    """Print what opening, undoing, jumping and forgetting take."""
    show("open", lambda: Store.open(path).close())
    store = Store.open(path)
    ids, _ = store.history.ids()
    show("ids of all steps, as the list holds them", store.history.ids)
    show("what the list says of 50 steps", lambda: store.history.described(ids[-50:]))
    show("1,000 steps for the undo stack", lambda: store.history.around(1000))
    show("undo of one", lambda: store.history.undo(ids[-1]))
    show("redo of one", lambda: store.history.redo(ids[-1]))
    show(f"back over {JUMP:,} steps", lambda: store.history.go_to(ids[-1 - JUMP]))
    show(f"forth over {JUMP:,} steps", lambda: store.history.go_to(ids[-1]))
    show(f"back over {edits:,} steps", lambda: store.history.go_to(ids[-1 - edits]))
    show("1,000 steps for the undo stack there", lambda: store.history.around(1000))
    show(f"forth over {edits:,} steps", lambda: store.history.go_to(ids[-1]))
    show("forgetting all but 1,000 steps", lambda: store.history.fold(1000))
    show("giving the room back", store.database.shrink)
    store.close()
    print(f"file: {size(path) / 1e6:.1f} MB in the end")


def show(name: str, work: Callable[[], object]) -> None:
    """Time something once and print it."""
    start = time.perf_counter()
    work()
    print(f"{name}: {1000 * (time.perf_counter() - start):,.1f} ms")


def make_project(path: Path) -> list[int]:
    """Make a project with one image full of boxes; returns their ids."""
    picture = path.with_name("picture.png")
    Image.fromarray(np.zeros((SIDE, SIDE), np.uint8)).save(picture)
    store = Store.create(path, new_class_kind="box")
    store.images.add([picture])
    image, (tree,) = store.images.ids()[0], store.classes.add("tree", "box").added.classes
    chance = random.Random(1)
    made = [NewAnnotation(image, tree, some_box(chance)) for _ in range(BOXES)]
    ids = sorted(store.annotations.add(made).added.annotations)
    store.close()
    return ids


def some_box(chance: random.Random) -> Box:
    """A box somewhere, of the fractions of a pixel that a mouse makes."""
    left, top = chance.uniform(0, SIDE - 60), chance.uniform(0, SIDE - 60)
    return Box(left, top, left + chance.uniform(5, 60), top + chance.uniform(5, 60))


def timed_edits(path: Path, boxes: list[int], chance: random.Random) -> float:
    """Move some boxes as the program does; returns the median of the milliseconds of an edit."""
    store, times = Store.open(path), []
    for _ in range(TIMED):
        one, box, start = chance.choice(boxes), some_box(chance), time.perf_counter()
        store.annotations.set_geometry(one, box)
        times.append(1000 * (time.perf_counter() - start))
    store.close()
    return statistics.median(times)


def make_edits(path: Path, boxes: list[int], chance: random.Random, count: int) -> float:
    """Move boxes without waiting for the disk; returns the seconds."""
    store, start = Store.open(path), time.perf_counter()
    db_engine = store.database._db_engine
    event.listen(db_engine, "connect", lambda c, _: c.execute("PRAGMA synchronous = OFF"))
    db_engine.dispose()
    for _ in range(count):
        store.annotations.set_geometry(chance.choice(boxes), some_box(chance))
    store.close()
    return time.perf_counter() - start


def size(path: Path) -> int:
    """Bytes of a project that is closed."""
    return path.stat().st_size


if __name__ == "__main__":
    main()
