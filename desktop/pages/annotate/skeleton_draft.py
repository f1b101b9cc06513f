"""A skeleton while it is edited."""

from dataclasses import dataclass, field

from engine.geometry.skeleton import Pair, Skeleton
from engine.geometry.types import Point


@dataclass
class DraftPoint:
    """A point: its name, its place in the unit square, and which point it was before."""

    name: str
    place: Point
    old: int | None = None
    mirror: "DraftPoint | None" = None


@dataclass
class SkeletonDraft:
    """Points and the lines between them; lines and pairs go with the points they belong to."""

    points: list[DraftPoint] = field(default_factory=list)
    edges: list[tuple[DraftPoint, DraftPoint]] = field(default_factory=list)

    @staticmethod
    def of(skeleton: Skeleton | None, *, is_old: bool) -> "SkeletonDraft":
        """The draft of a skeleton; ``is_old`` if it is the one that the class has."""
        if skeleton is None:
            return SkeletonDraft()
        points = [
            DraftPoint(name, place, index if is_old else None)
            for index, (name, place) in enumerate(zip(skeleton.names, skeleton.places, strict=True))
        ]
        for a, b in skeleton.mirrored:
            points[a].mirror, points[b].mirror = points[b], points[a]
        return SkeletonDraft(points, [(points[a], points[b]) for a, b in skeleton.edges])

    def add(self, name: str, place: Point) -> None:
        """Add a point at the end."""
        self.points.append(DraftPoint(name, place))

    def remove(self, index: int) -> None:
        """Remove a point with its lines."""
        gone = self.points.pop(index)
        self.edges = [edge for edge in self.edges if gone not in edge]
        if gone.mirror is not None:
            gone.mirror.mirror = None

    def move(self, index: int, by: int) -> int:
        """Put a point earlier or later in the order; returns its place."""
        place = min(max(index + by, 0), len(self.points) - 1)
        self.points.insert(place, self.points.pop(index))
        return place

    def join(self, first: int, second: int) -> None:
        """Join two points, or part them."""
        a, b = self.points[first], self.points[second]
        kept = [edge for edge in self.edges if set(map(id, edge)) != {id(a), id(b)}]
        self.edges = kept if len(kept) < len(self.edges) else [*self.edges, (a, b)]

    def pair(self, first: int, second: int | None) -> None:
        """Let two points change places when a picture is mirrored; None lets go of a pair."""
        mine = self.points[first]
        other = None if second is None else self.points[second]
        for point in (mine, other):
            if point is not None and point.mirror is not None:
                point.mirror.mirror = None
                point.mirror = None
        if other is not None and other is not mine:
            mine.mirror, other.mirror = other, mine

    def pairs(self) -> list[Pair]:
        """The lines, by places of points."""
        place = {id(point): index for index, point in enumerate(self.points)}
        return [(place[id(a)], place[id(b)]) for a, b in self.edges]

    def order(self) -> tuple[int | None, ...]:
        """For each point the place it had before."""
        return tuple(point.old for point in self.points)

    def skeleton(self) -> Skeleton:
        """What was made; maybe not sound yet."""
        place = {id(point): index for index, point in enumerate(self.points)}
        mirrored = tuple(
            (index, place[id(point.mirror)])
            for index, point in enumerate(self.points)
            if point.mirror is not None and index < place[id(point.mirror)]
        )
        names = tuple(point.name for point in self.points)
        places = tuple(point.place for point in self.points)
        return Skeleton(names, tuple(self.pairs()), mirrored, places)
