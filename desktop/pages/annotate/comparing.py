"""Lays the previous image of the list over the one in hand, so that a difference shows."""

from PySide6.QtCore import QObject, Signal

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.badges import Badges
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.images_ahead import source_of
from desktop.project_session import ProjectSession
from engine.project.rows import ImageRow


class Comparing(QObject):
    """Stays on from image to image; a badge names what is laid over, and ends it.

    Args:
        session: The project.
        canvas: Shows both.
        image: The image in hand.
        images: The list that says which image comes before.
        badges: Where it is said.
        actions: The window's actions.
        parent: Qt owner.
    """

    turned = Signal(bool)
    """Whether it is on, from now on."""

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        images: ImageListModel,
        badges: Badges,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._images = images
        self._badges = badges
        self._action = actions[Act.COMPARE]
        self._action.setCheckable(True)
        self._action.setChecked(False)
        self._other: ImageRow | None = None
        self._is_unreadable = False
        self.badge = badges.add(lambda: self.turn(False))
        self.badge.setToolTip(self.tr("Show only the picture in hand"))
        image.changed.connect(self._follow)
        images.modelReset.connect(self._follow)
        canvas.compared.failed.connect(self._refuse)
        canvas.image_layer.changed.connect(self._say)

    def bind(self, actions: Actions) -> None:
        """Give the key its meaning."""
        actions.on(Act.COMPARE, lambda: self.turn(self._action.isChecked()), self)

    def turn(self, is_on: bool) -> None:
        """Compare from now on, or show only the image in hand."""
        self._action.setChecked(is_on)
        self._follow()
        self.turned.emit(is_on)

    def _follow(self) -> None:
        self._is_unreadable = False
        self._other = self._previous() if self._action.isChecked() else None
        other = None if self._other is None else source_of(self._session.store, self._other)
        self._canvas.image_layer.compare(other)
        self._say()

    def _previous(self) -> ImageRow | None:
        current = self._image.row
        place = None if current is None else self._images.row_of(current.id)
        before = None if place is None else self._images.image_id(place - 1)
        rows = [] if before is None else self._session.store.images.rows([before])
        return rows[0] if rows else None

    def _refuse(self) -> None:
        self._is_unreadable = True
        self._say()

    def _say(self) -> None:
        self._badges.say(self.badge, self._words() if self._action.isChecked() else "")

    def _words(self) -> str:
        current, other = self._image.row, self._other
        if current is None or other is None:
            return self.tr("No previous picture to compare with")
        name = other.path.rpartition("/")[2]
        if self._is_unreadable:
            return self.tr("{name} cannot be read").format(name=name)
        share = round(100 * self._canvas.image_layer.opacity)
        said = self.tr("{name} laid over at {share} %").format(name=name, share=share)
        if (other.width, other.height) == (current.width, current.height):
            return said
        size = self.tr("scaled, it has {width} \u00d7 {height}")
        return f"{said} · {size.format(width=other.width, height=other.height)}"
