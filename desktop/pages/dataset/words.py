"""States, parts and warnings as words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.project.rows import ImageState
from engine.protocol.specs import Split

STATES: dict[ImageState, object] = {
    ImageState.NEW: QT_TRANSLATE_NOOP("Dataset", "new"),
    ImageState.SUGGESTED: QT_TRANSLATE_NOOP("Dataset", "suggested"),
    ImageState.IN_WORK: QT_TRANSLATE_NOOP("Dataset", "in work"),
    ImageState.REVIEWED: QT_TRANSLATE_NOOP("Dataset", "reviewed"),
    ImageState.VERIFIED_EMPTY: QT_TRANSLATE_NOOP("Dataset", "verified empty"),
}
PARTS: dict[Split | None, object] = {
    "train": QT_TRANSLATE_NOOP("Dataset", "train"),
    "val": QT_TRANSLATE_NOOP("Dataset", "validation"),
    "test": QT_TRANSLATE_NOOP("Dataset", "test"),
    None: QT_TRANSLATE_NOOP("Dataset", "no part"),
}

WARNINGS: dict[str, object] = {
    "no_training_images": QT_TRANSLATE_NOOP(
        "Dataset", "No reviewed image is in the training part."
    ),
    "no_validation": QT_TRANSLATE_NOOP(
        "Dataset", "No reviewed image is in the validation part, so nothing measures the model."
    ),
    "few_validation": QT_TRANSLATE_NOOP(
        "Dataset", "Only {count} validation images: the metric will move a lot by chance."
    ),
    "left_out": QT_TRANSLATE_NOOP(
        "Dataset",
        "Finished images left out, because something on them is marked in a way that cannot be "
        "learned here: {count}.",
    ),
    "no_images": QT_TRANSLATE_NOOP(
        "Dataset", "Class {name} has no training example and cannot be learned."
    ),
    "few_images": QT_TRANSLATE_NOOP(
        "Dataset", "Class {name} has {count} training examples; some dozens are better."
    ),
}


def state_words(state: ImageState) -> str:
    """How far an image is."""
    return QCoreApplication.translate("Dataset", str(STATES[state]))


def split_words(split: Split | None) -> str:
    """Which part an image belongs to."""
    return QCoreApplication.translate("Dataset", str(PARTS[split]))


def warning_words(warning: str) -> str:
    """A warning of ``engine.tasks.figures``, whose form is ``code:name:count``."""
    code, _, rest = warning.partition(":")
    # The name of a class may itself hold a colon.
    name, _, count = rest.rpartition(":")
    return QCoreApplication.translate("Dataset", str(WARNINGS[code])).format(name=name, count=count)
