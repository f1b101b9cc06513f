"""Which shape is under the pointer: pure functions over a spatial index."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from desktop.canvas.regions import regions_of
from desktop.canvas.shape import CanvasShape
from engine.geometry.types import Bounds

MOST_APART = 500
"""Changed shapes that a tree of their own holds; then one tree is made of all of them anew.

A tree of 20,000 shapes takes 25 ms to make, and an edit changes one of them.
"""


class SpatialIndex:
    """An immutable set of shapes that answers where they are.

    Lower shapes come before upper ones in every answer but ``at``, and of those that lie equally
    high large before small ones: painted in that order, no shape hides a smaller one unless a
    person said so.
    """

    def __init__(self, shapes: Iterable[CanvasShape] = ()) -> None:
        self._shapes = {shape.key: shape for shape in shapes}
        regions = regions_of([shape.geometry for shape in self._shapes.values()])
        self._regions = dict(zip(self._shapes, regions, strict=True))
        self._earlier: SpatialIndex | None = None
        """Holds all but what has changed since: a copy of thousands would be felt at every edit."""
        self._changed: frozenset[int] = frozenset()

    def __contains__(self, key: int) -> bool:
        return key in self._holder(key)._shapes

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[int]:
        earlier = {} if self._earlier is None else self._earlier._shapes
        yield from (key for key in earlier if key not in self._changed or key in self._shapes)
        yield from (key for key in self._shapes if key not in earlier)

    def shape(self, key: int) -> CanvasShape:
        """The shape of a key; KeyError when there is none."""
        return self._holder(key)._shapes[key]

    def region(self, key: int) -> BaseGeometry:
        """What the shape covers."""
        return self._holder(key)._regions[key]

    def updated(self, changed: Iterable[CanvasShape], removed: Collection[int]) -> "SpatialIndex":
        """Another index with some shapes added or replaced, and some left out."""
        fresh, index, base = SpatialIndex(changed), SpatialIndex(), self._earlier
        touched = self._changed.union(fresh._shapes, removed)
        if len(touched) > MOST_APART:
            index._shapes = {key: self.shape(key) for key in self} | fresh._shapes
            index._regions = {key: self.region(key) for key in self} | fresh._regions
        elif base is None:
            index._earlier, index._changed = self, touched
            index._shapes, index._regions = fresh._shapes, fresh._regions
        else:
            index._earlier, index._changed = base, touched
            index._shapes = self._shapes | fresh._shapes
            index._regions = self._regions | fresh._regions
        for key in removed:
            index._shapes.pop(key, None)
            index._regions.pop(key, None)
        return index

    def touching(self, *areas: Bounds) -> tuple[int, ...]:
        """Keys of the shapes whose extents reach into one of ``areas``, as they are painted."""
        boxes = [shapely.box(it.left, it.top, it.right, it.bottom) for it in areas]
        return self._found(lambda tree: np.unique(tree.query(boxes)[1]))

    def inside(self, bounds: Bounds) -> tuple[int, ...]:
        """Keys of the shapes that lie in ``bounds`` as a whole, as they are painted."""
        area = shapely.box(bounds.left, bounds.top, bounds.right, bounds.bottom)
        return self._found(lambda tree: np.sort(tree.query(area, predicate="covers")))

    def at(self, x: float, y: float, reach: float) -> tuple[int, ...]:
        """Keys of the shapes within ``reach`` of a point, the uppermost and smallest first."""
        point = shapely.Point(x, y)
        near = self._found(
            lambda tree: np.sort(tree.query(point, predicate="dwithin", distance=reach))
        )
        return near[::-1]

    def extent(self, keys: Iterable[int]) -> Bounds | None:
        """The smallest bounds around those of these shapes that are here; None without any."""
        regions = [self.region(key) for key in keys if key in self]
        if len(regions) == 1 and not regions[0].is_empty:
            # What a hand moves is mostly one, and arrays take five times as long.
            return Bounds(*regions[0].bounds)
        boxes = shapely.bounds(cast("Any", regions)).reshape(-1, 4)
        # What is empty has none.
        boxes = boxes[~np.isnan(boxes[:, 0])]
        if not len(boxes):
            return None
        return Bounds(*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())

    def _holder(self, key: int) -> "SpatialIndex":
        """Which index holds a shape, if there is such a one."""
        return self if self._earlier is None or key in self._changed else self._earlier

    def _found(self, ask: Callable[[shapely.STRtree], NDArray[np.int64]]) -> tuple[int, ...]:
        """What the trees answer, without what has changed since the earlier one was made."""
        keys, ranks = self._tree.found(ask)
        if self._earlier is not None:
            new_keys, new_ranks = keys, ranks
            keys, ranks = self._earlier._tree.found(ask)
            is_as_it_was = ~np.isin(keys, list(self._changed))
            keys, ranks = keys[is_as_it_was], ranks[is_as_it_was]
            keys = np.insert(keys, np.searchsorted(ranks, new_ranks, "right"), new_keys)
        return tuple(keys.tolist())

    @cached_property
    def _tree(self) -> "_Tree":
        """All shapes, or those that have changed since an earlier index."""
        is_whole = self._earlier is None
        regions = self._regions if is_whole else dict(sorted(self._regions.items()))
        return _Tree(regions, self._shapes)


class _Tree:
    """Regions that can be searched, lower and large ones first."""

    def __init__(
        self, regions: Mapping[int, BaseGeometry], shapes: Mapping[int, CanvasShape]
    ) -> None:
        listed = np.array(list(regions.values()), dtype=object)
        # Complex numbers are ordered by their real parts, and where these are equal by the others.
        ranks = np.array([shapes[key].z for key in regions], dtype=np.complex128)
        ranks.imag = -shapely.area(listed)
        order = np.argsort(ranks, kind="stable")
        self._keys = np.array(list(regions), dtype=np.int64)[order]
        self._ranks = ranks[order]
        self._tree = shapely.STRtree(cast("Any", listed[order]))

    def found(
        self, ask: Callable[[shapely.STRtree], NDArray[np.int64]]
    ) -> tuple[NDArray[np.int64], NDArray[np.complex128]]:
        """Keys of regions, and what they are ordered by."""
        places = ask(self._tree)
        return self._keys[places], self._ranks[places]
