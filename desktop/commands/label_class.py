"""Commands on label classes."""

from desktop.project_session import Command
from engine.project.rows import Kept


def add_class(name: str, kept: Kept) -> Command:
    """Add a class."""
    return Command("add_class", lambda store: store.add_class(name, kept))


def rename_class(class_id: int, name: str) -> Command:
    """Rename a class; its annotations stay its annotations."""
    return Command("update_class", lambda store: store.update_class(class_id, name=name))


def set_class_color(class_id: int, color: str) -> Command:
    """Give a class another colour, as ``#rrggbb``."""
    return Command(
        "update_class",
        lambda store: store.update_class(class_id, color=color),
    )


def set_class_key(class_id: int, key: str) -> Command:
    """Give a class another digit."""
    return Command("update_class", lambda store: store.update_class(class_id, key=key))


def set_class_kept(class_id: int, kept: Kept) -> Command:
    """Choose which geometry is kept for new objects of a class."""
    return Command(
        "update_class",
        lambda store: store.update_class(class_id, kept=kept),
    )


def move_class(class_id: int, position: int) -> Command:
    """Move a class to another place in the list."""
    return Command("move_class", lambda store: store.move_class(class_id, position))


def merge_classes(source: int, target: int) -> Command:
    """Make all annotations of one class annotations of another, and remove the first."""
    return Command("merge_classes", lambda store: store.merge_classes(source, target))


def delete_class(class_id: int) -> Command:
    """Delete a class with its annotations."""
    return Command("delete_class", lambda store: store.delete_class(class_id))
