"""Dividing groups of images into those that are trained on and those that judge the model.

Whole groups go to one split, so that no near-duplicate of a training image judges. Classes are
spread evenly by iterative stratification: the rarest class first, each group to the split that
lacks most of it (Sechidis, Tsoumakas, Vlahavas, "On the Stratification of Multi-Label Data", 2011).
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from engine.protocol.specs import Split

SHARES: dict[Split, float] = {"train": 0.8, "val": 0.2}
"""Share of the images in each split; a test split is only ever chosen by hand."""

ANY_IMAGE = -1
"""Counts like a class that every image shows."""

BACKGROUND = 0
"""Counts like a class for images that show none; ids of classes begin with 1."""

Labels = Counter[int]
"""Class id (or one of the two above) to number of images that show it."""


class Group(msgspec.Struct, frozen=True):
    """Images that belong into one split."""

    key: str
    labels: Labels

    @property
    def images(self) -> int:
        """Number of images."""
        return self.labels[ANY_IMAGE]


def labels_of(class_sets: Sequence[frozenset[int]]) -> Labels:
    """Count labels over images, each given as the set of classes that it shows."""
    counted = Counter({ANY_IMAGE: len(class_sets)})
    for classes in class_sets:
        counted.update(classes or {BACKGROUND})
    return counted


def divide(
    groups: Sequence[Group], present: Mapping[Split, Labels], seed: int = 0
) -> dict[str, Split]:
    """Choose a split for each group.

    Args:
        groups: Groups of which no image has a split yet.
        present: What the splits hold already.
        seed: Decides between equals; the same seed gives the same splits.

    Returns:
        Group key to split. Something is left to validate on wherever there are two groups.
    """
    lacking = _lacking(groups, present)
    waiting = sorted(groups, key=lambda group: group.key)
    random.Random(seed).shuffle(waiting)  # noqa: S311
    # Large groups first: the small ones even out what those leave.
    waiting.sort(key=lambda group: -group.images)
    chosen: dict[str, Split] = {}
    while waiting:
        rarest = _rarest_label(waiting)
        for group in waiting:
            if group.labels[rarest]:
                chosen[group.key] = _neediest(lacking, rarest)
                lacking[chosen[group.key]].subtract(group.labels)
        waiting = [group for group in waiting if group.key not in chosen]
    return _with_a_judge(groups, present, chosen)


def _lacking(groups: Sequence[Group], present: Mapping[Split, Labels]) -> dict[Split, Counter[int]]:
    """Return how many images (fractions too) of each label a split should still get."""
    total: Labels = sum((group.labels for group in groups), Counter[int]())
    for split in SHARES:
        total += present.get(split, Counter[int]())
    return {
        split: Counter({k: n * share - present.get(split, {}).get(k, 0) for k, n in total.items()})
        for split, share in SHARES.items()
    }


def _rarest_label(groups: Sequence[Group]) -> int:
    remaining = sum((group.labels for group in groups), Counter[int]())
    return min(remaining, key=lambda label: (remaining[label], label))


def _neediest(lacking: Mapping[Split, Counter[int]], label: int) -> Split:
    return max(lacking, key=lambda split: (lacking[split][label], lacking[split][ANY_IMAGE]))


def _with_a_judge(
    groups: Sequence[Group], present: Mapping[Split, Labels], chosen: dict[str, Split]
) -> dict[str, Split]:
    """With very few groups all may have gone to training: the most dispensable one is moved."""
    validated = "val" in chosen.values() or present.get("val")
    trained = len(chosen) + bool(present.get("train"))
    if validated or not chosen or trained < 2:
        return chosen
    everything = sum((group.labels for group in groups), present.get("train", Counter[int]()))

    def classes_lost(group: Group) -> int:
        return sum(everything[label] == count for label, count in group.labels.items())

    judge = min(groups, key=lambda group: (classes_lost(group), group.images, group.key))
    return {**chosen, judge.key: "val"}
