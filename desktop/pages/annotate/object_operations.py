"""What can be made of the selected objects: one row of a table each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.actions import Act
from engine.geometry.alignment import Place, aligned
from engine.geometry.conversion import convert
from engine.geometry.mask_editing import largest_part, smoothed, without_holes
from engine.geometry.set_operations import intersect, subtract, unite
from engine.geometry.types import Geometry, GeometryKind, Mask, Point

Geometries = Sequence[Geometry]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of several objects, by their places.

    Args:
        geometries: Other geometries of some.
        deleted: Those that are part of another now.
    """

    geometries: Mapping[int, Geometry]
    deleted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ObjectOperation:
    """One row.

    Args:
        act: The action that carries it out.
        label: What the history calls it.
        apply: From geometries, and width and height of the image, to what becomes of them.
    """

    act: Act
    label: str
    apply: Callable[[Geometries, int, int], Outcome]


def _each(change: Callable[[Geometry, int, int], Geometry | None]) -> Callable[..., Outcome]:
    """Change each object alone; one that cannot be changed stays."""

    def apply(geometries: Geometries, width: int, height: int) -> Outcome:
        made = [change(geometry, width, height) for geometry in geometries]
        pairs = zip(geometries, made, strict=True)
        return Outcome({i: a for i, (b, a) in enumerate(pairs) if a is not None and a != b})

    return apply


def _together(
    combine: Callable[[Geometries, int, int], Geometry | None],
) -> Callable[..., Outcome]:
    """Make one of several objects, the first; nothing happens where nothing would be left."""

    def apply(geometries: Geometries, width: int, height: int) -> Outcome:
        made = combine(geometries, width, height) if len(geometries) > 1 else None
        others = frozenset(range(1, len(geometries)))
        return Outcome({}) if made is None else Outcome({0: made}, others)

    return apply


def _converting(kind: GeometryKind) -> Callable[[Geometry, int, int], Geometry | None]:
    return lambda geometry, width, height: convert(geometry, kind, width, height)


def _of_masks(change: Callable[[Mask], Mask | None]) -> Callable[..., Outcome]:
    def apply(geometry: Geometry, _width: int, _height: int) -> Geometry | None:
        return change(geometry) if isinstance(geometry, Mask) else None

    return _each(apply)


def _aligning(place: Place, direction: Point) -> Callable[..., Outcome]:
    def apply(geometries: Geometries, _width: int, _height: int) -> Outcome:
        return Outcome(dict(enumerate(aligned(geometries, place, direction))))

    return apply


ACROSS, DOWN = (1.0, 0.0), (0.0, 1.0)
CONVERTED: Mapping[Act, GeometryKind] = {
    Act.TO_BOX: "box",
    Act.TO_ROTATED_BOX: "rotated_box",
    Act.TO_POLYGON: "polygon",
    Act.TO_MASK: "mask",
}
OPERATIONS = (
    *(ObjectOperation(act, "convert", _each(_converting(kind))) for act, kind in CONVERTED.items()),
    ObjectOperation(Act.UNITE, "unite", _together(unite)),
    ObjectOperation(Act.SUBTRACT, "subtract", _together(subtract)),
    ObjectOperation(Act.INTERSECT, "intersect", _together(intersect)),
    ObjectOperation(Act.FILL_HOLES, "fill_holes", _of_masks(without_holes)),
    ObjectOperation(Act.LARGEST_PART, "largest_part", _of_masks(largest_part)),
    ObjectOperation(Act.SMOOTH, "smooth", _of_masks(smoothed)),
    *(
        ObjectOperation(act, "align", _aligning(place, direction))
        for act, place, direction in (
            (Act.ALIGN_LEFT, lambda e: e.left, ACROSS),
            (Act.ALIGN_CENTER, lambda e: (e.left + e.right) / 2, ACROSS),
            (Act.ALIGN_RIGHT, lambda e: e.right, ACROSS),
            (Act.ALIGN_TOP, lambda e: e.top, DOWN),
            (Act.ALIGN_MIDDLE, lambda e: (e.top + e.bottom) / 2, DOWN),
            (Act.ALIGN_BOTTOM, lambda e: e.bottom, DOWN),
        )
    ),
)
