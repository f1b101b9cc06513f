"""Commands on the state of images."""

from collections.abc import Sequence

from desktop.project_session import Command
from engine.project.rows import ImageState


def set_state(image_ids: Sequence[int], state: ImageState) -> Command:
    """Say how far images are."""
    return Command("set_state", lambda store: store.set_state(image_ids, state))
