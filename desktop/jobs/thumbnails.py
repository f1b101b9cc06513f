"""Small pictures for lists: from memory, from the project's cache, or made on threads."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, QRunnable, QSaveFile, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QImageWriter
from typing_extensions import override

from desktop.jobs.image_reading import read_image
from engine.images import UnreadableImage
from engine.project.image_repair import FileStamp
from engine.project.rows import ImageRow
from engine.protocol.specs import ValueRange
from engine.system.files import is_file, is_link, make_folder

_LEVELS = 3
"""Of the folder ``NAME.files/cache/thumbs``."""

SIDE = 96
"""Longest side in pixels; twice what the list shows, for screens of high density."""
KEPT_IN_MEMORY = 2000
THREADS = 1
"""One core is left to the window, one may be training."""


Key = tuple[int, str]
"""An image, and its pixels as they are shown."""

_STAMP = "file"
"""What a cached thumbnail says of the file that it was made of."""
_MOST_BYTES = 1 << 20
"""Of a cached thumbnail; it has some thousands."""

FileCheck = Callable[[ImageRow, FileStamp], FileStamp]


def unchecked(_row: ImageRow, _sound_as: FileStamp) -> FileStamp:
    """Let any file be read."""
    return ""


class Thumbnails(QObject):
    """Loads thumbnails on demand; those asked for last come first.

    Args:
        folder: Cache on disk, by the key of the image's pixels.
        parent: Qt owner; call ``close`` before it goes.
        check: Raises ``UnreadableImage`` for a file that is not what was labelled; called on the
            thread with what the file was like when it was so, if that is known; it returns what
            the file is like.
    """

    loaded = Signal(int)
    """Id of an image whose thumbnail ``get`` now returns."""
    troubled = Signal(int, str)
    """Id of an image, and the code of what is wrong with its file; empty if nothing is."""
    _made = Signal(object, QImage, str)

    def __init__(
        self, folder: Path, parent: QObject | None = None, check: FileCheck = unchecked
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._check = check
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._wanted: OrderedDict[Key, tuple[ImageRow, Path]] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(THREADS)
        self._made.connect(self._keep)

    def get(self, row: ImageRow, path: Path) -> QImage | None:
        """The thumbnail, or None while it is being made (``loaded`` follows).

        A picture that cannot be read has a null image.
        """
        image = self._images.get(_key(row))
        if image is not None:
            self._images.move_to_end(_key(row))
            return image
        with self._lock:
            idle = not self._wanted
            self._wanted[_key(row)] = (row, path)
            self._wanted.move_to_end(_key(row))
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
            row, path = wanted
            cached = self._folder / f"{row.key}.jpg"
            self._made.emit(row, *self._load(row, path, cached))

    def _load(self, row: ImageRow, path: Path, cached: Path) -> tuple[QImage, str]:
        kept = _read_cached(cached)
        try:
            # A thumbnail is only ever made of the right picture.
            stamp = self._check(row, kept.text(_STAMP))
        except UnreadableImage as error:
            return kept, error.code
        return _made_of(path, cached, kept, row.value_range, stamp), ""

    def forget(self, image_id: int) -> None:
        """Make an image's thumbnail anew when it is asked for."""
        for key in [key for key in self._images if key[0] == image_id]:
            del self._images[key]

    def _take(self) -> tuple[ImageRow, Path] | None:
        with self._lock:
            if not self._wanted:
                return None
            return self._wanted.popitem(last=True)[1]

    def _keep(self, row: ImageRow, image: QImage, trouble: str) -> None:
        self._images[_key(row)] = image
        if len(self._images) > KEPT_IN_MEMORY:
            self._images.popitem(last=False)
        self.troubled.emit(row.id, trouble)
        self.loaded.emit(row.id)


def _key(row: ImageRow) -> Key:
    return row.id, row.key


class _Worker(QRunnable):
    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails

    @override
    def run(self) -> None:
        self._thumbnails.work()


def _made_of(
    path: Path, cached: Path, kept: QImage, value_range: ValueRange | None, stamp: FileStamp
) -> QImage:
    """The thumbnail of a file that is like ``stamp``: the one that was kept, or a new one.

    Returns:
        At most ``SIDE`` pixels a side, upright; null if the image cannot be read.
    """
    image = kept
    if image.isNull():
        try:
            image = read_image(path, value_range, SIDE)
        except UnreadableImage:
            return QImage()
    elif kept.text(_STAMP) == stamp:
        return kept
    image.setText(_STAMP, stamp)
    _write(image, cached)
    return image


def _read_cached(cached: Path) -> QImage:
    """The cached thumbnail; null if there is none, or something that is no thumbnail of ours."""
    if is_link(cached) or not is_file(cached) or cached.stat().st_size > _MOST_BYTES:
        return QImage()
    reader = QImageReader(str(cached), b"jpg")
    size = reader.size()
    return reader.read() if max(size.width(), size.height()) <= SIDE else QImage()


def _write(image: QImage, cached: Path) -> None:
    """Cache a thumbnail; where nothing can be written it is simply made again next time."""
    try:
        make_folder(cached.parent, _LEVELS)
        # Through a link QSaveFile would write to where it leads.
        if is_link(cached):
            cached.unlink()
    except OSError:
        return
    file = QSaveFile(str(cached))
    if file.open(QIODevice.OpenModeFlag.WriteOnly) and QImageWriter(file, b"jpg").write(image):
        file.commit()
