"""A picture file of which the part before the pixels is read within bounds."""

import io
from pathlib import Path

from typing_extensions import override

from engine.images.errors import GoOn, UnreadableImage, always

MOST_BYTES = 32 << 20
"""Read before the pixels: a photo with a depth map and a colour profile has a quarter of it."""

MOST_READS = 500_000
"""Pieces that are read before the pixels; a large one has some thousands."""


class HeaderFile(io.BufferedReader):
    """A file that is no longer read when its header is enormous, or in too many pieces.

    Decoders copy each description in it, some of them again for the next one, and some go through
    it byte by byte: hours or gigabytes for a picture of one pixel.

    Args:
        path: The file.
        go_on: Called at every reading.
    """

    def __init__(self, path: Path, go_on: GoOn = always) -> None:
        super().__init__(io.FileIO(path))
        self._path = path
        self._go_on = go_on
        self._length = path.stat().st_size
        self._bytes_left = MOST_BYTES
        self._reads_left = MOST_READS
        self._is_bounded = True

    def free(self) -> None:
        """Let what follows be read without bounds: the pixels, whose number is known by then."""
        self._is_bounded = False

    @override
    def read(self, size: int | None = -1) -> bytes:
        """Read as every file does.

        Raises:
            UnreadableImage: ``file_too_large``.
            ReadingStopped: By ``go_on``.
        """
        self._go_on()
        if self._is_bounded:
            wanted = self._length if size is None or size < 0 else size
            self._bytes_left -= min(wanted, self._length)
            self._reads_left -= 1
            if self._bytes_left < 0 or self._reads_left < 0:
                raise UnreadableImage("file_too_large", path=self._path)
        return super().read(size)
