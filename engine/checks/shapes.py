"""Checks of single objects: too small, outside of the image, crossing themselves, of odd size."""

import math
from collections.abc import Iterator

import shapely

from engine.checks.spec import ClassSize, Finding, Mending, Subject
from engine.geometry.ops import bounds, clip
from engine.geometry.regions import geometry_of, region_of
from engine.geometry.types import Geometry, Polygon, WholeImage

SMALLEST = 3.0
"""Image pixels: an object whose longer side is shorter can hardly be seen."""
NEARLY_INSIDE = 0.5
"""Image pixels that an object may reach beyond the image before it counts as outside."""
USUAL_FROM = 20
"""Of fewer objects of a class nobody can say what is usual."""
FAR = 6.0
"""Times the spread from the median: 4 standard deviations, if the logarithms are normal."""
AT_LEAST = 4.0
"""Times larger or smaller than usual, even if the class hardly varies."""


def find_tiny(subject: Subject) -> Iterator[Finding]:
    """Find objects of hardly any size, such as a click that was no box."""
    for row in subject.annotations:
        extent = bounds(row.geometry)
        if extent is None and isinstance(row.geometry, WholeImage):
            continue
        side = 0.0 if extent is None else max(extent.width, extent.height)
        if side < SMALLEST:
            yield Finding("tiny", row.image_id, (row.id,), {"side": f"{side:.1f}"})


def delete_tiny(subject: Subject, finding: Finding) -> Mending:
    """Delete what a finding is about."""
    return Mending(deleted=frozenset(row.id for row in subject.of(finding)))


def find_outside(subject: Subject) -> Iterator[Finding]:
    """Find objects that reach beyond the image."""
    image = subject.image
    for row in subject.annotations:
        extent = bounds(row.geometry)
        if extent is None:
            continue
        beyond = max(
            -extent.left, -extent.top, extent.right - image.width, extent.bottom - image.height
        )
        if beyond > NEARLY_INSIDE and clip(row.geometry, image.width, image.height) != row.geometry:
            yield Finding("outside", row.image_id, (row.id,), {"pixels": f"{beyond:.0f}"})


def cut(subject: Subject, finding: Finding) -> Mending:
    """Cut what a finding is about at the border of the image; delete it if nothing is left."""
    image = subject.image
    after = {r.id: clip(r.geometry, image.width, image.height) for r in subject.of(finding)}
    return Mending(
        {i: geometry for i, geometry in after.items() if geometry is not None},
        frozenset(i for i, geometry in after.items() if geometry is None),
    )


def find_crossing(subject: Subject) -> Iterator[Finding]:
    """Find outlines that cross themselves: what is inside is for each program to guess."""
    for row in subject.annotations:
        match row.geometry:
            case Polygon(points) if not shapely.is_valid(shapely.Polygon(points)):
                yield Finding("crossing", row.image_id, (row.id,))
            case _:
                pass


def untangle(subject: Subject, finding: Finding) -> Mending:
    """Make outlines that do not cross themselves; a mask where that takes several."""
    after = {
        r.id: untangled(r.geometry, subject.image.width, subject.image.height)
        for r in subject.of(finding)
    }
    return Mending(
        {i: geometry for i, geometry in after.items() if geometry is not None},
        frozenset(i for i, geometry in after.items() if geometry is None),
    )


def untangled(geometry: Geometry, width: int, height: int) -> Geometry | None:
    """The same area as one valid polygon, or as a mask; None if it has no area."""
    if not isinstance(geometry, Polygon):
        return geometry
    region = region_of(geometry)
    return None if region is None else geometry_of(region, width, height)


def find_odd_sizes(subject: Subject) -> Iterator[Finding]:
    """Find objects far from the usual size of their class."""
    image = subject.image
    for row in subject.annotations:
        share, usual = (
            share_of(row.geometry, image.width, image.height),
            subject.sizes.get(row.class_id),
        )
        if share and usual and is_odd(share, usual):
            percent = f"{100 * share / usual.median:.0f}"
            yield Finding("size", row.image_id, (row.id,), {"percent": percent})


def share_of(geometry: Geometry, width: int, height: int) -> float:
    """The longer side of an object as a share of the image's; 0 without an extent."""
    extent = bounds(geometry)
    longer = 0.0 if extent is None else max(extent.width, extent.height)
    return longer / max(width, height)


def is_odd(share: float, usual: ClassSize) -> bool:
    """Whether an object is far from the usual size of its class."""
    distance = abs(math.log(share / usual.median))
    return usual.count >= USUAL_FROM and distance > max(FAR * usual.spread, math.log(AT_LEAST))
