"""Learning rates over the epochs of a run. Pure functions."""

from engine.protocol.specs import Phase
from engine.training.phases import PlacedPhase

EARLIER_PHASE_END = 0.5
"""An earlier phase ends at this share of its rate: the head is not done, only ready."""

BACKBONE_GROUPS = 3
"""Groups the backbone is cut into for learning rates; the head is one more."""

LAST_PHASE_END = 0.01
"""The last phase ends at this share of its rate (Ultralytics' ``lrf``)."""


def rate_share(placed: PlacedPhase, warmup: float, progress: float) -> float:
    """Return the share of its rate that a group is trained with.

    Args:
        placed: The phase.
        warmup: Share of the phase over which the rate rises.
        progress: How much of the phase is over, in [0, 1).

    Returns:
        A straight rise, then a straight fall, as Ultralytics does over a whole run.
    """
    end = LAST_PHASE_END if placed.is_last else EARLIER_PHASE_END
    rise = min(progress / warmup, 1.0) if warmup > 0 else 1.0
    return rise * (1.0 - progress * (1.0 - end))


def group_names() -> tuple[str, ...]:
    """Return the names of the learning rate groups, earliest layers first, the head last."""
    return (*(f"backbone {i + 1}" for i in range(BACKBONE_GROUPS)), "head")


def group_rates(phase: Phase) -> dict[str, float]:
    """Map the groups that a phase trains to their rates.

    Those of the backbone are spaced geometrically (discriminative rates: Howard and Ruder, ULMFiT,
    section 3.2).
    """
    if phase.trainable == "head":
        return {"head": phase.learning_rate}
    lowest, highest = phase.backbone_lowest, phase.backbone_highest
    step = (highest / lowest) ** (1 / (BACKBONE_GROUPS - 1))
    shares = [*(lowest * step**i for i in range(BACKBONE_GROUPS)), 1.0]
    return {
        name: phase.learning_rate * share for name, share in zip(group_names(), shares, strict=True)
    }
