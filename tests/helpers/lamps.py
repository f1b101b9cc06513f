"""A tiny classification project that a network learns in seconds."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from engine.project.store import Store

COLORS = {"red": (220, 40, 40), "green": (40, 190, 70)}


def make_lamps(folder: Path, pictures_each: int = 16) -> Path:
    """A project of coloured lamps on noise, all labelled; the path of its file."""
    rng = np.random.default_rng(7)
    store = Store.create(folder / "lamps.saegim", new_class_kind="whole_image")
    for name, color in COLORS.items():
        store.classes.add(name, "whole_image")
        class_id = next(row.id for row in store.classes.rows() if row.name == name)
        paths = [
            _lamp(folder / "images" / f"{name}{n}.png", color, rng) for n in range(pictures_each)
        ]
        added = store.images.add(paths)
        for image_id in added.changes.added.images:
            store.image_labels.set(image_id, class_id)
    store.close()
    return folder / "lamps.saegim"


def _lamp(path: Path, color: tuple[int, int, int], rng: np.random.Generator) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.fromarray(rng.integers(0, 120, (48, 48, 3), np.uint8))
    x, y = rng.integers(8, 24, 2)
    ImageDraw.Draw(picture).ellipse((x, y, x + 16, y + 16), fill=color)
    picture.save(path)
    return path
