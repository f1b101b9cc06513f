"""Going through the images, and saying that one is finished."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import Act, ActionSpec, ContextMenu, Menu, Need, Scope

IMAGES: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.NEXT_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Next image"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("D", "Right"),
    ),
    ActionSpec(
        Act.PREVIOUS_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Previous image"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("A", "Left"),
    ),
    ActionSpec(
        Act.NEXT_TO_LOOK_AT,
        QT_TRANSLATE_NOOP("Actions", "Next image that needs a look"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("U",),
    ),
    ActionSpec(
        Act.GO_TO_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Go to an image by its number"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("Ctrl+G",),
    ),
    ActionSpec(
        Act.ACCEPT_IMAGE,
        QT_TRANSLATE_NOOP("Actions", "Accept everything on the image and go on"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("Space",),
        context=(ContextMenu.IMAGE,),
        need=Need.ONE_IMAGE,
    ),
    ActionSpec(
        Act.VERIFIED_EMPTY,
        QT_TRANSLATE_NOOP("Actions", "Nothing to mark: verified empty"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("Shift+Space",),
        context=(ContextMenu.IMAGE,),
        need=Need.EMPTY_IMAGE,
    ),
    ActionSpec(
        Act.REMOVE_IMAGES,
        QT_TRANSLATE_NOOP("Actions", "Remove from the project…"),
        Menu.IMAGE,
        Scope.ANNOTATE,
        ("Ctrl+Del",),
        context=(ContextMenu.IMAGE,),
    ),
)
