"""Decodes an image away from the window's thread: first a coarse preview, then all of it."""

from threading import Event
from typing import ClassVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from desktop.canvas.image_source import DecodedImage, ImageSource
from desktop.canvas.tiles import with_coarser
from desktop.jobs.image_reading import read_image_with_values, read_preview
from engine.images import ReadingStopped, UnreadableImage, shrinks_fast

PREVIEW_SIDE = 750
"""Pixels of the shorter side of a preview, at least; it is a half, a quarter or an eighth of the
image, and one that cannot be halved so is decoded as fast as its preview would be."""
MOST_VALUE_BYTES = 1 << 29
"""Of the file's own values, which are kept beside what is shown: 250 megapixels of 16 bits."""


class Decoding(QObject):
    """One image being read.

    Whoever asked for it may forget it: it keeps itself until its thread is done, and goes in the
    window's thread, as objects of Qt have to.

    Args:
        source: The image.
        known: What it was decoded to before; then only its file is checked.
        previews: Whether a coarse preview is wanted first.
    """

    decoded = Signal(object, object)
    """This object and a ``DecodedImage``."""
    failed = Signal(object, object)
    """This object and the ``UnreadableImage``."""
    _ended = Signal()

    _running: ClassVar[set["Decoding"]] = set()

    def __init__(
        self, source: ImageSource, known: DecodedImage | None = None, *, previews: bool = True
    ) -> None:
        super().__init__()
        self.source = source
        self._known = known
        self._previews = previews and min(source.width, source.height) >= 2 * PREVIEW_SIDE
        self._abandoned = Event()
        self._ended.connect(self._let_go)

    def start(self, priority: int) -> None:
        """Read it on the shared thread pool."""
        self._running.add(self)
        QThreadPool.globalInstance().start(self.run, priority)

    def abandon(self) -> None:
        """Nobody waits for it any more; it ends soon."""
        self._abandoned.set()

    def run(self) -> None:
        """Reads the image; in a thread of the pool."""
        try:
            self._go_on()
            self.source.check()
            self._read()
        except ReadingStopped:
            return
        except UnreadableImage as error:
            if not self._abandoned.is_set():
                self.failed.emit(self, error)
        finally:
            self._ended.emit()

    def _let_go(self) -> None:
        self._running.discard(self)
        self.deleteLater()

    def _read(self) -> None:
        source = self.source
        if self._known is not None:
            self._give(self._known)
            return
        if self._previews and shrinks_fast(source.path):
            preview = read_preview(source.path, source.value_range, PREVIEW_SIDE, self._go_on)
            self._give(DecodedImage((preview,), is_final=False, is_exact=False))
        image, values = read_image_with_values(source.path, source.value_range, self._go_on)
        levels = with_coarser(image, self._go_on)
        is_small = values is None or values.nbytes <= MOST_VALUE_BYTES
        self._give(DecodedImage(levels, values if is_small else None, is_exact=is_small))

    def _give(self, image: DecodedImage) -> None:
        self._go_on()
        self.decoded.emit(self, image)

    def _go_on(self) -> None:
        if self._abandoned.is_set():
            raise ReadingStopped
