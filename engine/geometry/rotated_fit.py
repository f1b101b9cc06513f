"""The smallest rotated box around points."""

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.geometry.types import RotatedBox


def smallest_rotated_box(points: NDArray[np.float64]) -> RotatedBox | None:
    """Return the smallest rotated box around points, shape (n, 2); None if they lie on one line.

    The side that lies flatter is the width, so that an upright thing has an angle near 0.
    """
    around = shapely.MultiPoint(points).minimum_rotated_rectangle
    if not isinstance(around, shapely.Polygon) or not around.area > 0:
        return None
    ring = np.asarray(around.exterior.coords)
    along, across = ring[1] - ring[0], ring[2] - ring[1]
    if abs(along[0]) < abs(along[1]):
        along, across = across, along
    along = -along if along[0] < 0 else along
    x, y = ring[:4].mean(axis=0)
    angle = math.degrees(math.atan2(along[1], along[0]))
    sides = math.hypot(*along), math.hypot(*across)
    return RotatedBox(float(x), float(y), *sides, angle)
