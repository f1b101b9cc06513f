"""The handles of a rotated box: eight to resize it, and one to turn it. Pure functions."""

from math import atan2, cos, degrees, hypot, radians, sin

from desktop.canvas.spans import span
from engine.geometry.rotation import with_angle
from engine.geometry.types import Point, RotatedBox

STEADY = 15.0
"""Degrees: the angles that a box is turned to while Shift is held are multiples of it."""

Sides = tuple[int, int]
"""Which sides a handle moves: -1 left or top, 1 right or bottom, 0 neither."""


def handle_of(box: RotatedBox, sides: Sides) -> Point:
    """Where the handle of these sides is, in image pixels."""
    return to_image(box, sides[0] * box.width / 2, sides[1] * box.height / 2)


def turning_handle(box: RotatedBox, arm: float) -> Point:
    """Where the box is turned by, ``arm`` pixels above the middle of its top side."""
    return to_image(box, 0.0, -box.height / 2 - arm)


def resized(box: RotatedBox, sides: Sides, point: Point) -> RotatedBox:
    """The box after a handle went to ``point``; the opposite side or corner stays."""
    across, down = to_box(box, point)
    left, right = span(-box.width / 2, box.width / 2, sides[0], across)
    top, bottom = span(-box.height / 2, box.height / 2, sides[1], down)
    x, y = to_image(box, (left + right) / 2, (top + bottom) / 2)
    return RotatedBox(x, y, right - left, bottom - top, box.angle)


def turned_to(box: RotatedBox, point: Point, *, is_steady: bool) -> RotatedBox:
    """The box after its turning handle went to ``point``; steady: by steps of ``STEADY``."""
    angle = degrees(atan2(point[1] - box.center_y, point[0] - box.center_x)) + 90.0
    return with_angle(box, round(angle / STEADY) * STEADY if is_steady else angle)


def turned_by(box: RotatedBox, angle: float) -> RotatedBox:
    """The box turned by so many degrees clockwise."""
    return with_angle(box, box.angle + angle)


def box_along(start: Point, end: Point, width: float) -> RotatedBox:
    """The box whose axis goes from ``start`` to ``end``; ``width`` pixels lie across it."""
    along = (end[0] - start[0], end[1] - start[1])
    center = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    angle = degrees(atan2(along[1], along[0]))
    return with_angle(RotatedBox(center[0], center[1], hypot(*along), width, 0.0), angle)


def to_box(box: RotatedBox, point: Point) -> Point:
    """A point of the image as seen from the centre of the box, along its sides."""
    dx, dy, turn = point[0] - box.center_x, point[1] - box.center_y, radians(box.angle)
    return dx * cos(turn) + dy * sin(turn), dy * cos(turn) - dx * sin(turn)


def to_image(box: RotatedBox, across: float, down: float) -> Point:
    """The inverse of ``to_box``."""
    turn = radians(box.angle)
    x = box.center_x + across * cos(turn) - down * sin(turn)
    return x, box.center_y + across * sin(turn) + down * cos(turn)
