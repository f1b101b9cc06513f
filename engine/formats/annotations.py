"""The formats that annotations can be exported in."""

from pathlib import Path
from typing import Literal

from engine.formats.coco import write_coco
from engine.formats.content import Exported, Progress, no_progress
from engine.formats.table import write_table
from engine.formats.writing import write_file
from engine.formats.yolo import export_yolo
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.specs import Task

Format = Literal["coco", "yolo", "csv"]

FORMATS: dict[Task, tuple[Format, ...]] = {"detect": ("coco", "yolo"), "classify": ("csv",)}
"""What can hold the annotations of a task; the first is the usual one."""

ENDINGS: dict[Format, str] = {"coco": "-coco.json", "yolo": "-yolo", "csv": "-labels.csv"}
"""What a project's name is followed by in the name of its export; YOLO's is a folder."""


def export_annotations(
    store: Store,
    format: Format,  # noqa: A002
    path: Path,
    *,
    in_work: bool = False,
    overwrite: bool = False,
    progress: Progress = no_progress,
) -> Exported:
    """Write a project's annotations for other programs; suggestions are never among them.

    Args:
        store: The project; YOLO's format may give splits to reviewed images that have none.
        format: One of ``FORMATS`` for the project's task.
        path: The file, or for YOLO the folder.
        in_work: Also labelled images that are not reviewed.
        overwrite: Replace a file that is there; a folder is never replaced.
        progress: Told after each image.

    Raises:
        SaegimError: ``wrong_format``, ``nothing_reviewed``, ``picture_unreadable``,
            ``export_exists``, ``folder_in_use``, ``folder_missing``, ``not_writable``,
            ``no_room``, ``disk_failed``. Nothing is left of the export then.
    """
    path = path.absolute()
    if format not in FORMATS[store.task]:
        raise SaegimError("wrong_format", format=format, formats=", ".join(FORMATS[store.task]))
    match format:
        case "coco":
            write = write_coco
        case "csv":
            write = write_table
        case "yolo":
            return export_yolo(store, path, in_work=in_work, progress=progress)
    return write_file(
        path,
        lambda part: write(store, part, path, in_work=in_work, progress=progress),
        overwrite=overwrite,
    )
