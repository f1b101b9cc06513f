"""Which shape is under the pointer: pure functions over a spatial index."""

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from desktop.canvas.regions import region_of
from desktop.canvas.shape import CanvasShape
from engine.geometry.types import Bounds


class SpatialIndex:
    """An immutable set of shapes that answers where they are.

    Large shapes come before small ones in every answer but ``at``: painted in that order, no shape
    hides a smaller one.
    """

    def __init__(self, shapes: Iterable[CanvasShape] = ()) -> None:
        self._shapes = {shape.key: shape for shape in shapes}
        self._regions = {key: region_of(shape.geometry) for key, shape in self._shapes.items()}

    def __contains__(self, key: int) -> bool:
        return key in self._shapes

    def __len__(self) -> int:
        return len(self._shapes)

    def __iter__(self) -> Iterator[int]:
        return iter(self._shapes)

    def shape(self, key: int) -> CanvasShape:
        """The shape of a key; KeyError when there is none."""
        return self._shapes[key]

    def region(self, key: int) -> BaseGeometry:
        """What the shape covers."""
        return self._regions[key]

    def updated(self, changed: Iterable[CanvasShape], removed: Collection[int]) -> "SpatialIndex":
        """Another index with some shapes added or replaced, and some left out."""
        index = SpatialIndex()
        fresh = {shape.key: shape for shape in changed}
        gone = set(removed)
        index._shapes = {k: s for k, s in (self._shapes | fresh).items() if k not in gone}
        regions = self._regions | {k: region_of(shape.geometry) for k, shape in fresh.items()}
        index._regions = {key: regions[key] for key in index._shapes}
        return index

    def touching(self, *areas: Bounds) -> tuple[int, ...]:
        """Keys of the shapes whose extents reach into one of ``areas``, large ones first."""
        order, tree = self._tree
        boxes = [shapely.box(it.left, it.top, it.right, it.bottom) for it in areas]
        return tuple(order[i] for i in np.unique(tree.query(boxes)[1]))

    def inside(self, bounds: Bounds) -> tuple[int, ...]:
        """Keys of the shapes that lie in ``bounds`` as a whole, large ones first."""
        order, tree = self._tree
        area = shapely.box(bounds.left, bounds.top, bounds.right, bounds.bottom)
        return tuple(order[i] for i in np.sort(tree.query(area, predicate="covers")))

    def at(self, x: float, y: float, reach: float) -> tuple[int, ...]:
        """Keys of the shapes within ``reach`` of a point, the smallest area first."""
        order, tree = self._tree
        found = tree.query(shapely.Point(x, y), predicate="dwithin", distance=reach)
        return tuple(order[i] for i in np.sort(found)[::-1])

    def extent(self, keys: Iterable[int]) -> Bounds | None:
        """The smallest bounds around those of these shapes that are here; None without any."""
        regions = [self._regions[key] for key in keys if key in self._regions]
        solid = [region for region in regions if not region.is_empty]
        return Bounds(*shapely.total_bounds(solid).tolist()) if solid else None

    @cached_property
    def _tree(self) -> tuple[list[int], shapely.STRtree]:
        keys = list(self._regions)
        regions = np.array(list(self._regions.values()), dtype=object)
        order = np.argsort(-shapely.area(regions), kind="stable") if keys else np.array([], int)
        return [keys[i] for i in order], shapely.STRtree(cast("list[BaseGeometry]", regions[order]))
