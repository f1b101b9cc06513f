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

LEAST_JUDGES = SHARES["val"] / 2
"""Share of the images below which the model would be judged by too few of them."""

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
    return _with_judges(groups, present, chosen)


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


def _with_judges(
    groups: Sequence[Group], present: Mapping[Split, Labels], chosen: Mapping[str, Split]
) -> dict[str, Split]:
    """Move the most dispensable groups to validation, where nearly all have gone to training.

    So it is with very few groups, and where classes have one or two images each. Only the first one
    is moved at any price: no further one takes the last training images of a class.
    """
    judged = dict(chosen)
    train, val = (_labels_in(split, groups, present, chosen) for split in ("train", "val"))
    wanted = LEAST_JUDGES * (train[ANY_IMAGE] + val[ANY_IMAGE])

    def classes_lost(group: Group) -> int:
        return sum(train[label] == count for label, count in group.labels.items())

    trained = [group for group in groups if chosen[group.key] == "train"]
    if len(trained) + bool(present.get("train")) < 2:
        return judged
    for group in sorted(trained, key=lambda g: (classes_lost(g), g.images, g.key)):
        is_enough = val[ANY_IMAGE] + group.images > wanted
        if val[ANY_IMAGE] and (is_enough or classes_lost(group)):
            continue
        judged[group.key] = "val"
        train.subtract(group.labels)
        val.update(group.labels)
    return judged


def _labels_in(
    split: Split,
    groups: Sequence[Group],
    present: Mapping[Split, Labels],
    chosen: Mapping[str, Split],
) -> Labels:
    labels = Counter(present.get(split, {}))
    for group in groups:
        if chosen[group.key] == split:
            labels.update(group.labels)
    return labels
