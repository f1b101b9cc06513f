"""What the formats are called and good for, and what came of an export."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.formats.annotations import Format
from engine.formats.content import Exported

translate = QCoreApplication.translate

NAMES: dict[Format, object] = {
    "coco": "COCO",
    "yolo": "YOLO",
    "csv": QT_TRANSLATE_NOOP("Deploy", "Table (CSV)"),
}
SENTENCES: dict[Format, object] = {
    "coco": QT_TRANSLATE_NOOP(
        "Deploy",
        "One JSON file with boxes, outlines and masks, which most programs read. Pictures stay "
        "where they are.",
    ),
    "yolo": QT_TRANSLATE_NOOP(
        "Deploy",
        "A folder with copies of the pictures, on which Ultralytics trains as it is.",
    ),
    "csv": QT_TRANSLATE_NOOP(
        "Deploy",
        "One line for each picture, with its class, part and state. Pictures stay where they are.",
    ),
}
FILE_KINDS: dict[Format, object] = {
    "coco": QT_TRANSLATE_NOOP("Deploy", "COCO files (*.json)"),
    "csv": QT_TRANSLATE_NOOP("Deploy", "Tables (*.csv)"),
}


def format_name(name: Format) -> str:
    """What a format is called."""
    return translate("Deploy", str(NAMES[name]))


def format_sentence(name: Format) -> str:
    """What a format is good for."""
    return translate("Deploy", str(SENTENCES[name]))


def file_kind(name: Format) -> str:
    """How a file dialog names the files of a format."""
    return translate("Deploy", str(FILE_KINDS[name]))


def outcome_words(outcome: Exported) -> str:
    """What came of an export of annotations."""
    counts = translate("Deploy", "{path}: {images} pictures, {annotations} annotations.")
    said = [
        counts.format(
            path=outcome.path.name, images=outcome.images, annotations=outcome.annotations
        )
    ]
    if outcome.left_out:
        left_out = translate("Deploy", "{count} annotations have no place in this format.")
        said.append(left_out.format(count=outcome.left_out))
    if outcome.missing:
        missing = translate("Deploy", "{count} of the pictures are not where the project says.")
        said.append(missing.format(count=outcome.missing))
    return " ".join(said)
