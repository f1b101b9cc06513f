"""A folder for Ultralytics' instance segmentation."""

from engine.formats.content import Exported
from engine.formats.spec import ExportJob, Format
from engine.formats.yolo_folder import write_yolo_folder
from engine.formats.yolo_lines import outline_line
from engine.geometry.types import OUTLINED_KINDS
from engine.protocol.translation import QT_TRANSLATE_NOOP


def write(job: ExportJob) -> Exported:
    """Write a folder to train on; objects of which only the box is known are left out."""
    return write_yolo_folder(job, outline_line)


YOLO_SEGMENT = Format(
    name="yolo-segment",
    title=QT_TRANSLATE_NOOP("Formats", "YOLO outlines"),
    sentence=QT_TRANSLATE_NOOP(
        "Formats",
        "A folder with copies of the pictures, on which Ultralytics trains instance segmentation. "
        "Boxes are left out.",
    ),
    ending="-yolo-segment",
    is_folder=True,
    holds=OUTLINED_KINDS,
    write=write,
)
