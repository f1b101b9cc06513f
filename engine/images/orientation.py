"""How a picture has to be turned to be upright."""

import re
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image

UPRIGHT = 1
TAG = 0x0112
"""Of TIFF and EXIF."""
_XMP = re.compile(rb"tiff:Orientation(?:\s*=\s*[\"']|\s*>\s*)([1-8])")

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture of this orientation upright (EXIF 2.32, section 4.6.4)."""


def orientation_of(image: Image.Image) -> int:
    """Return the orientation that EXIF or XMP names, 1 to 8; broken metadata means 1.

    EXIF may be in any kind of file and have its number in any type, as some phones write it.
    """
    return _exif_orientation(image) or _xmp_orientation(image) or UPRIGHT


def orientation_so_far(image: Image.Image) -> int:
    """Return the orientation that is named by what was read so far; nothing more is decoded."""
    try:
        # The class's own: for a PNG Pillow would decode it all.
        found = number_of(Image.Image.getexif(image).get(TAG))
    # As below.
    except Exception:
        found = 0
    return found or _xmp_orientation(image) or UPRIGHT


def number_of(value: object) -> int:
    """Return an orientation from a tag's value of any type; 0 if it is none."""
    if isinstance(value, bytes | tuple | list | np.ndarray) and len(cast("Any", value)):
        value = cast("Any", value)[0]
    try:
        number = int(cast("Any", value))
    except (TypeError, ValueError, OverflowError):
        return 0
    return number if 1 <= number <= 8 else 0


def turn(image: Image.Image, orientation: int) -> Image.Image:
    """Turn a picture upright."""
    return image.transpose(_TURNS[orientation]) if orientation in _TURNS else image


def turn_array(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Turn an array of shape (height, width, …) upright; a view of it."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels


def _exif_orientation(image: Image.Image) -> int:
    try:
        return number_of(image.getexif().get(TAG))
    # A stranger's bytes can break Pillow's reader of EXIF at any point.
    except Exception:
        return 0


def _xmp_orientation(image: Image.Image) -> int:
    text = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    data = text.encode("utf-8", "ignore") if isinstance(text, str) else bytes(text)
    found = _XMP.search(data)
    return int(found.group(1)) if found else 0
