"""The geometries an annotation can have.

All coordinates are floating-point pixels of the image as displayed (EXIF orientation applied): the
origin is the top left corner of the top left pixel, x grows to the right, y downwards. So the
picture spans (0, 0)-(width, height).
"""

from typing import Literal, cast

import msgspec

Point = tuple[float, float]


class Bounds(msgspec.Struct, frozen=True):
    """An axis-aligned extent in image pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Area in square pixels."""
        return self.width * self.height


class Box(msgspec.Struct, frozen=True, tag_field="type", tag="box"):
    """An axis-aligned box; left < right, top < bottom."""

    left: float
    top: float
    right: float
    bottom: float


class RotatedBox(msgspec.Struct, frozen=True, tag_field="type", tag="rotated_box"):
    """A box turned by ``angle`` degrees clockwise (as displayed) around its centre."""

    center_x: float
    center_y: float
    width: float
    height: float
    angle: float


class Polygon(msgspec.Struct, frozen=True, tag_field="type", tag="polygon"):
    """A closed outline of at least three points; the last edge back to the first is implied."""

    points: tuple[Point, ...]


class Mask(msgspec.Struct, frozen=True, tag_field="type", tag="mask"):
    """A set of pixels as COCO's compressed run-length encoding; holes and parts are natural.

    ``counts`` is the string of the COCO API for an array of shape (height, width), column by
    column. Height and width are those of the whole image.
    """

    height: int
    width: int
    counts: str


class Polyline(msgspec.Struct, frozen=True, tag_field="type", tag="polyline"):
    """An open line of at least two points."""

    points: tuple[Point, ...]


class Keypoint(msgspec.Struct, frozen=True):
    """One point of a skeleton; visibility as in COCO: 0 absent, 1 hidden, 2 visible."""

    x: float
    y: float
    visibility: int


class Keypoints(msgspec.Struct, frozen=True, tag_field="type", tag="keypoints"):
    """The points of one object, in the order of its class's skeleton."""

    points: tuple[Keypoint, ...]


class WholeImage(msgspec.Struct, frozen=True, tag_field="type", tag="whole_image"):
    """An image-level label: the class holds for the picture as a whole."""


Geometry = Box | RotatedBox | Polygon | Mask | Polyline | Keypoints | WholeImage

GeometryKind = Literal[
    "box", "rotated_box", "polygon", "mask", "polyline", "keypoints", "whole_image"
]

WHOLE_IMAGE_KIND: GeometryKind = "whole_image"

OUTLINED_KINDS: frozenset[GeometryKind] = frozenset({"rotated_box", "polygon", "mask"})
"""Kinds of objects that have an outline, and not only an extent."""


def kind_of(geometry: Geometry) -> GeometryKind:
    """Return the kind of a geometry."""
    return cast("GeometryKind", geometry.__struct_config__.tag)
