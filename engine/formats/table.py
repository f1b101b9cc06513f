"""A table of image-level labels (``image, class, split, state``) for spreadsheets and pandas."""

import csv
from pathlib import Path

from engine.formats.content import Exported, Progress, labelled_images
from engine.formats.writing import reference
from engine.project.store import Store

COLUMNS = ("image", "class", "split", "state")

# With a byte order mark: without it, Excel shows names in other scripts as gibberish.
ENCODING = "utf-8-sig"


def write_table(
    store: Store, part: Path, path: Path, *, in_work: bool, progress: Progress
) -> Exported:
    """Write a classification project's labels as one CSV file; pictures are named, not copied.

    Args:
        store: The project.
        part: Where to write it.
        path: What it is called in the end; pictures are named relative to its folder.
        in_work: Also labelled images that are not reviewed.
        progress: Told after each image.

    Raises:
        SaegimError: As ``labelled_images``.
    """
    classes = store.classes.rows()
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
