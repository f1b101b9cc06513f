"""What a model does and learns."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import Act, ActionSpec, Menu, Scope

MODEL: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.AUTO_LABEL,
        QT_TRANSLATE_NOOP("Actions", "Auto-label the images nobody has reviewed"),
        Menu.MODEL,
        Scope.ANNOTATE,
        ("Ctrl+B",),
    ),
    ActionSpec(
        Act.ACCEPT_ABOVE,
        QT_TRANSLATE_NOOP("Actions", "Accept all suggestions above the score in the project"),
        Menu.MODEL,
        Scope.ANNOTATE,
    ),
    ActionSpec(
        Act.TRAIN, QT_TRANSLATE_NOOP("Actions", "Train"), Menu.MODEL, Scope.PROJECT, ("Ctrl+T",)
    ),
)
