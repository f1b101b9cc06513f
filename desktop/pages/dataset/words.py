"""States, parts and warnings as words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.project.rows import ImageState
from engine.protocol.data_warnings import WARNINGS, parse_warning
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


def state_words(state: ImageState) -> str:
    """How far an image is."""
    return QCoreApplication.translate("Dataset", str(STATES[state]))


def split_words(split: Split | None) -> str:
    """Which part an image belongs to."""
    return QCoreApplication.translate("Dataset", str(PARTS[split]))


def warning_words(warning: str) -> str:
    """A warning about data."""
    code, parameters = parse_warning(warning)
    return QCoreApplication.translate("Dataset", WARNINGS[code]).format(**parameters)
