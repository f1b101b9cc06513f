"""Which part of the picture is encoded for a prompt."""

import math
from typing import NamedTuple

import msgspec

from engine.geometry.types import Box
from engine.protocol.requests import Prompt, PromptPoint

ENCODER_SIDE = 1024
"""Pixels to which SAM's encoders bring the longer side of whatever they are given."""

WORTH_A_WINDOW = 1.5
"""How many times longer than a window a picture has to be for it to be encoded instead of all."""

LARGEST_OBJECT = ENCODER_SIDE // 2
"""Pixels of the longest box for which it is: some window shows as much around it as inside."""

SMALL_OBJECT = 64
"""Pixels of a box below which the window is half as large, and the encoder enlarges it twice.

A pixel of the decoder's answers is two of the picture then, and not four.
"""


class Window(NamedTuple):
    """A rectangle of whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Of the first column behind it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Of the first row below it."""
        return self.top + self.height

    def holds(self, point: PromptPoint) -> bool:
        """Whether the point lies in it."""
        return self.left <= point.x <= self.right and self.top <= point.y <= self.bottom


def within_image(prompt: Prompt, width: int, height: int) -> Prompt:
    """A prompt without the points that lie outside of an image, and with its box cut to it."""
    image = Window(0, 0, width, height)
    box = None if prompt.box is None else _cut(prompt.box, width, height)
    points = tuple(point for point in prompt.points if image.holds(point))
    return msgspec.structs.replace(prompt, points=points, box=box)


def _cut(box: Box, width: int, height: int) -> Box | None:
    left, right = max(box.left, 0), min(box.right, width)
    top, bottom = max(box.top, 0), min(box.bottom, height)
    # Written so that a number that is none is not inside, either.
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def window_for(prompt: Prompt, width: int, height: int) -> Window | None:
    """The part to encode for an object of which the encoder would show too little in the whole.

    Args:
        prompt: Points and box, inside the image, in its pixels.
        width: Of the image.
        height: Of the image.

    Returns:
        A window of a grid; None for the whole picture: without a box, with a large one, if the
        picture is hardly longer than the window, or with a point outside of it.
    """
    if prompt.box is None:
        return None
    longest = max(prompt.box.right - prompt.box.left, prompt.box.bottom - prompt.box.top)
    side = ENCODER_SIDE // 2 if longest < SMALL_OBJECT else ENCODER_SIDE
    if longest > LARGEST_OBJECT or max(width, height) < WORTH_A_WINDOW * side:
        return None
    window = roomiest_window(prompt.box, width, height, side)
    return window if all(window.holds(point) for point in prompt.points) else None


def roomiest_window(box: Box, width: int, height: int, side: int) -> Window:
    """The window of an image's grid in which a box has the most room on all sides.

    Windows begin at most half a side after each other: what lies beside each other shares one.

    Args:
        box: Inside the image, in its pixels.
        width: Of the image.
        height: Of the image.
        side: Of the windows, in pixels.
    """
    return Window(
        _roomiest(box.left, box.right, width, side),
        _roomiest(box.top, box.bottom, height, side),
        min(side, width),
        min(side, height),
    )


def _roomiest(low: float, high: float, length: int, side: int) -> int:
    """Where the window begins that leaves a stretch of a length the most room at both ends."""

    def room(start: int) -> float:
        before = low - start if start > 0 else math.inf
        after = start + side - high if start + side < length else math.inf
        return min(before, after)

    return max(_starts(length, side), key=room)


def _starts(length: int, side: int) -> list[int]:
    """Where windows begin along a length: evenly, the last one ending with it."""
    left_over = max(0, length - side)
    steps = math.ceil(left_over / (side // 2))
    return [0] + [round(step * left_over / steps) for step in range(1, steps + 1)]


def moved_into(prompt: Prompt, window: Window) -> Prompt:
    """The prompt in pixels of the window."""
    box = prompt.box
    return msgspec.structs.replace(
        prompt,
        points=tuple(
            PromptPoint(point.x - window.left, point.y - window.top, point.include)
            for point in prompt.points
        ),
        box=None
        if box is None
        else Box(
            box.left - window.left,
            box.top - window.top,
            box.right - window.left,
            box.bottom - window.top,
        ),
    )
