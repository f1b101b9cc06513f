"""Parts and warnings as words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.geometry.losses import Counts, Losses
from engine.geometry.types import GeometryKind
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

KINDS: dict[GeometryKind, object] = {
    "box": QT_TRANSLATE_NOOP("Dataset", "boxes ({count})"),
    "rotated_box": QT_TRANSLATE_NOOP("Dataset", "turned boxes ({count})"),
    "polygon": QT_TRANSLATE_NOOP("Dataset", "outlines ({count})"),
    "mask": QT_TRANSLATE_NOOP("Dataset", "masks ({count})"),
    "polyline": QT_TRANSLATE_NOOP("Dataset", "lines ({count})"),
    "keypoints": QT_TRANSLATE_NOOP("Dataset", "keypoints ({count})"),
    "whole_image": QT_TRANSLATE_NOOP("Dataset", "classes of whole images ({count})"),
}


def split_words(split: Split | None) -> str:
    """Which part an image belongs to."""
    return QCoreApplication.translate("Dataset", str(PARTS[split]))


def _kinds_words(counts: Counts) -> str:
    """How many annotations of which kinds."""
    return ", ".join(translate("Dataset", str(KINDS[k])).format(count=n) for k, n in counts.items())


def loss_words(losses: Losses, as_boxes: str, left_out: str) -> str:
    """What does not come along of what is marked; empty if nothing.

    Args:
        losses: Numbers of annotations.
        as_boxes: Sentence with ``{kinds}`` for those of which only the box comes along.
        left_out: The same for those that do not.
    """
    said = ((as_boxes, losses.as_boxes), (left_out, losses.left_out))
    return "\n".join(text.format(kinds=_kinds_words(counts)) for text, counts in said if counts)


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
