"""Plainly stored TIFF files whose tag of orientation is of any type."""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.images import displayed_size, examine, read
from engine.images.orientation import turn_array

ORIENTATION = 0x0112


def tiff_with_tag(kind: int, value: bytes, count: int, pixels: NDArray[Any]) -> bytes:
    """An uncompressed grey TIFF whose orientation is of any type."""
    height, width = pixels.shape
    bits = 8 * pixels.dtype.itemsize
    short = [(256, width), (257, height), (258, bits), (259, 1), (262, 1), (273, 8)]
    later = [(277, 1), (278, height), (279, pixels.nbytes)]
    entries = [struct.pack("<HHII", tag, 4, 1, number) for tag, number in short]
    entries.append(struct.pack("<HHI", ORIENTATION, kind, count) + value.ljust(4, b"\0"))
    entries += [struct.pack("<HHII", tag, 4, 1, number) for tag, number in later]
    head = struct.pack("<2sHI", b"II", 42, 8 + pixels.nbytes)
    body = pixels.astype(pixels.dtype.newbyteorder("<")).tobytes()
    return head + body + struct.pack("<H", len(entries)) + b"".join(entries) + bytes(4)


NUMBERS = (0, 1, 3, 5, 6, 8, 9, 255)
TAGS = [
    *[(1, struct.pack("<B", number), 1) for number in NUMBERS],
    *[(2, f"{number}".encode() + b"\0", 2) for number in (0, 1, 6, 9)],
    *[(3, struct.pack("<H", number), 1) for number in (*NUMBERS, 65_535)],
    *[(3, struct.pack("<HH", number, 6), 2) for number in NUMBERS],
    *[(1, struct.pack("<BB", number, 6), 2) for number in NUMBERS],
    *[(4, struct.pack("<I", number), 1) for number in (*NUMBERS, 2**32 - 1)],
    *[(9, struct.pack("<i", number), 1) for number in (-6, 6)],
    (11, struct.pack("<f", 6.0), 1),
    (7, b"\x06\0\0\0", 4),
]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(("kind", "value", "count"), TAGS)
def test_a_tiff_is_as_large_as_it_says(
    tmp_path: Path, kind: int, value: bytes, count: int, dtype: type
):
    path = tmp_path / "a.tif"
    path.write_bytes(tiff_with_tag(kind, value, count, np.zeros((20, 30), dtype)))
    height, width = read(path).shape[:2]
    assert displayed_size(path) == (width, height)
    found = examine(path)
    assert (found.width, found.height) == (width, height)


@pytest.mark.parametrize("number", range(1, 9))
def test_a_plain_tiff_is_turned_pixel_by_pixel(tmp_path: Path, number: int):
    pixels = np.arange(600, dtype=np.uint16).reshape(20, 30).astype(np.uint8)
    path = tmp_path / "a.tif"
    for kind, value in ((1, struct.pack("<B", number)), (3, struct.pack("<H", number))):
        path.write_bytes(tiff_with_tag(kind, value, 1, pixels))
        assert np.array_equal(read(path)[..., 0], turn_array(pixels, number))
