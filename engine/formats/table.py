"""The table of formats: a new format is one more row, named by the tasks that it serves."""

from engine.formats.coco import COCO
from engine.formats.csv_labels import CSV_LABELS
from engine.formats.masks import MASKS
from engine.formats.spec import Format
from engine.formats.yolo import YOLO
from engine.formats.yolo_segment import YOLO_SEGMENT

FORMATS: tuple[Format, ...] = (COCO, YOLO, YOLO_SEGMENT, MASKS, CSV_LABELS)
