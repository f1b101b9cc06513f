"""Model cards, which may be a stranger's."""

from engine.geometry.limits import is_near
from engine.protocol.specs import ModelCard
from engine.system.text import plain_name
from engine.tasks.table import TASKS


def is_sound_card(card: ModelCard) -> bool:
    """Whether a card speaks of a task that there is, in figures that can be shown."""
    shares = (card.score_threshold, *card.class_thresholds)
    return (
        any(task.name == card.task for task in TASKS)
        and all(0 <= share <= 1 for share in shares)
        and is_near(*card.metrics.values())
        and all(plain_name(row.name) == row.name for row in card.classes)
    )
