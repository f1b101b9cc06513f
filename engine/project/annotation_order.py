"""Which of an image's objects lies upon which: moved to the front, to the back, or past another.

An object's ``z`` says where it lies; of equals the one with the greater id lies on top. A new
object is given the greatest ``z`` of its image, so that a project in which nobody changes the order
holds zeros only.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from engine.geometry.ops import bounds
from engine.project.records import to_geometry
from engine.project.row_access import chunked, rows_by_id
from engine.project.schema import AnnotationRecord, ImageRecord, Row, table_of
from engine.project.step import Step
from engine.protocol.errors import SaegimError

OrderMove = Literal["to_front", "forward", "backward", "to_back"]

Boxes = NDArray[np.float64]
"""Left, top, right and bottom of objects in their order, the lowest first: (n, 4), in pixels of the
image; NaN for what has no extent."""
Flags = NDArray[np.bool_]

_ANNOTATIONS = table_of(AnnotationRecord)
_IMAGES = table_of(ImageRecord)


def insert_on_top(step: Step, rows: Sequence[Row]) -> list[int]:
    """Add annotations, each upon what its image has; returns their ids in the same order."""
    tops = _tops(step, {cast("int", row["image_id"]) for row in rows})
    placed: list[Row] = [{**row, "z": tops[cast("int", row["image_id"])]} for row in rows]
    return step.insert(AnnotationRecord, placed)


def reorder(step: Step, annotation_ids: Collection[int], move: OrderMove) -> None:
    """Move annotations within the order of their images.

    Raises:
        SaegimError: ``gone``.
    """
    rows = rows_by_id(step.connection, _ANNOTATIONS, annotation_ids)
    if len(rows) < len(set(annotation_ids)):
        raise SaegimError("gone")
    for image_id in sorted({cast("int", row["image_id"]) for row in rows.values()}):
        step.update(AnnotationRecord, _moved(_in_order(step, image_id), rows, move))


def to_front(_boxes: Boxes, chosen: Flags) -> list[int]:
    """Put the chosen ones upon all others."""
    return [*np.flatnonzero(~chosen).tolist(), *np.flatnonzero(chosen).tolist()]


def to_back(boxes: Boxes, chosen: Flags) -> list[int]:
    """Put the chosen ones below all others."""
    return to_front(boxes, ~chosen)


def forward(boxes: Boxes, chosen: Flags) -> list[int]:
    """Put each of the chosen ones upon the next other one that its extent meets.

    One that meets nothing stays: there nobody would see a difference. Chosen ones that meet keep
    their order.

    Returns:
        The new order, as indices into the old one.
    """
    goals: dict[int, int] = {}
    for i in np.flatnonzero(chosen).tolist():
        met = _meeting(boxes, boxes[i])
        above = np.flatnonzero(met[i + 1 :] & ~chosen[i + 1 :])
        past = [goal for lower, goal in goals.items() if met[lower] and goal > i]
        if len(above) or past:
            goals[i] = max((*past, *(above[:1] + i + 1).tolist()))
    arriving = {goal: [i for i in goals if goals[i] == goal] for goal in goals.values()}
    stays = (i for i in range(len(chosen)) if i not in goals)
    return [i for one in stays for i in (one, *arriving.get(one, ()))]


def backward(boxes: Boxes, chosen: Flags) -> list[int]:
    """Put each of the chosen ones below the next other one that its extent meets."""
    last = len(chosen) - 1
    return [last - i for i in reversed(forward(boxes[::-1], chosen[::-1]))]


MOVES: Mapping[OrderMove, Callable[[Boxes, Flags], list[int]]] = {
    "to_front": to_front,
    "forward": forward,
    "backward": backward,
    "to_back": to_back,
}


def heights(
    order: Sequence[int], z: Mapping[int, float], moved: Collection[int]
) -> dict[int, float]:
    """Return the ``z`` of objects so that they lie in an order; as few as possible are given one.

    Args:
        order: Ids, the lowest first.
        z: What they have, by id.
        moved: Those that are not where they were; the others are in their order.
    """
    found: dict[int, float] = {}
    below: float | None = None
    runs = [(key, list(run)) for key, run in groupby(order, key=moved.__contains__)]
    for place, (is_moved, run) in enumerate(runs):
        if not is_moved:
            below = z[run[-1]]
            continue
        above = z[runs[place + 1][1][0]] if place + 1 < len(runs) else None
        found.update(zip(run, _between(below, above, len(run)), strict=True))
    keys = [(found.get(i, z[i]), i) for i in order]
    # Between equals, or after very many moves between neighbours, there is no room.
    return found if keys == sorted(keys) else {i: float(n) for n, i in enumerate(order)}


def _between(below: float | None, above: float | None, count: int) -> list[float]:
    if above is None:
        return [(below or 0.0) + n for n in range(1, count + 1)]
    if below is None:
        return [above - n for n in range(count, 0, -1)]
    return [below + (above - below) * n / (count + 1) for n in range(1, count + 1)]


def _moved(rows: Sequence[Row], chosen: Collection[int], move: OrderMove) -> dict[int, Row]:
    ids = [cast("int", row["id"]) for row in rows]
    flags = np.array([i in chosen for i in ids], dtype=np.bool_)
    order = [ids[place] for place in MOVES[move](_boxes(rows), flags)]
    if order == ids:
        return {}
    z = {i: cast("float", row["z"]) for i, row in zip(ids, rows, strict=True)}
    return {i: {"z": height} for i, height in heights(order, z, chosen).items()}


def _in_order(step: Step, image_id: int) -> list[Row]:
    mine = select(_ANNOTATIONS).where(_ANNOTATIONS.c.image_id == image_id)
    rows = step.connection.execute(mine.order_by(_ANNOTATIONS.c.z, _ANNOTATIONS.c.id))
    return [cast("Row", dict(row)) for row in rows.mappings()]


def _boxes(rows: Iterable[Row]) -> Boxes:
    extents = (bounds(to_geometry(cast("str", row["geometry"]))) for row in rows)
    nothing = (np.nan,) * 4
    found = [nothing if b is None else (b.left, b.top, b.right, b.bottom) for b in extents]
    return np.array(found, dtype=np.float64).reshape(-1, 4)


def _meeting(boxes: Boxes, box: NDArray[np.float64]) -> Flags:
    """Which boxes have something in common with one."""
    starts, ends = boxes[:, :2], boxes[:, 2:]
    return np.asarray(((starts <= box[2:]) & (ends >= box[:2])).all(axis=1))


def _tops(step: Step, image_ids: Iterable[int]) -> dict[int, float]:
    """The greatest ``z`` of each image; 0 where there is nothing."""
    top = (
        select(func.max(_ANNOTATIONS.c.z))
        .where(_ANNOTATIONS.c.image_id == _IMAGES.c.id)
        .scalar_subquery()
    )
    found: dict[int, float] = {}
    for chunk in chunked(image_ids):
        query = select(_IMAGES.c.id, func.coalesce(top, 0.0)).where(_IMAGES.c.id.in_(chunk))
        found.update((row[0], row[1]) for row in step.connection.execute(query))
    return found
