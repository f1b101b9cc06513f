"""Everything about looking at the picture that changes nothing of it."""

from math import floor

from PySide6.QtCore import QObject, QThreadPool

from desktop.actions import Act, Actions
from desktop.canvas.adjustment import PLAIN, Adjustment, load_palettes
from desktop.canvas.overview import Overview
from desktop.canvas.pixel_values import number_text
from desktop.canvas.view import CanvasView
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.badges import Badges
from desktop.pages.annotate.comparing import Comparing
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.display_panel import DisplayPanel, translated
from desktop.pages.annotate.images_ahead import ImagesAhead
from desktop.pages.annotate.status import Status
from desktop.pages.annotate.view_switches import ViewSwitch, ViewSwitches
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered


class DisplayControls(QObject):
    """Colours, comparison, overview, rulers and values; what is chosen stays from image to image.

    Args:
        session: The project.
        canvas: What is looked at.
        image: The image in hand.
        images: The list that is gone through.
        badges: Where it is said that the picture is not shown as it is.
        status: Says the value under the pointer.
        remembered: What was shown around the picture.
        actions: The window's actions.
        parent: Qt owner.
    """

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        images: ImageListModel,
        badges: Badges,
        status: Status,
        remembered: Remembered,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._badges = badges
        self._status = status
        self._actions = actions
        self._pointer: tuple[float, float] | None = None
        self.ahead = ImagesAhead(session, canvas, image, images, self)
        self.overview = Overview(canvas)
        self.badge = badges.add(self.show_plain)
        self.comparing = Comparing(session, canvas, image, images, badges, actions, self)
        self.panel = DisplayPanel(canvas)
        self.switches = ViewSwitches(self._rows(), actions, remembered, self)
        self._wire(image)
        self._say()

    def bind(self) -> None:
        """Give the keys of looking their meaning."""
        self._actions.on(Act.DISPLAY, self.open_panel, self)
        self._actions.on(Act.PLAIN_DISPLAY, self.show_plain, self)
        self.comparing.bind(self._actions)
        self.switches.bind()

    def open_panel(self) -> None:
        """Show the sliders and choices."""
        QThreadPool.globalInstance().start(load_palettes)
        self.panel.open_over_canvas()

    def adjust(self, adjustment: Adjustment) -> None:
        """Show this image and the next ones so."""
        self._canvas.image_layer.adjust(adjustment)
        self.panel.show_adjustment(adjustment)
        self._say()

    def show_plain(self) -> None:
        """Show images as they are."""
        self.adjust(PLAIN)

    def _rows(self) -> tuple[ViewSwitch, ...]:
        canvas, overview = self._canvas, self.overview
        return (
            ViewSwitch(Act.OVERVIEW, lambda is_on: overview.fold(not is_on), at_first=True),
            ViewSwitch(Act.RULERS, canvas.show_rulers, at_first=False),
            ViewSwitch(Act.CROSS_HAIR, canvas.cross_hair.want, at_first=True),
            ViewSwitch(Act.PIXEL_VALUES, canvas.show_values, at_first=True),
        )

    def _wire(self, image: CurrentImage) -> None:
        canvas = self._canvas
        self.panel.adjusted.connect(self.adjust)
        self.panel.opacity_changed.connect(canvas.image_layer.set_opacity)
        self.panel.compare_chosen.connect(self.comparing.turn)
        self.comparing.turned.connect(self.panel.show_comparing)
        self.overview.fold_wanted.connect(
            lambda is_folded: self.switches.turn(Act.OVERVIEW, not is_folded)
        )
        canvas.pointer_moved.connect(self._point)
        canvas.image_loaded.connect(self._tell)
        image.changed.connect(self._tell)
        self._actions.keys_changed.connect(self._say)

    def _say(self) -> None:
        """Nobody shall label a falsified picture without knowing."""
        changes = [translated(title) for title in self._canvas.image_layer.adjustment.changes()]
        said = self.tr("Not shown as it is: {changes}").format(changes=", ".join(changes))
        self._badges.say(self.badge, said if changes else "")
        self.badge.setToolTip(self._actions[Act.PLAIN_DISPLAY].toolTip())

    def _point(self, x: float, y: float) -> None:
        self._pointer = x, y
        self._tell()

    def _tell(self) -> None:
        if self._pointer is not None:
            self._status.point(*self._pointer, self._value_words(*self._pointer))

    def _value_words(self, x: float, y: float) -> str:
        decoded = self._canvas.image.decoded
        value = None if decoded is None else decoded.value_at(floor(x), floor(y))
        if value is None:
            return ""
        if len(value) == 1:
            return self.tr("value {value}").format(value=number_text(value[0]))
        named = zip("RGB", map(number_text, value), strict=True)
        return "  ".join(f"{channel} {text}" for channel, text in named)
