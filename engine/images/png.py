"""The chunks of a PNG file, without decoding it."""

import struct
from pathlib import Path

_METADATA = (b"eXIf", b"iTXt", b"tEXt", b"zTXt")
"""Where EXIF and XMP may be (PNG, third edition, section 11.3)."""


def has_metadata_after_pixels(path: Path) -> bool:
    """Whether anything that may name an orientation comes after the pixels.

    Raises:
        OSError: The file cannot be read.
    """
    pixels_seen = False
    with path.open("rb") as file:
        file.seek(8)
        while len(head := file.read(8)) == 8:
            length, kind = struct.unpack(">I4s", head)
            if pixels_seen and kind in _METADATA:
                return True
            pixels_seen |= kind == b"IDAT"
            file.seek(length + 4, 1)
    return False
