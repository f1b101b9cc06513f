"""Where an image on the canvas comes from, and what its decoding gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF

from desktop.canvas.tiles import Levels
from engine.protocol.specs import ValueRange

Check = Callable[[], object]
"""Raises ``UnreadableImage`` if a file is not to be read."""


def unchecked() -> None:
    """Let any file be read."""


@dataclass(frozen=True)
class ImageSource:
    """One image to be read.

    Args:
        path: The file.
        width: As displayed, in pixels.
        height: The same.
        value_range: What is black and white of an image of more than 8 bits.
        key: Names its pixels: what was decoded under another key is not used.
        check: Called first, on the thread; what it raises is why the image is not read.
    """

    path: Path
    width: int
    height: int
    value_range: ValueRange | None = None
    key: str = ""
    check: Check = field(default=unchecked, compare=False)

    @property
    def size(self) -> QSizeF:
        """As displayed, in pixels."""
        return QSizeF(self.width, self.height)


@dataclass(frozen=True, eq=False)
class DecodedImage:
    """The pixels of an image.

    Args:
        levels: As they are shown; only one of them while it is a preview.
        values: Of the file where they have more than 8 bits: (height, width[, 3]); else None.
        is_final: Whether the finest level has all pixels.
        is_exact: Whether ``values``, or without them the finest level, are those of the file.
    """

    levels: Levels
    values: NDArray[Any] | None = None
    is_final: bool = True
    is_exact: bool = True

    @property
    def size(self) -> int:
        """Bytes in memory."""
        values = 0 if self.values is None else self.values.nbytes
        return values + sum(level.sizeInBytes() for level in self.levels)

    def value_at(self, x: int, y: int) -> tuple[float, ...] | None:
        """The value of a pixel in the file: red, green and blue; of deep grey one.

        None outside the image, and where the values of the file are not known.
        """
        finest = self.levels[0]
        if not self.is_exact or not finest.rect().contains(x, y):
            return None
        if self.values is None:
            color = finest.pixelColor(x, y)
            return color.red(), color.green(), color.blue()
        return tuple(np.atleast_1d(self.values[y, x]).tolist())
