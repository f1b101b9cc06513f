"""Commands on the parts (training, validation, test) that images belong to."""

from collections.abc import Sequence

from desktop.project_session import Command
from engine.protocol.specs import Split


def set_split(image_ids: Sequence[int], split: Split | None) -> Command:
    """Put images into a part; None takes them out of any."""
    return Command("set_split", lambda store: store.set_split(image_ids, split))


def assign_splits() -> Command:
    """Give every image without a part one, by photo group."""
    return Command("assign_splits", lambda store: store.assign_splits())
