"""Annotations for other programs: which formats fit a project, and the export itself."""

from collections.abc import Collection
from pathlib import Path

import msgspec

from engine.formats.content import Exported, Progress, no_progress
from engine.formats.spec import ExportJob, Format
from engine.formats.table import FORMATS
from engine.formats.writing import new_folder, write_file
from engine.geometry.losses import Counts
from engine.project.rows import ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError


def formats_of(store: Store) -> tuple[Format, ...]:
    """The formats that can hold the project's annotations, the usual one first; else all."""
    usual, kinds = store.usual_task().usual_format, store.class_kinds()
    fitting = [row for row in FORMATS if row.holds & kinds]
    return tuple(sorted(fitting or FORMATS, key=lambda row: row.name != usual))


def contents_of(store: Store, states: Collection[ImageState]) -> Counts:
    """Return what there is to export on images in these states, for ``Format.losses``."""
    annotations = store.annotations
    return {**annotations.kind_counts(states), **annotations.description_counts(states)}


def export_annotations(
    store: Store,
    format: str,  # noqa: A002
    path: Path,
    *,
    in_work: bool = False,
    overwrite: bool = False,
    progress: Progress = no_progress,
) -> Exported:
    """Write a project's annotations for other programs; suggestions are never among them.

    Args:
        store: The project; a format with splits may give some to reviewed images without one.
        format: Name of one of ``formats_of(store)``.
        path: The file or, if the format is one, the folder.
        in_work: Also labelled images that are not reviewed.
        overwrite: Replace a file that is there; a folder is never replaced.
        progress: Told after each image.

    Raises:
        SaegimError: ``wrong_format``, ``nothing_reviewed``, ``pictures_changed``,
            ``picture_unreadable``,
            ``too_many_classes``, ``export_exists``, ``folder_in_use``, ``folder_missing``,
            ``not_writable``, ``no_room``, ``disk_failed``. Nothing is left of the export then.
    """
    path = path.absolute()
    row = _fitting(store, format)

    def write(part: Path) -> Exported:
        job = ExportJob(store, row.holds, part, path, row.classes(store), in_work, progress)
        outcome = row.write(job)
        return msgspec.structs.replace(outcome, changed=len(job.changed))

    if not row.is_folder:
        return write_file(path, write, overwrite=overwrite)
    with new_folder(path) as part:
        return write(part)


def _fitting(store: Store, name: str) -> Format:
    fitting = formats_of(store)
    for row in fitting:
        if row.name == name:
            return row
    names = ", ".join(row.name for row in fitting)
    raise SaegimError("wrong_format", format=name, formats=names)
