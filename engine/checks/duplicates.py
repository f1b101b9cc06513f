"""Objects that are marked twice."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

import numpy as np
import shapely

from engine.checks.spec import Finding, Mending, Subject
from engine.geometry.ops import bounds, iou
from engine.project.rows import AnnotationRow

SAME_FROM = 0.9
"""Intersection over union."""
MOST_COMPARED = 200
"""Older objects that one is compared with: so many lie on each other only by mistake."""


def find_duplicates(subject: Subject) -> Iterator[Finding]:
    """Find objects of one class that lie on each other, each with the older one it repeats."""
    by_class: defaultdict[int, list[AnnotationRow]] = defaultdict(list)
    for row in subject.annotations:
        by_class[row.class_id].append(row)
    for rows in by_class.values():
        yield from _find_among(rows)


def delete_repeated(subject: Subject, finding: Finding) -> Mending:
    """Delete the newer one of two objects, if both are still there."""
    rows = subject.of(finding)
    return Mending(
        deleted=frozenset({rows[0].id} if len(rows) == len(finding.annotation_ids) else ())
    )


def _find_among(rows: list[AnnotationRow]) -> Iterator[Finding]:
    placed = [(row, extent) for row in rows if (extent := bounds(row.geometry)) is not None]
    boxes = [shapely.box(e.left, e.top, e.right, e.bottom) for _, e in placed]
    tree = shapely.STRtree(boxes)
    repeated: set[int] = set()
    for newer, (row, _) in enumerate(placed):
        found = tree.query(boxes[newer], predicate="intersects")
        # Of an older one that repeats another only that other is asked for.
        older = (i for i in np.sort(found[found < newer]).tolist() if i not in repeated)
        for place in islice(older, MOST_COMPARED):
            alike = iou(row.geometry, placed[place][0].geometry)
            if alike >= SAME_FROM:
                repeated.add(newer)
                ids, figures = (row.id, placed[place][0].id), {"percent": f"{100 * alike:.0f}"}
                yield Finding("duplicate", row.image_id, ids, figures)
                break
