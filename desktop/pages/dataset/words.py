"""Parts and warnings as words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.protocol.data_warnings import WARNINGS, parse_warning
from engine.protocol.specs import Split
from engine.tasks.figures import DataFigures

translate = QCoreApplication.translate

PARTS: dict[Split | None, object] = {
    "train": QT_TRANSLATE_NOOP("Dataset", "train"),
    "val": QT_TRANSLATE_NOOP("Dataset", "validation"),
    "test": QT_TRANSLATE_NOOP("Dataset", "test"),
    None: QT_TRANSLATE_NOOP("Dataset", "no part"),
}


def split_words(split: Split | None) -> str:
    """Which part an image belongs to."""
    return QCoreApplication.translate("Dataset", str(PARTS[split]))


def training_words(figures: DataFigures, waiting: int) -> str:
    """How many images a training would use for what.

    Args:
        figures: What it would find.
        waiting: Number of images that get their part only then.
    """
    splits = figures.splits
    parts = [
        translate("Dataset", "{count} to train on").format(count=splits.get("train", 0)),
        translate("Dataset", "{count} to validate").format(count=splits.get("val", 0)),
        translate("Dataset", "{count} kept for the test").format(count=splits.get("test", 0)),
    ]
    text = ", ".join(parts) + "."
    if waiting:
        more = translate("Dataset", "{count} of them get their part when you train.")
        text += " " + more.format(count=waiting)
    return text


def warning_words(warning: str) -> str:
    """A warning about data."""
    code, parameters = parse_warning(warning)
    return QCoreApplication.translate("Dataset", WARNINGS[code]).format(**parameters)
