"""Decodes an image away from the window's thread: first a coarse preview, then all of it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSizeF, QThreadPool, Signal
from PySide6.QtGui import QPainter

from desktop.canvas.tiles import Levels, paint_levels, with_coarser
from desktop.jobs.image_reading import read_image
from engine.images import UnreadableImage, shrinks_fast
from engine.protocol.specs import ValueRange

PRIORITY = 1
"""Before thumbnails, which have 0."""
PREVIEW_SIDE = 1600
PREVIEW_FROM_PIXELS = 4_000_000
"""Below this an image is decoded as fast as its preview would be."""


Check = Callable[[], object]
"""Raises ``UnreadableImage`` if a file is not to be read."""


def unchecked() -> None:
    """Let any file be read."""


class Decoding(QObject):
    """One image being read. Has no parent and is kept by its thread until that is done."""

    levels_ready = Signal(object, object, bool)
    """This object, the Levels, and whether they are the final ones."""
    failed = Signal(object, object)
    """This object and the ``UnreadableImage``."""

    def __init__(
        self, path: Path, size: QSizeF, value_range: ValueRange | None, check: Check
    ) -> None:
        super().__init__()
        self._check = check
        self._path = path
        self._has_preview = size.width() * size.height() > PREVIEW_FROM_PIXELS
        self._value_range = value_range
        self._abandoned = Event()

    def abandon(self) -> None:
        """Nobody waits for it any more; stops at the next step."""
        self._abandoned.set()

    def run(self) -> None:
        """Reads the image; in a thread of the pool."""
        try:
            self._check()
            if self._has_preview and shrinks_fast(self._path):
                self._read(PREVIEW_SIDE)
            if not self._abandoned.is_set():
                self._read(None)
        except UnreadableImage as error:
            if not self._abandoned.is_set():
                self.failed.emit(self, error)

    def _read(self, longest_side: int | None) -> None:
        image = read_image(self._path, self._value_range, longest_side)
        is_final = longest_side is None
        levels = with_coarser(image) if is_final else (image,)
        if not self._abandoned.is_set():
            self.levels_ready.emit(self, levels, is_final)


class CanvasImage(QObject):
    """The image on the canvas: blank, then coarse, then complete, or unreadable."""

    changed = Signal()
    """There is something better to paint."""
    loaded = Signal()
    failed = Signal(object)
    """The ``UnreadableImage``: why it cannot be decoded."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.clear)
        self.size = QSizeF()
        self._levels: Levels = ()
        self._decoding: Decoding | None = None

    def show(
        self,
        path: Path,
        size: QSizeF,
        value_range: ValueRange | None = None,
        check: Check = unchecked,
    ) -> None:
        """Starts to read an image; ``size`` is that as displayed, in pixels.

        ``check`` is called first, on the thread; what it raises is why the image is not read.
        """
        self.clear()
        self.size = size
        self._decoding = Decoding(path, size, value_range, check)
        self._decoding.levels_ready.connect(self._take)
        self._decoding.failed.connect(self._give_up)
        self.destroyed.connect(self._decoding.abandon)
        QThreadPool.globalInstance().start(self._decoding.run, PRIORITY)

    def clear(self) -> None:
        """No image."""
        if self._decoding is not None:
            self._decoding.abandon()
        self._decoding = None
        self._levels = ()
        self.size = QSizeF()

    def paint(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        """Paints what there is of the part in ``exposed``; ``scale`` in device pixels."""
        if self._levels:
            paint_levels(painter, self._levels, self.size, exposed, scale)

    def _take(self, decoding: Decoding, levels: Levels, final: bool) -> None:
        if decoding is not self._decoding:
            return
        self._levels = levels
        self.changed.emit()
        if final:
            self._decoding = None
            self.loaded.emit()

    def _give_up(self, decoding: Decoding, error: UnreadableImage) -> None:
        if decoding is self._decoding:
            # Without a size nothing can be drawn on it.
            self.clear()
            self.failed.emit(error)
            self.changed.emit()
