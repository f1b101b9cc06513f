"""Masks: run lengths, outlines, and the simpler geometries that are kept of them."""

import math
from collections.abc import Iterable, Iterator
from typing import Any, cast

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray
from pycocotools import mask as coco_api

from engine.geometry.limits import MOST_POINTS
from engine.geometry.rotated_fit import smallest_rotated_box
from engine.geometry.run_lengths import column_runs, decode_columns, run_lengths
from engine.geometry.tracing import traced_array
from engine.geometry.types import Box, Geometry, Mask, Point, Polygon

BoolArray = NDArray[np.bool_]
FINEST_OUTLINE = 2048
"""Steps to the longer side of a mask that becomes a polygon: SAM answers in 256, and tracing all
pixels of a large one would stop the window while the pointer moves."""
LOST = 0.01
"""Share of a mask that its outline may leave out: crumbs and pinholes that nobody means."""
_MOST_TRACED = 100_000
"""Points of the outlines of a mask that may become a polygon: to leave out those that hardly matter
takes time with their square, a third of a second for so many."""

_MOST_RINGS = 500
"""Of a part, up to which they are kept from crossing when they get fewer points: GEOS compares each
with every other, two seconds for 20,000. Of a maze each ring is looked at by itself."""

# The stubs of pycocotools know only some of the arguments that it takes.
coco = cast("Any", coco_api)


class Outline(msgspec.Struct, frozen=True):
    """One part of a mask, in image pixels; rings are closed implicitly."""

    outer: tuple[Point, ...]
    holes: tuple[tuple[Point, ...], ...]


def to_coco(mask: Mask) -> dict[str, Any]:
    """Return the mask as pycocotools' own object."""
    return {"size": [mask.height, mask.width], "counts": mask.counts.encode("ascii")}


def from_coco(rle: dict[str, Any]) -> Mask:
    """Return pycocotools' compressed object as a mask."""
    height, width = rle["size"]
    return Mask(int(height), int(width), rle["counts"].decode("ascii"))


def encode(array: BoolArray) -> Mask:
    """Encode a boolean array of shape (height, width)."""
    return from_coco(coco.encode(np.asfortranarray(array, dtype=np.uint8)))


def decode(mask: Mask) -> BoolArray:
    """Decode into a boolean array of shape (height, width)."""
    return coco.decode(to_coco(mask)).astype(np.bool_)


def mask_area(mask: Mask) -> int:
    """Return the number of pixels in the mask."""
    return int(coco.area(to_coco(mask)))


def mask_box(mask: Mask) -> Box:
    """Return the smallest box around the mask's pixels; all zeros for an empty mask."""
    left, top, width, height = (float(value) for value in coco.toBbox(to_coco(mask)))
    return Box(left, top, left + width, top + height)


def mask_contains(mask: Mask, x: float, y: float) -> bool:
    """Say whether the pixel under (x, y) belongs to the mask."""
    column, row = int(np.floor(x)), int(np.floor(y))
    if not (0 <= column < mask.width and 0 <= row < mask.height):
        return False
    # Cutting the runs with a one-pixel mask is far cheaper than decoding a 100-megapixel one.
    corner = np.array([[column, row, 1, 1]], dtype=np.float64)
    pixel = coco.frPyObjects(corner, mask.height, mask.width)
    return int(coco.area(coco.merge([to_coco(mask), *pixel], intersect=True))) > 0


def mask_iou(a: Mask, b: Mask) -> float:
    """Return the intersection over union of two masks of the same image size."""
    return float(coco.iou([to_coco(a)], [to_coco(b)], [0])[0][0])


def outlines(mask: Mask, tolerance: float = 1.0, step: int = 1) -> list[Outline]:
    """Trace the mask's parts, the largest first.

    Args:
        mask: Any mask; an empty one has no outlines.
        tolerance: How far (pixels) the outline may leave the pixels' edge to have fewer points
            (Douglas-Peucker); 0 keeps every point.
        step: Only every so many pixels both ways is looked at.
    """
    return outlines_of(traced(mask, step), tolerance)


def outlines_of(parts: Iterable[shapely.Polygon], tolerance: float) -> list[Outline]:
    """Return the outlines of traced parts with fewer points, as ``outlines`` does."""
    return [
        Outline(_ring(part.exterior), tuple(_ring(hole) for hole in part.interiors))
        for part in _simplified(parts, tolerance)
    ]


