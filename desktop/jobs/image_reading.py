"""Pictures as Qt paints them, read by the engine's reader: never by Qt itself."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.images import GoOn, always, read, read_with_values
from engine.protocol.specs import ValueRange


def read_image(
    path: Path, value_range: ValueRange | None, longest_side: int | None = None
) -> QImage:
    """Read a picture as displayed, ``RGB32``; for threads.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    return to_qimage(read(path, value_range, longest_side=longest_side))


def read_preview(
    path: Path, value_range: ValueRange | None, shortest_side: int, go_on: GoOn = always
) -> QImage:
    """Read a picture at the size that is read fastest, of at least so many pixels; for threads.

    Raises:
        UnreadableImage: Why it cannot be read.
        ReadingStopped: By ``go_on``.
    """
    return to_qimage(read(path, value_range, shortest_side=shortest_side, go_on=go_on))


def read_image_with_values(
    path: Path, value_range: ValueRange | None, go_on: GoOn = always
) -> tuple[QImage, NDArray[Any] | None]:
    """Read a picture as displayed, with the values of a file of more than 8 bits; for threads.

    Raises:
        UnreadableImage: Why it cannot be read.
        ReadingStopped: By ``go_on``.
    """
    pixels = read_with_values(path, value_range, go_on)
    return to_qimage(pixels.shown), pixels.values


def to_qimage(pixels: NDArray[np.uint8]) -> QImage:
    """Copy pixels (height, width, 3), RGB, into an image of Qt's, ``RGB32``.

    numpy lets go of Python's lock while it copies, which Qt's own conversions do not.
    """
    height, width = pixels.shape[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.bits(), dtype=np.uint8).reshape(height, image.bytesPerLine())
    painted = rows[:, : 4 * width].reshape(height, width, 4)
    # Blue, green, red, and a byte that is 255 by Qt's convention, in this order on every machine
    # that Qt is built for here (they are all little-endian).
    painted[..., :3] = pixels[..., ::-1]
    painted[..., 3] = 255
    return image
