"""The image on the canvas: nothing, then coarse, then complete."""

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QPainter

from desktop.canvas.decode_ahead import DecodeAhead
from desktop.canvas.decoding import Decoding
from desktop.canvas.image_source import DecodedImage, ImageSource
from desktop.canvas.tiles import Levels, paint_levels
from engine.images import UnreadableImage

PRIORITY = 1
"""Before thumbnails, which have 0."""
CHECK_AFTER = 30
"""Milliseconds after which the file of an image is checked that was decoded ahead."""


class CanvasImage(QObject):
    """The image on the canvas: blank, then coarse, then complete, or unreadable.

    Args:
        ahead: What may be decoded already; waits while this one is decoded.
        parent: Qt owner.
    """

    changed = Signal()
    """There is something better to paint."""
    loaded = Signal()
    failed = Signal(object)
    """The ``UnreadableImage``: why it cannot be decoded."""

    def __init__(self, ahead: DecodeAhead, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.clear)
        self.size = QSizeF()
        """As displayed, in pixels; empty without an image."""
        self._ahead = ahead
        self._image: DecodedImage | None = None
        self._decoding: Decoding | None = None
        self._checking = QTimer(self, interval=CHECK_AFTER, singleShot=True)
        self._checking.timeout.connect(self._start)

    @property
    def levels(self) -> Levels:
        """What is painted, the finest first; empty as long as nothing is decoded."""
        return () if self._image is None else self._image.levels

    @property
    def is_complete(self) -> bool:
        """Whether all of its pixels are there."""
        return self._image is not None and self._image.is_final

    @property
    def decoded(self) -> DecodedImage | None:
        """What there is of its pixels by now."""
        return self._image

    def show(self, source: ImageSource) -> None:
        """Shows an image; what is decoded already is there at once."""
        self.clear()
        self.size = source.size
        self._image = self._ahead.find(source)
        self._decoding = Decoding(source, self._image)
        self._decoding.decoded.connect(self._take)
        self._decoding.failed.connect(self._give_up)
        self.destroyed.connect(self._decoding.abandon)
        if self._image is None:
            self._ahead.pause()
            self._start()
        else:
            # Its file is checked all the same, after it has been painted.
            self._checking.start()

    def clear(self) -> None:
        """No image."""
        self._checking.stop()
        if self._decoding is not None:
            self._decoding.abandon()
        self._decoding = None
        self._image = None
        self.size = QSizeF()

    def paint(self, painter: QPainter, target: QRectF, exposed: QRectF, scale: float) -> None:
        """Paints what there is of the part in ``exposed``.

        Args:
            painter: Its coordinates are those of the two areas.
            target: Where all of the image lies.
            exposed: What has to be painted; a little more is.
            scale: Device pixels per unit of these coordinates.
        """
        if self._image is not None:
            painter.translate(target.topLeft())
            seen = exposed.translated(-target.topLeft())
            paint_levels(painter, self._image.levels, target.size(), seen, scale)
            painter.translate(-target.topLeft())

    def _start(self) -> None:
        if self._decoding is not None:
            self._decoding.start(PRIORITY)

    def _take(self, decoding: Decoding, image: DecodedImage) -> None:
        if decoding is not self._decoding:
            return
        if image is not self._image:
            self._image = image
            self.changed.emit()
        if image.is_final:
            self._decoding = None
            self._ahead.keep(decoding.source, image)
            self.loaded.emit()

    def _give_up(self, decoding: Decoding, error: UnreadableImage) -> None:
        if decoding is self._decoding:
            # Without a size nothing can be drawn on it.
            self.clear()
            self.failed.emit(error)
            self.changed.emit()
