"""Which part of the picture is encoded for a prompt."""

import math
from typing import NamedTuple

import msgspec

from engine.geometry.types import Box
from engine.protocol.requests import Prompt, PromptPoint

SMALL_SHARE = 1 / 8
"""A box smaller than this share of the longer image side is encoded from a crop."""

MARGIN = 0.2
"""What the crop shows around the box, as a share of the box's sides."""


class Window(NamedTuple):
    """A rectangle of whole pixels."""

    left: int
    top: int
    width: int
    height: int

    def holds(self, point: PromptPoint) -> bool:
        """Whether the point lies in it."""
        return (
            self.left <= point.x <= self.left + self.width
            and self.top <= point.y <= self.top + self.height
        )


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


def crop_window(prompt: Prompt, width: int, height: int) -> Window | None:
    """The part to encode for a small object, of which the whole picture shows too little.

    Args:
        prompt: Points and box in image pixels.
        width: Of the image.
        height: Of the image.

    Returns:
        The box with its margin, inside the image; None for the whole picture: without a box, with
        a large one, or with a point that the crop would not show.
    """
    box = prompt.box
    if box is None:
        return None
    box_width, box_height = box.right - box.left, box.bottom - box.top
    if max(box_width, box_height) >= SMALL_SHARE * max(width, height):
        return None
    left = max(0, math.floor(box.left - MARGIN * box_width))
    top = max(0, math.floor(box.top - MARGIN * box_height))
    right = min(width, math.ceil(box.right + MARGIN * box_width))
    bottom = min(height, math.ceil(box.bottom + MARGIN * box_height))
    window = Window(left, top, right - left, bottom - top)
    return window if all(window.holds(point) for point in prompt.points) else None


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
