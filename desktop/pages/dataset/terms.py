"""Words of the field, each with one plain sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

TERMS: dict[str, tuple[object, object]] = {
    "epoch": (
        QT_TRANSLATE_NOOP("Terms", "Epoch"),
        QT_TRANSLATE_NOOP("Terms", "A round in which every training picture is looked at once."),
    ),
    "loss": (
        QT_TRANSLATE_NOOP("Terms", "Loss"),
        QT_TRANSLATE_NOOP(
            "Terms",
            "How wrong the model is; it should fall. Where it rises on the validation pictures and "
            "falls on the others, the model learns these by heart.",
        ),
    ),
    "map": (
        QT_TRANSLATE_NOOP("Terms", "mAP"),
        QT_TRANSLATE_NOOP(
            "Terms",
            "How well objects are found, from 0 to 1, false ones counted against it. For mAP50 a "
            "place must overlap the true one by half, for mAP50-95 more and more closely.",
        ),
    ),
    "f1": (
        QT_TRANSLATE_NOOP("Terms", "F1"),
        QT_TRANSLATE_NOOP(
            "Terms",
            "How much is found and how little of it is false, in one number from 0 to 1; macro F1 "
            "gives rare classes the weight of common ones.",
        ),
    ),
    "iou": (
        QT_TRANSLATE_NOOP("Terms", "IoU"),
        QT_TRANSLATE_NOOP(
            "Terms",
            "How much of two areas is common to both, from 0 to 1; mIoU is its mean over classes.",
        ),
    ),
    "rate": (
        QT_TRANSLATE_NOOP("Terms", "Learning rate"),
        QT_TRANSLATE_NOOP(
            "Terms", "The size of the steps in which the model changes; smaller towards the end."
        ),
    ),
    "backbone": (
        QT_TRANSLATE_NOOP("Terms", "Backbone and head"),
        QT_TRANSLATE_NOOP(
            "Terms",
            "The backbone is pretrained and sees shapes and textures; the head on top of it is new "
            "and learns your classes.",
        ),
    ),
    "train": (
        QT_TRANSLATE_NOOP("Terms", "Train"),
        QT_TRANSLATE_NOOP("Terms", "The images that the model learns from."),
    ),
    "val": (
        QT_TRANSLATE_NOOP("Terms", "Validation"),
        QT_TRANSLATE_NOOP(
            "Terms", "The images that tell during a training how well it works; not learned from."
        ),
    ),
    "test": (
        QT_TRANSLATE_NOOP("Terms", "Test"),
        QT_TRANSLATE_NOOP(
            "Terms", "Images kept for a last look at the finished model; only you put some there."
        ),
    ),
    "none": (
        QT_TRANSLATE_NOOP("Terms", "No part"),
        QT_TRANSLATE_NOOP("Terms", "Not divided yet: the image gets its part when you train."),
    ),
}
"""Title and sentence by key, in the context ``Terms`` of the translations."""

TRAINING = ("epoch", "loss", "map", "f1", "iou", "rate", "backbone")
SPLITS = ("train", "val", "test", "none")


def explained(keys: Sequence[str]) -> list[tuple[str, str]]:
    """Title and sentence of each of these."""
    translate = QCoreApplication.translate
    pairs = [TERMS[key] for key in keys]
    return [(translate("Terms", str(word)), translate("Terms", str(text))) for word, text in pairs]
