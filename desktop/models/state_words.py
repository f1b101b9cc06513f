"""How far an image is, in words."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.project.rows import ImageState

STATES: dict[ImageState, object] = {
    ImageState.NEW: QT_TRANSLATE_NOOP("States", "new"),
    ImageState.SUGGESTED: QT_TRANSLATE_NOOP("States", "suggested"),
    ImageState.IN_WORK: QT_TRANSLATE_NOOP("States", "in work"),
    ImageState.REVIEWED: QT_TRANSLATE_NOOP("States", "reviewed"),
    ImageState.VERIFIED_EMPTY: QT_TRANSLATE_NOOP("States", "verified empty"),
}
MEANINGS: dict[ImageState, object] = {
    ImageState.NEW: QT_TRANSLATE_NOOP("States", "new: nobody has worked on it"),
    ImageState.SUGGESTED: QT_TRANSLATE_NOOP(
        "States", "suggested: marked by a model, and nobody has looked at it"
    ),
    ImageState.IN_WORK: QT_TRANSLATE_NOOP("States", "in work: begun, and not said to be done"),
    ImageState.REVIEWED: QT_TRANSLATE_NOOP("States", "reviewed: done, so models learn from it"),
    ImageState.VERIFIED_EMPTY: QT_TRANSLATE_NOOP(
        "States", "verified empty: done, and there is nothing to mark on it"
    ),
}


def state_words(state: ImageState) -> str:
    """The name of a state."""
    return QCoreApplication.translate("States", str(STATES[state]))


def state_meaning(state: ImageState) -> str:
    """A state in one sentence, for who has seen only its mark."""
    return QCoreApplication.translate("States", str(MEANINGS[state]))
