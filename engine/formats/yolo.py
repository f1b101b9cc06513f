"""A folder for Ultralytics' object detection."""

from engine.formats.content import Exported
from engine.formats.spec import ExportJob, Format
from engine.formats.yolo_folder import write_yolo_folder
from engine.formats.yolo_lines import box_line, has_outline, outline_line
from engine.geometry.types import OUTLINED_KINDS, GeometryKind
from engine.protocol.translation import QT_TRANSLATE_NOOP


def flattened(kinds: frozenset[GeometryKind]) -> frozenset[GeometryKind]:
    """Of which kinds only the box is written: of all, as soon as one object has no outline."""
    return frozenset() if kinds <= OUTLINED_KINDS else kinds & OUTLINED_KINDS


def write(job: ExportJob) -> Exported:
    """Write a folder to train on.

    Where every object has an outline the labels are outlines, of which Ultralytics makes boxes
    itself; otherwise all are boxes, because it cannot read both together.
    """
    # Nothing is done yet while this is looked through, but the person may have cancelled.
    images = job.images(lambda _, total: job.progress(0, total))
    outlined = all(has_outline(a.geometry) for image in images for a in image.annotations)
    return write_yolo_folder(job, outline_line if outlined else box_line)


YOLO = Format(
    name="yolo",
    title=QT_TRANSLATE_NOOP("Formats", "YOLO"),
    sentence=QT_TRANSLATE_NOOP(
        "Formats",
        "A folder with copies of the pictures, on which Ultralytics trains object detection.",
    ),
    ending="-yolo",
    is_folder=True,
    holds=frozenset({"box", *OUTLINED_KINDS}),
    write=write,
    flattens=flattened,
)
