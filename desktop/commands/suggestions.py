"""Commands on a model's suggestions."""

from collections.abc import Sequence

from desktop.project_session import Command


def accept_suggestions(suggestion_ids: Sequence[int]) -> Command:
    """Make suggestions annotations."""
    return Command("accept_suggestions", lambda store: store.accept_suggestions(suggestion_ids))


def accept_image(image_id: int, lowest_score: float) -> Command:
    """Accept an image's suggestions from a score on, drop the rest: the image is reviewed."""
    return Command(
        "accept_image",
        lambda store: store.accept_image(image_id, lowest_score),
    )


def accept_above(score: float) -> Command:
    """Accept all suggestions of the project from a score on."""
    return Command(
        "accept_above",
        lambda store: store.accept_above(score),
    )


def reject_suggestions(suggestion_ids: Sequence[int]) -> Command:
    """Drop suggestions."""
    return Command("reject_suggestions", lambda store: store.reject_suggestions(suggestion_ids))
