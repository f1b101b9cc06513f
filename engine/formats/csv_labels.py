"""A table of image-level labels (``image, class, split, state``) for spreadsheets and pandas."""

import csv

from engine.formats.content import Exported
from engine.formats.spec import ExportJob, Format
from engine.formats.writing import reference
from engine.protocol.translation import QT_TRANSLATE_NOOP

COLUMNS = ("image", "class", "split", "state")

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with, also in the full width of East Asian scripts."""

# With a byte order mark: without it, Excel shows names in other scripts as gibberish.
ENCODING = "utf-8-sig"


def write(job: ExportJob) -> Exported:
    """Write one row for each label of an image, and one without a class for an image without any.

    Images are named, not copied.
    """
    names = {row.id: row.name for row in job.classes}
    images = labels = left_out = missing = 0
    with job.part.open("w", encoding=ENCODING, newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for image in job.images():
            name = reference(image.path, job.path.parent)
            ending = (image.row.split or "", image.row.state.value)
            found = [names[a.class_id] for a in image.annotations]
            table.writerows((_text(name), _text(label), *ending) for label in found or [""])
            images += 1
            labels += len(found)
            left_out += image.left_out
            missing += image.is_missing
    return Exported(job.path, images, labels, left_out, missing)


def _text(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; the apostrophe says that it is text.

    After OWASP's page on CSV injection.
    """
    return f"'{cell}" if cell.lstrip().startswith(FORMULA_STARTS) else cell


CSV_LABELS = Format(
    name="csv",
    title=QT_TRANSLATE_NOOP("Formats", "Table (CSV)"),
    sentence=QT_TRANSLATE_NOOP(
        "Formats",
        "One line for each class of each picture, with the picture's split and state. Pictures "
        "stay where they are.",
    ),
    ending="-labels.csv",
    is_folder=False,
    holds=frozenset({"whole_image"}),
    write=write,
)
