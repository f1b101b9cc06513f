"""The formats that annotations can be exported in."""

from pathlib import Path
from typing import Literal, cast

from engine.formats.coco import write_coco
from engine.formats.content import Exported, Progress, no_progress
from engine.formats.table import write_table
from engine.formats.writing import write_file
from engine.formats.yolo import export_yolo
from engine.project.store import Store
from engine.protocol.errors import SaegimError

Format = Literal["coco", "yolo", "csv"]

ENDINGS: dict[Format, str] = {"coco": "-coco.json", "yolo": "-yolo", "csv": "-labels.csv"}
"""What a project's name is followed by in the name of its export; YOLO's is a folder."""


def formats_of(store: Store) -> tuple[Format, ...]:
    """The formats that can hold what the project's tasks learn, the usual one first."""
    names = (name for task in store.tasks() for name in task.formats)
    return cast("tuple[Format, ...]", tuple(dict.fromkeys(names)))


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
        format: One of those that the project's tasks name.
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
    fitting = formats_of(store)
    if format not in fitting:
        raise SaegimError("wrong_format", format=format, formats=", ".join(fitting))
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
