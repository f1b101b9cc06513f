"""Embeddings on disk, so that an image is encoded once and not at every opening."""

import logging
import os
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from engine.system.files import make_folder, read_regular, replace_atomically

log = logging.getLogger(__name__)

SHAPE = (256, 64, 64)
"""Of the features that every SAM's encoder makes."""

EMBEDDING_BYTES = 2 << 20
"""Size of one on disk: that many halves."""

_MOST_BYTES = 2 * EMBEDDING_BYTES
"""Bytes of a file, packed or unpacked, that may be an embedding."""

DEFAULT_LIMIT = 4 << 30
"""Bytes the cache of one model may take: about 2,000 images or windows of large ones."""


_LEVELS = 4
"""Of the folder ``NAME.files/cache/embeddings/SAM``."""


class Embedding(NamedTuple):
    """What the image encoder says about a picture, and the picture's size in pixels."""

    features: NDArray[np.float16]
    """Shape (256, 64, 64); halves cost at most 0.0001 mean IoU (docs/notes/training.md)."""
    height: int
    width: int


class EmbeddingCache:
    """A folder of embeddings of one model, one file each, the least used ones dropped.

    Args:
        folder: Where the files lie; it is made when the first one is saved.
        limit: Bytes that all files together may take.
    """

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    @property
    def capacity(self) -> int:
        """How many images fit."""
        return self._limit // EMBEDDING_BYTES

    def has(self, key: str) -> bool:
        """Whether there is a file for the image."""
        return self._path(key).is_file()

    def load(self, key: str) -> Embedding | None:
        """Read an image's embedding; None if there is none, or only a damaged one."""
        path = self._path(key)
        try:
            file = BytesIO(read_regular(path, _MOST_BYTES))
            _check_size(file)
            with np.load(file, allow_pickle=False) as arrays:
                embedding = _checked(arrays["features"], arrays["size"])
            os.utime(path)
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, EOFError, OSError, MemoryError, BadZipFile) as error:
            log.warning("The embedding %s is damaged and will be made again: %s", path, error)
            return None
        return embedding

    def save(self, key: str, embedding: Embedding) -> None:
        """Write an image's embedding and drop the least recently used ones over the limit.

        Raises:
            OSError: The disk is full or cannot be written.
        """

        def write(path: Path) -> None:
            with path.open("wb") as file:
                size = np.array([embedding.height, embedding.width])
                np.savez(file, features=embedding.features, size=size)

        make_folder(self._folder, _LEVELS)
        replace_atomically(self._path(key), write)
        self._shrink()

    def _path(self, key: str) -> Path:
        # The key comes from a project file, which may be a stranger's: it must not lead elsewhere.
        return self._folder / f"{Path(key).name}.npz"

    def _shrink(self) -> None:
        files = [(path, path.stat()) for path in self._folder.glob("*.npz")]
        files.sort(key=lambda item: item[1].st_mtime_ns)
        excess = sum(status.st_size for _, status in files) - self._limit
        for path, status in files:
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= status.st_size


def _check_size(file: BytesIO) -> None:
    """Refuse what would unpack to more than an embedding: the file may be a stranger's."""
    with ZipFile(file) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _MOST_BYTES:
        raise ValueError(f"{unpacked} bytes are no embedding")
    file.seek(0)


def _checked(features: NDArray[np.float16], size: NDArray[np.int64]) -> Embedding:
    if features.shape != SHAPE or features.dtype != np.float16 or size.shape != (2,):
        raise ValueError(f"{features.dtype} {features.shape} is no embedding")
    if not np.isfinite(features).all():
        raise ValueError("an embedding has numbers only")
    height, width = (int(side) for side in size)
    if min(height, width) < 1:
        raise ValueError(f"{width} x {height} is no size")
    return Embedding(features, height, width)
