"""Decodes a picture away from the window's thread: first a coarse preview, then all of it."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSize, QSizeF, Qt, QThreadPool, Signal
from PySide6.QtGui import QImageReader, QPainter

from desktop.canvas.tiles import Levels, paint_levels, with_coarser, without_alpha

ALLOCATION_LIMIT_MB = 4096
"""Qt refuses more than 256 MB by itself (docs/notes/traps.md, 2); its largest raster, 32,767²
pixels at four bytes, is 4 GB."""
PRIORITY = 1
"""Before thumbnails, which have 0."""
PREVIEW = QSize(1600, 1600)
PREVIEW_FROM_PIXELS = 4_000_000
"""Below this a picture is decoded as fast as its preview would be."""


class Decoding(QObject):
    """One picture being read. Has no parent and is kept by its thread until that is done."""

    levels_ready = Signal(object, object, bool)
    """This object, the Levels, and whether they are the final ones."""
    failed = Signal(object)
    """This object."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._abandoned = Event()

    def abandon(self) -> None:
        """Nobody waits for it any more; stops at the next step."""
        self._abandoned.set()

    def run(self) -> None:
        """Reads the picture; in a thread of the pool."""
        size = self._reader().size()
        if size.width() * size.height() > PREVIEW_FROM_PIXELS:
            self._read(size.scaled(PREVIEW, Qt.AspectRatioMode.KeepAspectRatio), final=False)
        if not self._abandoned.is_set():
            self._read(None, final=True)

    def _read(self, size: QSize | None, final: bool) -> None:
        reader = self._reader()
        if size is not None:
            reader.setScaledSize(size)
        image = reader.read()
        if image.isNull():
            # A preview that fails is told by the final read, once.
            if final and not self._abandoned.is_set():
                self.failed.emit(self)
            return
        painted = without_alpha(image)
        levels = with_coarser(painted) if final else (painted,)
        if not self._abandoned.is_set():
            self.levels_ready.emit(self, levels, final)

    def _reader(self) -> QImageReader:
        reader = QImageReader(str(self.path))
        reader.setAutoTransform(True)
        reader.setDecideFormatFromContent(True)
        return reader


class CanvasImage(QObject):
    """The picture on the canvas: blank, then coarse, then complete."""

    changed = Signal()
    """There is something better to paint."""
    loaded = Signal()
    failed = Signal(object)
    """Path of a picture that cannot be decoded."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QImageReader.setAllocationLimit(ALLOCATION_LIMIT_MB)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.clear)
        self.size = QSizeF()
        self._levels: Levels = ()
        self._decoding: Decoding | None = None

    def show(self, path: Path, size: QSizeF) -> None:
        """Starts to read a picture; ``size`` is that as displayed, in pixels."""
        self.clear()
        self.size = size
        self._decoding = Decoding(path)
        self._decoding.levels_ready.connect(self._take)
        self._decoding.failed.connect(self._give_up)
        self.destroyed.connect(self._decoding.abandon)
        QThreadPool.globalInstance().start(self._decoding.run, PRIORITY)

    def clear(self) -> None:
        """No picture."""
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

    def _give_up(self, decoding: Decoding) -> None:
        if decoding is self._decoding:
            self._decoding = None
            self.failed.emit(decoding.path)
