"""From one kind of geometry to another."""

from engine.geometry.masks import mask_area, rasterise
from engine.geometry.ops import corners
from engine.geometry.types import Box, Geometry, Mask, Polygon, RotatedBox


def as_mask(geometry: Geometry, width: int, height: int) -> Mask | None:
    """Return the pixels that a geometry covers in an image of this size.

    None for what has no area, or none inside the image.
    """
    match geometry:
        case Mask():
            mask = geometry
        case Polygon():
            mask = rasterise(geometry, width, height)
        case Box(left, top, right, bottom):
            outline = ((left, top), (right, top), (right, bottom), (left, bottom))
            mask = rasterise(Polygon(outline), width, height)
        case RotatedBox():
            mask = rasterise(Polygon(corners(geometry)), width, height)
        case _:
            return None
    return mask if mask_area(mask) else None
