"""A table of image-level labels (``image, class, split, state``) for spreadsheets and pandas."""

import csv
from pathlib import Path

from engine.formats.content import Exported, Progress, labelled_images, no_progress
from engine.formats.writing import reference, write_file
from engine.project.store import Store

COLUMNS = ("image", "class", "split", "state")

# With a byte order mark: without it, Excel shows names in other scripts as gibberish.
ENCODING = "utf-8-sig"


def export_table(
    store: Store,
    path: Path,
    *,
    in_work: bool = False,
    overwrite: bool = False,
    progress: Progress = no_progress,
) -> Exported:
    """Write a classification project's labels as one CSV file; pictures are named, not copied.

    Args:
        store: The project.
        path: The file; pictures are named relative to its folder.
        in_work: Also labelled images that are not reviewed.
        overwrite: Replace a file that is there.
        progress: Told after each image.

    Raises:
        SaegimError: As ``labelled_images`` and ``write_file``.
    """
    return write_file(
        path, lambda part: _write(store, path, part, in_work, progress), overwrite=overwrite
    )


def _write(store: Store, path: Path, part: Path, in_work: bool, progress: Progress) -> Exported:
    classes = store.classes()
    names = {row.id: row.name for row in classes}
    images = labels = missing = 0
    with part.open("w", encoding=ENCODING, newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for image in labelled_images(store, classes, in_work=in_work, progress=progress):
            label = next((names[a.class_id] for a in image.annotations), "")
            name = reference(image.path, path.parent)
            table.writerow((name, label, image.row.split or "", image.row.state.value))
            images += 1
            labels += bool(label)
            missing += not image.path.is_file()
    return Exported(path, images, labels, missing=missing)
