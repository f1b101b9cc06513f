"""What can be changed about how an image is shown, for the eye only: one row each."""

import dataclasses
import functools
import math
from collections.abc import Callable
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QT_TRANSLATE_NOOP

Plane = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]
"""Makes one channel, (h, w), of pixels in the order of Qt's bytes: (h, w, 4), the last unused."""
BLUE, GREEN, RED = 0, 1, 2
LARGEST_STEP = 100
"""Of an amount, to both sides of 0, which changes nothing."""
GAMMA_RANGE = 4.0
"""Gamma goes from a fourth to this."""


def _per_cent(step: int) -> str:
    return f"{step:+d} %" if step else "0 %"


def gamma_of(step: int) -> float:
    """The exponent that a step of gamma stands for; above 1 dark parts become lighter."""
    return GAMMA_RANGE ** (step / LARGEST_STEP)


@dataclasses.dataclass(frozen=True)
class Amount:
    """A slider; ``title`` is marked for translation, as in the rows below.

    Args:
        field: Of ``Adjustment``.
        title: Its name.
        words: What a step is called.
    """

    field: str
    title: object
    words: Callable[[int], str]


@dataclasses.dataclass(frozen=True)
class Channel:
    """What of the colours is shown.

    Args:
        title: Its name.
        plane: Makes the one channel that is shown; None for all colours.
    """

    title: object
    plane: Plane | None = None


@dataclasses.dataclass(frozen=True)
class FalseColors:
    """Colours in place of tones.

    Args:
        title: Their name.
        palette: In ``colorcet.palette`` (Kovesi, "Good Colour Maps", 2015: equal steps of the
            value look equally large); empty for the tones themselves.
    """

    title: object
    palette: str = ""


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Luma of ITU-R BT.601."""
    blue, green, red = (pixels[..., place] for place in (BLUE, GREEN, RED))
    luma = red * np.uint16(77) + green * np.uint16(150) + blue * np.uint16(29)
    return (luma >> 8).astype(np.uint8)


AMOUNTS = (
    Amount("brightness", QT_TRANSLATE_NOOP("Display", "Brightness"), _per_cent),
    Amount("contrast", QT_TRANSLATE_NOOP("Display", "Contrast"), _per_cent),
    Amount("gamma", QT_TRANSLATE_NOOP("Display", "Gamma"), lambda step: f"{gamma_of(step):.2f}"),
)
CHANNELS = (
    Channel(QT_TRANSLATE_NOOP("Display", "All colours")),
    Channel(QT_TRANSLATE_NOOP("Display", "Grey"), _grey),
    Channel(QT_TRANSLATE_NOOP("Display", "Red only"), itemgetter((..., RED))),
    Channel(QT_TRANSLATE_NOOP("Display", "Green only"), itemgetter((..., GREEN))),
    Channel(QT_TRANSLATE_NOOP("Display", "Blue only"), itemgetter((..., BLUE))),
)
FALSE_COLORS_TITLE = QT_TRANSLATE_NOOP("Display", "False colours")
FALSE_COLORS = (
    FalseColors(QT_TRANSLATE_NOOP("Display", "None")),
    FalseColors(QT_TRANSLATE_NOOP("Display", "Blue, green, yellow"), "bgy"),
    # Also for eyes that confuse red and green.
    FalseColors(QT_TRANSLATE_NOOP("Display", "Black, blue, yellow, white"), "CET_CBL1"),
    FalseColors(QT_TRANSLATE_NOOP("Display", "Fire"), "fire"),
    FalseColors(QT_TRANSLATE_NOOP("Display", "Rainbow"), "rainbow"),
)


@dataclasses.dataclass(frozen=True)
class Adjustment:
    """What is changed; without arguments nothing is."""

    brightness: int = 0
    contrast: int = 0
    gamma: int = 0
    channel: Channel = CHANNELS[0]
    colors: FalseColors = FALSE_COLORS[0]

    def changes(self) -> list[object]:
        """Titles of what is shown otherwise than it is, marked for translation."""
        changes = [row.title for row in AMOUNTS if getattr(self, row.field)]
        if self.channel.plane is not None:
            changes.append(self.channel.title)
        if self.colors.palette:
            changes.append(FALSE_COLORS_TITLE)
        return changes

    def plane(self) -> Plane | None:
        """What makes the one channel that is shown; None if all colours are.

        False colours of all channels are those of their grey.
        """
        return self.channel.plane or (_grey if self.colors.palette else None)


PLAIN = Adjustment()


@functools.lru_cache(maxsize=2)
def tones(adjustment: Adjustment) -> NDArray[np.uint8]:
    """What becomes of each of the 256 tones: (256,) uint8.

    Brightness and contrast are those of GIMP (``gimpoperationbrightnesscontrast.c``): at their ends
    all is black or white, flat grey or nothing but black and white.
    """
    tone = (np.arange(256) / 255) ** (1 / gamma_of(adjustment.gamma))
    brightness = adjustment.brightness / LARGEST_STEP
    tone = tone * (1 + brightness) if brightness < 0 else tone + (1 - tone) * brightness
    slope = math.tan((adjustment.contrast / LARGEST_STEP + 1) * math.pi / 4)
    tone = (tone - 0.5) * slope + 0.5
    return np.rint(np.clip(tone, 0, 1) * 255).astype(np.uint8)


@functools.lru_cache(maxsize=2)
def color_table(adjustment: Adjustment) -> list[int]:
    """The colours of the 256 values of one channel, as Qt's ``0xffrrggbb``."""
    colors = _palette(adjustment.colors.palette)
    return [colors[tone] for tone in tones(adjustment).tolist()]


def load_palettes() -> None:
    """Have the palettes at hand before one is chosen; for threads."""
    _palette(FALSE_COLORS[-1].palette)


@functools.cache
def _palette(name: str) -> list[int]:
    if not name:
        return [0xFF000000 | tone * 0x010101 for tone in range(256)]
    # It brings matplotlib along where that is installed, which takes longer than starting up.
    import colorcet

    return [0xFF000000 | int(color[1:], 16) for color in colorcet.palette[name]]
