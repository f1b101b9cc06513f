"""What a check is, what it finds, and what mends it."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from engine.geometry.types import Geometry
from engine.project.rows import AnnotationRow, AttributeRow, ImageRow


class Finding(msgspec.Struct, frozen=True):
    """Something that looks wrong.

    ``check`` is the name of its row, ``annotation_ids`` what it is about: the first one is what is
    gone to. ``figures`` fill the row's ``said``.
    """

    check: str
    image_id: int
    annotation_ids: tuple[int, ...]
    figures: dict[str, str] = {}


@dataclasses.dataclass(frozen=True)
class Mending:
    """What to do about a finding: other geometries by the annotations' ids, and what is deleted."""

    geometries: Mapping[int, Geometry] = dataclasses.field(default_factory=dict)
    deleted: frozenset[int] = frozenset()


@dataclasses.dataclass(frozen=True)
class ClassSize:
    """How large the objects of a class usually are.

    Args:
        median: Of the longer sides, as a share of the image's.
        spread: Median absolute deviation of the natural logarithm of those shares.
        count: Of the objects.
    """

    median: float
    spread: float
    count: int


@dataclasses.dataclass(frozen=True)
class Subject:
    """What is looked at: an image with all its annotations, and what is known of the classes.

    Args:
        image: The image.
        annotations: All of it.
        sizes: By class, as far as known.
        required: The attributes that objects have to have a value of, by class.
    """

    image: ImageRow
    annotations: tuple[AnnotationRow, ...]
    sizes: Mapping[int, ClassSize]
    required: Mapping[int, Sequence[AttributeRow]]

    def of(self, finding: Finding) -> tuple[AnnotationRow, ...]:
        """The annotations that a finding is about, in its order; those that are still there."""
        rows = {row.id: row for row in self.annotations}
        return tuple(rows[i] for i in finding.annotation_ids if i in rows)


@dataclasses.dataclass(frozen=True)
class Check:
    """One row of the table; texts are in the context ``Checks`` of the translations.

    Args:
        name: Never changes.
        title: What is wrong, in two or three words.
        said: The sentence about one finding, with its figures in braces.
        find: All findings of an image.
        mend: What would mend a finding; None if only a person can.
        remedy: What mending does, on its button; empty without ``mend``.
    """

    name: str
    title: str
    said: str
    find: Callable[[Subject], Iterable[Finding]]
    mend: Callable[[Subject, Finding], Mending] | None = None
    remedy: str = ""
