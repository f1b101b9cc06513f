"""Small pictures for lists: from memory, from the project's cache, or made on threads."""

import collections
import threading
from pathlib import Path

from PySide6.QtCore import (
    QIODevice,
    QObject,
    QRunnable,
    QSaveFile,
    QSize,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QImageWriter
from typing_extensions import override

SIDE = 96
"""Longest side in pixels; twice what the list shows, for screens of high density."""
KEPT_IN_MEMORY = 2000
THREADS = 1
"""One core is left to the window, one may be training."""


class Thumbnails(QObject):
    """Loads thumbnails on demand; those asked for last come first.

    Args:
        folder: Cache on disk, by content hash.
        parent: Qt owner; call ``close`` before it goes.
    """

    loaded = Signal(int)
    """Key of a thumbnail that ``get`` now returns."""
    _made = Signal(int, QImage)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._images: collections.OrderedDict[int, QImage] = collections.OrderedDict()
        self._wanted: collections.OrderedDict[int, tuple[Path, str]] = collections.OrderedDict()
        self._lock = threading.Lock()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._made.connect(self._keep)

    def get(self, key: int, path: Path, content_hash: str) -> QImage | None:
        """The thumbnail, or None while it is being made (``loaded`` follows).

        A picture that cannot be read has a null image.
        """
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
            return image
        with self._lock:
            idle = not self._wanted
            self._wanted[key] = (path, content_hash)
            self._wanted.move_to_end(key)
            if len(self._wanted) > KEPT_IN_MEMORY:
                self._wanted.popitem(last=False)
        if idle:
            self._pool.start(_Worker(self))
        return None

    def close(self) -> None:
        """Drop what is wanted and wait for the thumbnail in the making."""
        with self._lock:
            self._wanted.clear()
        self._pool.waitForDone()

    def work(self) -> None:
        """Make what is wanted until nothing is; called by the pool's thread."""
        while (wanted := self._take()) is not None:
            key, path, content_hash = wanted
            self._made.emit(key, load_thumbnail(path, self._folder / f"{content_hash}.jpg"))

    def _take(self) -> tuple[int, Path, str] | None:
        with self._lock:
            if not self._wanted:
                return None
            key, (path, content_hash) = self._wanted.popitem(last=True)
            return key, path, content_hash

    def _keep(self, key: int, image: QImage) -> None:
        self._images[key] = image
        if len(self._images) > KEPT_IN_MEMORY:
            self._images.popitem(last=False)
        self.loaded.emit(key)


class _Worker(QRunnable):
    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    @override
    def run(self) -> None:
        self._thumbnails.work()


def load_thumbnail(path: Path, cached: Path) -> QImage:
    """Read a thumbnail from its cache file, or make it from the picture and cache it.

    Returns:
        At most ``SIDE`` pixels a side, EXIF orientation applied; null if it cannot be read.
    """
    image = QImage(str(cached)) if cached.exists() else QImage()
    if image.isNull():
        image = _read_scaled(path)
        if not image.isNull():
            _write(image, cached)
    return image


def _read_scaled(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    # A JPEG is decoded at an eighth of its size here, so the limit meant for whole ones is moot.
    reader.setAllocationLimit(0)
    size = reader.size()
    if max(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _write(image: QImage, cached: Path) -> None:
    """Cache a thumbnail; without room on the disk it is simply made again next time."""
    cached.parent.mkdir(parents=True, exist_ok=True)
    file = QSaveFile(str(cached))
    if file.open(QIODevice.OpenModeFlag.WriteOnly) and QImageWriter(file, b"jpg").write(image):
        file.commit()
