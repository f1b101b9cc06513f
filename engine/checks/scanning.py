"""All checks over a whole project, and mending what they found."""

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from engine.checks.shapes import share_of
from engine.checks.spec import Check, ClassSize, Finding, Mending, Subject
from engine.checks.table import CHECKS
from engine.project.changes import Changes
from engine.project.rows import AttributeRow
from engine.project.store import Store

if TYPE_CHECKING:
    from engine.geometry.types import Geometry

Progress = Callable[[int, int], None]
"""Told how many of how many images were looked at; what it raises ends the scan."""
AT_ONCE = 50
"""Images whose annotations are held at a time."""
MOST_FINDINGS = 10_000
"""Of one scan; whoever has more mends these first."""


def scan(store: Store, progress: Progress) -> list[Finding]:
    """Return what looks wrong in a project, check by check, at most ``MOST_FINDINGS``.

    Every image is read twice: what is usual for a class is known after the first time.
    """
    image_ids = store.annotations.image_ids()
    total = 2 * len(image_ids)
    sizes = _sizes(_subjects(store, image_ids, {}, lambda done: progress(done, total)))
    found: list[Finding] = []
    second = _subjects(store, image_ids, sizes, lambda done: progress(len(image_ids) + done, total))
    for subject in second:
        for check in CHECKS:
            found.extend(check.find(subject))
        if len(found) >= MOST_FINDINGS:
            break
    order = {check.name: place for place, check in enumerate(CHECKS)}
    return sorted(found[:MOST_FINDINGS], key=lambda finding: order[finding.check])


def mend(store: Store, findings: Iterable[Finding]) -> Changes:
    """Mend what can be mended, in one step; what was changed meanwhile is left as it is.

    Raises:
        SaegimError: As ``Annotations.replace``.
    """
    checks = {check.name: check for check in CHECKS}
    by_image: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_image[finding.image_id].append(finding)
    geometries: dict[int, Geometry] = {}
    deleted: set[int] = set()
    for subject in _subjects(store, list(by_image), {}, lambda _: None):
        for finding in by_image[subject.image.id]:
            mending = _mending(checks[finding.check], subject, finding)
            geometries.update(mending.geometries)
            deleted.update(mending.deleted)
    kept = {i: geometry for i, geometry in geometries.items() if i not in deleted}
    return store.annotations.replace(kept, deleted, "mend")


def _mending(check: Check, subject: Subject, finding: Finding) -> Mending:
    return Mending() if check.mend is None else check.mend(subject, finding)


def _subjects(
    store: Store,
    image_ids: Sequence[int],
    sizes: Mapping[int, ClassSize],
    progress: Callable[[int], None],
) -> Iterator[Subject]:
    required = _required(store)
    for start in range(0, len(image_ids), AT_ONCE):
        progress(start)
        chunk = image_ids[start : start + AT_ONCE]
        annotations = store.annotations.of_images(chunk)
        for image in store.images.rows(chunk):
            if image.id in annotations:
                yield Subject(image, tuple(annotations[image.id]), sizes, required)


def _required(store: Store) -> dict[int, list[AttributeRow]]:
    found: defaultdict[int, list[AttributeRow]] = defaultdict(list)
    for row in store.attributes.rows():
        if row.is_required:
            found[row.class_id].append(row)
    return found


def _sizes(subjects: Iterable[Subject]) -> dict[int, ClassSize]:
    shares: defaultdict[int, list[float]] = defaultdict(list)
    for subject in subjects:
        image = subject.image
        for row in subject.annotations:
            share = share_of(row.geometry, image.width, image.height)
            if share:
                shares[row.class_id].append(share)
    return {class_id: class_size(values) for class_id, values in shares.items()}


def class_size(shares: Sequence[float]) -> ClassSize:
    """What is usual among objects of a class; robust against the unusual ones.

    Args:
        shares: As ``share_of``, at least one, all above 0.
    """
    median = statistics.median(shares)
    spread = statistics.median(abs(math.log(share / median)) for share in shares)
    return ClassSize(median, spread, len(shares))
