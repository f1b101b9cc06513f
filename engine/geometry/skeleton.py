"""The skeleton of a class: which key points its objects have, and how they hang together."""

from collections.abc import Sequence

import msgspec

from engine.geometry.ops import bounds
from engine.geometry.types import Bounds, Box, Keypoint, Keypoints, Point

MOST_POINTS = 200
LONGEST_NAME = 100
ABSENT, OCCLUDED, VISIBLE = 0, 1, 2
"""Visibility of a key point, as in COCO."""

Pair = tuple[int, int]


class Skeleton(msgspec.Struct, frozen=True):
    """Key points in their order.

    Args:
        names: Of the points; no two are the same.
        edges: Pairs of places in ``names`` that are joined by a line.
        mirrored: Pairs that change places when a picture is mirrored, such as left and right eye.
        places: Where the points usually are in the box around them, from (0, 0) at its upper left
            to (1, 1) at its lower right corner.
    """

    names: tuple[str, ...]
    edges: tuple[Pair, ...] = ()
    mirrored: tuple[Pair, ...] = ()
    places: tuple[Point, ...] = ()

    def fits(self, keypoints: Keypoints) -> bool:
        """Whether an object has as many points."""
        return len(keypoints.points) == len(self.names)


def is_sound_skeleton(skeleton: Skeleton) -> bool:
    """Whether a skeleton can be drawn and kept."""
    count = len(skeleton.names)
    names_are_good = all(0 < len(name) <= LONGEST_NAME for name in skeleton.names)
    pairs = (*skeleton.edges, *skeleton.mirrored)
    pairs_are_good = all(0 <= a < count and 0 <= b < count and a != b for a, b in pairs)
    mirrored = [place for pair in skeleton.mirrored for place in pair]
    places = [value for place in skeleton.places for value in place]
    return (
        1 <= count <= MOST_POINTS
        and len(set(skeleton.names)) == count
        and names_are_good
        and pairs_are_good
        and len(skeleton.edges) <= count * count
        and len(set(mirrored)) == len(mirrored)
        and len(skeleton.places) == count
        and all(0 <= value <= 1 for value in places)
    )


def posed(places: Sequence[Point], box: Box) -> Keypoints:
    """Return key points at their usual places in a box, all visible."""
    width, height = box.right - box.left, box.bottom - box.top
    return Keypoints(
        tuple(Keypoint(box.left + x * width, box.top + y * height, VISIBLE) for x, y in places)
    )


def mean_pose(skeleton: Skeleton, objects: Sequence[Keypoints]) -> tuple[Point, ...]:
    """Return where the points of several objects are on average in the boxes around them.

    Args:
        skeleton: Says where a point is that none of them has.
        objects: Those with another number of points, or hardly any size, are passed over.

    Returns:
        As ``Skeleton.places``.
    """
    sums = [[0.0, 0.0, 0] for _ in skeleton.names]
    for keypoints in objects:
        extent = bounds(keypoints)
        if extent is None or not extent.area > 0 or not skeleton.fits(keypoints):
            continue
        for total, point in zip(sums, keypoints.points, strict=True):
            if point.visibility:
                x, y = _share(point, extent)
                total[:] = total[0] + x, total[1] + y, total[2] + 1
    return tuple(
        (x / count, y / count) if count else place
        for (x, y, count), place in zip(sums, skeleton.places, strict=True)
    )


def mirrored(keypoints: Keypoints, skeleton: Skeleton, width: float) -> Keypoints:
    """Return the points of an object in the mirrored picture, ``width`` pixels wide."""
    flipped = [Keypoint(width - p.x, p.y, p.visibility) for p in keypoints.points]
    for a, b in skeleton.mirrored:
        flipped[a], flipped[b] = flipped[b], flipped[a]
    return Keypoints(tuple(flipped))


def rearranged(keypoints: Keypoints, order: Sequence[int | None]) -> Keypoints:
    """Return the points in another order.

    Args:
        keypoints: Of one object.
        order: For each new place the old one; None for a point that is new, and so absent.
    """
    absent = Keypoint(0.0, 0.0, ABSENT)
    old = keypoints.points
    return Keypoints(
        tuple(old[place] if place is not None and place < len(old) else absent for place in order)
    )


def _share(point: Keypoint, extent: Bounds) -> Point:
    return (point.x - extent.left) / extent.width, (point.y - extent.top) / extent.height


PERSON = Skeleton(
    names=(
        "nose",
        "left eye",
        "right eye",
        "left ear",
        "right ear",
        "left shoulder",
        "right shoulder",
        "left elbow",
        "right elbow",
        "left wrist",
        "right wrist",
        "left hip",
        "right hip",
        "left knee",
        "right knee",
        "left ankle",
        "right ankle",
    ),
    edges=(
        (15, 13),
        (13, 11),
        (16, 14),
        (14, 12),
        (11, 12),
        (5, 11),
        (6, 12),
        (5, 6),
        (5, 7),
        (6, 8),
        (7, 9),
        (8, 10),
        (1, 2),
        (0, 1),
        (0, 2),
        (1, 3),
        (2, 4),
        (3, 5),
        (4, 6),
    ),
    mirrored=((1, 2), (3, 4), (5, 6), (7, 8), (9, 10), (11, 12), (13, 14), (15, 16)),
    places=(
        (0.5, 0.05),
        (0.56, 0.02),
        (0.44, 0.02),
        (0.64, 0.04),
        (0.36, 0.04),
        (0.78, 0.2),
        (0.22, 0.2),
        (0.92, 0.36),
        (0.08, 0.36),
        (1.0, 0.5),
        (0.0, 0.5),
        (0.66, 0.52),
        (0.34, 0.52),
        (0.68, 0.76),
        (0.32, 0.76),
        (0.7, 1.0),
        (0.3, 1.0),
    ),
)
"""The seventeen key points of a person in COCO with its edges, at the places of one who stands."""
