"""Windows that are killed while people work, files that move under them, disks that fill up."""

import random
import shutil
from pathlib import Path

from tests.helpers.edited import EditingWindow, lost_edits, steps_in
from tests.helpers.small_disk import fill, small_disk
from tests.helpers.stores import make_store

Figures = dict[str, int]


def kill_windows(count: int, seed: int, folder: Path) -> Figures:
    """Kill windows while they edit one project."""
    chance = random.Random(seed)
    path = _make_project(folder)
    acknowledged = lost = 0
    for _ in range(count):
        before = steps_in(path)
        window = EditingWindow(path, folder / "home")
        window.wait_for_edit()
        window.work(chance.uniform(0.0, 0.5))
        window.kill()
        acknowledged += len(window.lines)
        lost += lost_edits(path, window.lines, before)
    return {"windows killed": count, "acknowledged edits": acknowledged, "lost": lost}


def move_files(count: int, seed: int, folder: Path) -> Figures:
    """Rename, delete and replace projects under windows that edit them; each goes on by itself."""
    chance = random.Random(seed)
    figures = {"renamed": 0, "deleted": 0, "replaced": 0, "acknowledged edits": 0, "lost": 0}
    for number in range(count):
        path = _make_project(folder / f"round {number}")
        before = steps_in(path)
        window = EditingWindow(path, folder / "home")
        window.wait_for_edit()
        window.work(chance.uniform(0.0, 0.5))
        what = chance.choice(("renamed", "deleted", "replaced"))
        path = _move(what, path)
        # It looks each second; the question is answered with its default button.
        window.work(1.2)
        window.wait_for_edit()
        window.work(0.3)
        window.kill()
        figures[what] += 1
        figures["acknowledged edits"] += len(window.lines)
        figures["lost"] += lost_edits(path, window.lines, before)
    return figures


def fill_disks(count: int, seed: int, folder: Path) -> Figures:
    """Fill the disk of a project while a window edits it, and make room again."""
    chance = random.Random(seed)
    acknowledged = lost = half_made = 0
    for number in range(count):
        with small_disk(folder / f"disk {number}", megabytes=8) as disk:
            path = _make_project(disk)
            before = steps_in(path)
            window = EditingWindow(path, folder / "home")
            window.wait_for_edit()
            window.work(chance.uniform(0.0, 0.5))
            ballast = fill(disk)
            window.work(0.5)
            ballast.unlink()
            window.wait_for_edit()
            window.kill()
            acknowledged += len(window.lines)
            lost += lost_edits(path, window.lines, before)
            half_made += len([*disk.rglob("*.part"), *disk.rglob("*.tmp")])
    return {
        "disks filled": count,
        "acknowledged edits": acknowledged,
        "lost": lost,
        "half-made files": half_made,
    }


def _make_project(folder: Path) -> Path:
    store = make_store(folder, images=1)
    store.close()
    return store.path


def _move(what: str, path: Path) -> Path:
    """Do it to the file; returns where the window's work has to be in the end."""
    if what == "renamed":
        return path.rename(path.with_name("renamed.saegim"))
    if what == "deleted":
        path.unlink()
        return path
    other = _make_project(path.parent / "other")
    shutil.move(other, path)
    return path
