"""Geometries turned around a point."""

import math
from typing import assert_never

import msgspec
import numpy as np
from PIL import Image

from engine.geometry.mask_algebra import from_runs, or_none
from engine.geometry.masks import mask_box
from engine.geometry.ops import extent_of
from engine.geometry.run_lengths import decode_region, region_run_lengths
from engine.geometry.types import (
    Box,
    Geometry,
    Keypoint,
    Keypoints,
    Mask,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
)


class Turn(msgspec.Struct, frozen=True):
    """A turn around a point, in image pixels: clockwise as displayed."""

    cos: float
    sin: float
    around: Point

    def of(self, x: float, y: float) -> Point:
        """Return where a point goes."""
        dx, dy = x - self.around[0], y - self.around[1]
        return (
            self.around[0] + dx * self.cos - dy * self.sin,
            self.around[1] + dx * self.sin + dy * self.cos,
        )

    def back(self) -> "Turn":
        """Return the turn that undoes it."""
        return Turn(self.cos, -self.sin, self.around)


def rotate(geometry: Geometry, degrees: float, around: Point) -> Geometry | None:
    """Turn a geometry clockwise as displayed.

    Args:
        geometry: A box becomes a rotated one; of a mask each pixel is that which it was nearest to,
            and what leaves the image is lost.
        degrees: Any; a whole number of turns changes nothing.
        around: The point that stays, in image pixels.

    Returns:
        None if nothing is left of a mask.
    """
    if degrees % 360 == 0:
        return geometry
    turn = turn_by(degrees, around)
    match geometry:
        case Box(left, top, right, bottom):
            center = turn.of((left + right) / 2, (top + bottom) / 2)
            return with_angle(RotatedBox(*center, right - left, bottom - top, 0.0), degrees)
        case RotatedBox(x, y, width, height, angle):
            return with_angle(RotatedBox(*turn.of(x, y), width, height, 0.0), angle + degrees)
        case Polygon(points):
            return Polygon(tuple(turn.of(*point) for point in points))
        case Polyline(points):
            return Polyline(tuple(turn.of(*point) for point in points))
        case Keypoints(points):
            return Keypoints(tuple(Keypoint(*turn.of(p.x, p.y), p.visibility) for p in points))
        case Mask():
            return _turned(geometry, turn)
        case WholeImage():
            return geometry
        case _:
            assert_never(geometry)


def turn_by(degrees: float, around: Point) -> Turn:
    """Return a turn by so many degrees; quarters of a turn are exact."""
    quarters = degrees / 90 % 4
    if quarters.is_integer():
        cos, sin = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
        return Turn(cos, sin, around)
    return Turn(math.cos(math.radians(degrees)), math.sin(math.radians(degrees)), around)


def with_angle(box: RotatedBox, angle: float) -> RotatedBox:
    """Return the box at an angle, which is kept in [-180, 180) degrees."""
    return msgspec.structs.replace(box, angle=(angle + 180.0) % 360.0 - 180.0)


def _turned(mask: Mask, turn: Turn) -> Mask | None:
    box = mask_box(mask)
    sides = [turn.of(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    extent = extent_of(sides)
    if extent is None or not box.right > box.left:
        return None
    left, top = max(math.floor(extent.left), 0), max(math.floor(extent.top), 0)
    width = min(math.ceil(extent.right), mask.width) - left
    height = min(math.ceil(extent.bottom), mask.height) - top
    if width <= 0 or height <= 0:
        return None
    region = decode_region(mask, int(box.left), int(box.top), int(box.right), int(box.bottom))
    # Pillow asks where in the region each pixel comes from.
    x, y = turn.back().of(left, top)
    whence = (turn.cos, turn.sin, x - box.left, -turn.sin, turn.cos, y - box.top)
    turned = Image.fromarray(region.astype(np.uint8)).transform(
        (width, height), Image.Transform.AFFINE, whence, Image.Resampling.NEAREST
    )
    pixels = np.asarray(turned).astype(np.bool_)
    runs = region_run_lengths(pixels, left, top, mask.width, mask.height)
    return or_none(from_runs(runs, mask.width, mask.height))
