"""Has those images decoded that a key leads to."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.canvas.image_source import ImageSource
from desktop.canvas.view import CanvasView
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.project_session import ProjectSession
from engine.project.rows import ImageRow
from engine.project.store import Store

FORWARD = 2
"""Images after the one in hand that are decoded ahead; before it, it is one."""
SETTLE = 50
"""Milliseconds after which an image is decoded ahead: the one in hand is painted before."""


def source_of(store: Store, row: ImageRow) -> ImageSource:
    """Where the pixels of an image come from; its file is checked before it is read."""
    check = partial(store.image_repair.check, row)
    path = store.images.path(row)
    return ImageSource(path, row.width, row.height, row.value_range, row.key, check)


class ImagesAhead(QObject):
    """Follows the image in hand and the list, and keeps nothing that neither leads to.

    Args:
        session: The project.
        canvas: Decodes.
        image: The image in hand.
        images: The list that is gone through.
        parent: Qt owner.
    """

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        images: ImageListModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._images = images
        self._settling = QTimer(self, interval=SETTLE, singleShot=True)
        self._settling.timeout.connect(self._prepare)
        canvas.image_loaded.connect(self._settling.start)
        # For it, too, decoding ahead has stopped.
        canvas.compared.loaded.connect(self._settling.start)
        images.modelReset.connect(self._settling.start)

    def stop(self) -> None:
        """Decode nothing any more, and let go of everything."""
        self._settling.stop()
        self._settling.blockSignals(True)
        self._canvas.ahead.want(())

    def _prepare(self) -> None:
        # The image in hand comes first; once it is there, this is called again.
        is_ready = self._canvas.image.is_complete
        ids = list(dict.fromkeys(self._ids())) if is_ready else []
        store = self._session.store
        rows = {row.id: row for row in store.images.rows(ids)}
        wanted = [source_of(store, rows[image_id]) for image_id in ids if image_id in rows]
        self._canvas.ahead.want(wanted)

    def _ids(self) -> Iterator[int]:
        """In the order in which they are likely to be asked for, from the one in hand on."""
        current = self._image.row
        if current is None:
            return
        yield current.id
        following = self._images.following(current.id, FORWARD)
        yield from following[:1]
        to_look_at = self._images.next_to_look_at(current.id)
        before = self._images.image_id((self._images.row_of(current.id) or 0) - 1)
        yield from (other for other in (to_look_at, before) if other is not None)
        yield from following[1:]