def traced(mask: Mask, step: int = 1) -> Iterator[shapely.Polygon]:
    """Trace the parts of a mask with their holes, along the middles of pixels' edges.

    Args:
        mask: Any mask; an empty one has no parts.
        step: Only every so many pixels both ways is looked at.
    """
    box = mask_box(mask)
    left, top, right, bottom = int(box.left), int(box.top), int(box.right), int(box.bottom)
    if right <= left:
        return
    # Only the part with pixels is traced, with a margin of one so that outlines close.
    columns = np.pad(decode_columns(mask, left, top, right, bottom, step), 1)
    # An index is the centre of a pixel (or a block of them) at half a step, less the margin.
    yield from traced_array(columns, (left - 0.5 * step, top - 0.5 * step), step)


def rasterise(polygon: Polygon, width: int, height: int) -> Mask:
    """Fill a polygon (even-odd) into a mask of an image of the given size."""
    flat = [value for point in polygon.points for value in point]
    return from_coco(coco.frPyObjects([flat], height, width)[0])


def to_geometry_kind(mask: Mask, geometry_kind: str, tolerance: float = 1.0) -> Geometry:
    """Reduce a mask to the geometry its class keeps.

    Args:
        mask: A mask with at least one pixel.
        geometry_kind: ``box``, ``rotated_box`` or ``polygon``. One outline cannot say that there
            are several parts or a hole (of more than ``LOST``), and has ``MOST_POINTS`` at most:
            such a mask stays one, as it does for any other kind.
        tolerance: Outline detail of a polygon in pixels, as in ``outlines``.

    Raises:
        ValueError: The mask is empty.
    """
    if mask_area(mask) == 0:
        raise ValueError("an empty mask has no geometry")
    match geometry_kind:
        case "box":
            return mask_box(mask)
        case "polygon":
            return _one_ring(mask, tolerance) or mask
        case "rotated_box":
            return smallest_rotated_box(edge_middles(mask)) or mask
        case _:
            return mask


def edge_middles(mask: Mask) -> NDArray[np.float64]:
    """Return points whose convex hull is that of all outlines of a mask, in image pixels.

    Returns:
        Shape (n, 2); middles of edges of the first and the last pixel of each column.
    """
    columns, tops, bottoms = column_runs(run_lengths(mask.counts), mask.height)
    is_first, is_last = np.diff(columns, prepend=-1) > 0, np.diff(columns, append=mask.width) > 0
    x, top, bottom = columns[is_first], tops[is_first], bottoms[is_last]
    middles = [(x + 0.5, top), (x + 0.5, bottom)]
    middles += [(side, y) for side in (x, x + 1) for y in (top + 0.5, bottom - 0.5)]
    return np.concatenate([np.column_stack(pair) for pair in middles]).astype(np.float64)


def largest_outline(mask: Mask, tolerance: float = 1.0) -> Polygon:
    """Return the outer outline of the largest part of a mask with at least one pixel."""
    return Polygon(outlines(mask, tolerance)[0].outer)


def _one_ring(mask: Mask, tolerance: float) -> Polygon | None:
    """The outline of a mask, if that says all of it."""
    box = mask_box(mask)
    longer = max(box.right - box.left, box.bottom - box.top)
    found = list(traced(mask, math.ceil(longer / FINEST_OUTLINE)))
    # A mask thinner than a step may lie between the pixels that were looked at.
    if not found or shapely.get_num_coordinates(found).sum() > _MOST_TRACED:
        return None
    largest, *others = _simplified(found, tolerance)
    holes = sum(shapely.Polygon(hole).area for hole in largest.interiors)
    lost = holes + sum(part.area for part in others)
    ring = _ring(largest.exterior)
    says_all = lost <= LOST * (largest.area + lost) and len(ring) <= MOST_POINTS
    return Polygon(ring) if says_all else None


def _simplified(parts: Iterable[shapely.Polygon], tolerance: float) -> list[shapely.Polygon]:
    """Parts with fewer points, the largest first."""
    fewer = [_with_fewer_points(part, tolerance) for part in parts]
    return sorted(fewer, key=lambda part: -part.area)


def _with_fewer_points(part: shapely.Polygon, tolerance: float) -> shapely.Polygon:
    rings: Any = [part.exterior, *part.interiors]
    # To keep rings from crossing takes GEOS twenty times as long, and few of them would.
    fewer: Any = shapely.simplify(rings, tolerance, preserve_topology=False)
    if (shapely.get_type_id(fewer) == shapely.GeometryType.LINEARRING).all():
        quick = shapely.Polygon(fewer[0], fewer[1:])
        if quick.is_valid and not quick.is_empty:
            return quick
    if len(rings) <= _MOST_RINGS:
        return cast("shapely.Polygon", part.simplify(tolerance))
    fewer = shapely.simplify(rings, tolerance)
    return shapely.Polygon(fewer[0], fewer[1:])


def _ring(ring: shapely.LinearRing) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in ring.coords[:-1])
