"""What a format of annotations is."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

from engine.formats.content import Exported, LabelledImage, Progress, labelled_images, no_progress
from engine.geometry.losses import Counts, Description, Losses, losses_of
from engine.geometry.types import WHOLE_IMAGE_KIND, GeometryKind
from engine.project.rows import ClassRow
from engine.project.store import Store


@dataclasses.dataclass(frozen=True)
class ExportJob:
    """One export: what is written, and where to."""

    store: Store
    holds: frozenset[GeometryKind]
    """The geometries that the format can hold."""
    part: Path
    """Where to write: a file that is not there yet, or an empty folder."""
    path: Path
    """What ``part`` is called in the end; pictures are named relative to where this lies."""
    classes: tuple[ClassRow, ...]
    """The classes that the format can hold, as they were when the export began."""
    in_work: bool
    """Whether labelled images that are not reviewed come along."""
    progress: Progress = no_progress
    """Told after each image."""
    changed: set[int] = dataclasses.field(default_factory=set[int])
    """The images that were left out for their files."""

    def images(self, progress: Progress | None = None) -> Iterator[LabelledImage]:
        """Read the images, as ``labelled_images``; ``progress`` is told instead of the job's.

        Raises:
            SaegimError: ``nothing_reviewed``.
        """
        return labelled_images(
            self.store,
            {row.id for row in self.classes},
            self.holds,
            in_work=self.in_work,
            progress=progress or self.progress,
            changed=self.changed.add,
        )


@dataclasses.dataclass(frozen=True)
class Format:
    """A format that annotations can be exported in; one row of ``FORMATS``.

    Title and sentence are in the context ``Formats`` of the translations.
    """

    name: str
    """What the command line and the rows of tasks call it."""
    title: str
    sentence: str
    """What it is good for, and what becomes of the pictures."""
    ending: str
    """What a project's name is followed by in the name of its export."""
    is_folder: bool
    """Whether an export is a folder; it is one file otherwise."""
    holds: frozenset[GeometryKind]
    """Annotations of other geometries are left out."""
    write: Callable[[ExportJob], Exported]
    """Write ``job.part``; raises what ``ExportJob.images`` raises, at least."""
    flattens: Callable[[frozenset[GeometryKind]], frozenset[GeometryKind]] = lambda _: frozenset()
    """Of which kinds only the box is written, given the kinds in an export."""
    describes: frozenset[Description] = frozenset()
    """What it has a place for besides; the order of objects is no matter of a row."""

    @property
    def is_about_objects(self) -> bool:
        """Whether it holds places in the image, and not labels of the whole image."""
        return WHOLE_IMAGE_KIND not in self.holds

    def losses(self, counts: Counts) -> Losses:
        """Return what an export of these annotations and descriptions leaves behind."""
        held = frozenset[GeometryKind](kind for kind in self.holds if counts.get(kind))
        return losses_of(counts, self.holds | self.describes, self.flattens(held))

    def classes(self, store: Store) -> tuple[ClassRow, ...]:
        """Return the project's classes of objects, or those of whole images."""
        return tuple(
            row
            for row in store.classes.rows()
            if (row.geometry_kind != WHOLE_IMAGE_KIND) == self.is_about_objects
        )
