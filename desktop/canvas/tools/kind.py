"""The tools there are."""

from enum import StrEnum


class ToolKind(StrEnum):
    """What the left mouse button does on the canvas."""

    SELECT = "select"
    BOX = "box"
    POLYGON = "polygon"
    SMART = "smart"
