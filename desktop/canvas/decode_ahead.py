"""Decodes the images that will be asked for next, and keeps them as long as they may be."""

from collections.abc import Sequence

import psutil
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool

from desktop.canvas.decoding import Decoding
from desktop.canvas.image_source import DecodedImage, ImageSource

PRIORITY = -1
"""After everything else that the threads have to do."""
MOST_BYTES = 1 << 30
SHARE_OF_MEMORY = 16
"""What is kept may take this part of the machine's memory, and never more than ``MOST_BYTES``."""
BYTES_PER_PIXEL = 16 / 3
"""Of an image with its coarser levels: four of each pixel, and a third more."""


def usual_budget() -> int:
    """Bytes that decoded images may take on this machine."""
    return min(MOST_BYTES, psutil.virtual_memory().total // SHARE_OF_MEMORY)


class DecodeAhead(QObject):
    """One image after the other, as long as the image in hand needs nothing itself.

    Args:
        budget: Bytes that the kept images may take together.
        parent: Qt owner.
    """

    def __init__(self, budget: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.pause)
        self._budget = budget
        self._wanted: tuple[ImageSource, ...] = ()
        self._kept: dict[ImageSource, DecodedImage] = {}
        self._unreadable: set[ImageSource] = set()
        self._decoding: Decoding | None = None

    def find(self, source: ImageSource) -> DecodedImage | None:
        """An image that is decoded already."""
        return self._kept.get(source)

    def keep(self, source: ImageSource, image: DecodedImage) -> None:
        """Keep what was decoded for the canvas, in case it is asked for again."""
        self._kept[source] = image

    def want(self, sources: Sequence[ImageSource]) -> None:
        """Decode these as far as the budget goes, the first one first; let go of all others."""
        self._wanted = tuple(dict.fromkeys(sources))
        self._unreadable.intersection_update(self._wanted)
        if self._decoding is not None and self._decoding.source not in self._wanted:
            self.pause()
        self._let_go()
        self._go_on()

    def pause(self) -> None:
        """Stop at once: the image in hand is to be decoded. ``want`` goes on."""
        if self._decoding is not None:
            self._decoding.abandon()
            self._decoding = None

    def _go_on(self) -> None:
        following = self._next()
        if self._decoding is None and following is not None:
            self._decoding = Decoding(following, previews=False)
            self._decoding.decoded.connect(self._take)
            self._decoding.failed.connect(self._pass_over)
            self.destroyed.connect(self._decoding.abandon)
            self._decoding.start(PRIORITY)

    def _next(self) -> ImageSource | None:
        """The first wanted image that is not there; None if it would not fit."""
        done = self._unreadable | self._kept.keys()
        first = next((source for source in self._wanted if source not in done), None)
        return first if first in self._affordable() else None

    def _affordable(self) -> set[ImageSource]:
        """The wanted images that fit into the budget, in the order in which they are wanted."""
        left, fitting = float(self._budget), set[ImageSource]()
        for source in self._wanted:
            known = self._kept.get(source)
            left -= source.width * source.height * BYTES_PER_PIXEL if known is None else known.size
            if left < 0:
                break
            fitting.add(source)
        return fitting

    def _let_go(self) -> None:
        affordable = self._affordable()
        gone = [self._kept.pop(source) for source in set(self._kept) - affordable]
        if gone:
            # Giving back hundreds of megabytes takes a while; on a thread nobody waits for it.
            QThreadPool.globalInstance().start(gone.clear, PRIORITY)

    def _take(self, decoding: Decoding, image: DecodedImage) -> None:
        if decoding is self._decoding:
            self._decoding = None
            self._kept[decoding.source] = image
            self._let_go()
            self._go_on()

    def _pass_over(self, decoding: Decoding, _error: object) -> None:
        if decoding is self._decoding:
            self._decoding = None
            self._unreadable.add(decoding.source)
            self._go_on()
