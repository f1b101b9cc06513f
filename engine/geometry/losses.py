"""What is lost of annotations where not every geometry has a place: in a format, in a training."""

import dataclasses
from collections.abc import Collection, Mapping
from typing import Literal

from engine.geometry.types import GeometryKind

Description = Literal["attributes", "notes", "tags"]
"""What is said of objects and images beyond class and geometry."""
Counts = Mapping[GeometryKind | Description, int]
"""Number of annotations by kind, and of descriptions."""


@dataclasses.dataclass(frozen=True)
class Losses:
    """Numbers of annotations, and of descriptions, that do not come along as they are."""

    as_boxes: Counts
    """Of these only the box comes along."""
    left_out: Counts
    """Of these nothing does."""


def losses_of(
    counts: Counts,
    holds: Collection[GeometryKind | Description],
    flattens: Collection[GeometryKind],
) -> Losses:
    """Say what is lost of annotations.

    Args:
        counts: The annotations and descriptions there are.
        holds: Those of which anything comes along.
        flattens: Those of them of which only the box does.
    """
    return Losses(
        as_boxes={kind: n for kind, n in counts.items() if n and kind in flattens},
        left_out={kind: n for kind, n in counts.items() if n and kind not in holds},
    )
