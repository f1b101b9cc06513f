"""Zooming and panning of the canvas."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

LARGEST = 64.0
"""Screen pixels per image pixel, at most."""
SMALLEST_SHARE = 0.25
"""How small the image may get, of the size at which it fits."""
FIT_MARGIN = 8
"""Screen pixels left free around an image that fits."""
SEEN_FROM = 24.0
"""Screen pixels from which on an object need not be enlarged to be looked at."""
SHOWN_SHARE = 0.25
"""Of the view: how much of it an object gets that is brought into sight."""
CLOSEST = 8.0
"""Screen pixels per image pixel, at most, when that is done."""
WHEEL_FACTOR = 1.2
"""Zoom per notch of the wheel."""


class Navigator:
    """Moves a view over its image; knows whether the image is kept fitting."""

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self._size = QSizeF()
        self.fitting = True
        """The whole image is shown, and is to be after the window is resized."""

    @property
    def scale(self) -> float:
        """Screen pixels per image pixel."""
        return self._view.transform().m11()

    def set_size(self, size: QSizeF) -> None:
        """Another image; where it has the same size as the last, nothing moves."""
        if size == self._size:
            return
        self._size = size
        self.fit()

    def fit(self) -> None:
        """Shows the whole image."""
        self.fitting = True
        if self._size.isEmpty():
            return
        self._apply(self._fitting_scale())
        self._view.centerOn(self._size.width() / 2, self._size.height() / 2)

    def zoom_to(self, scale: float, anchor: QPointF) -> None:
        """Zooms; what is at ``anchor`` (pixels of the viewport) stays there."""
        if self._size.isEmpty():
            return
        self.fitting = False
        kept = self.to_scene(anchor)
        self._apply(min(max(scale, self._fitting_scale() * SMALLEST_SHARE), LARGEST))
        moved = self._view.viewportTransform().map(kept) - anchor
        self.pan_by(-moved.x(), -moved.y())

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the image by so many screen pixels."""
        self.fitting = False
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(dy))

    def center_on(self, point: QPointF) -> None:
        """Brings a point of the image (in pixels of it) to the middle of the view."""
        if not self._size.isEmpty():
            self.fitting = False
            self._view.centerOn(point)

    def bring_into_sight(self, area: QRectF) -> None:
        """Shows a part of the image (in pixels of it) with what is around; stays if it is seen."""
        longer = max(area.width(), area.height())
        is_large_enough = longer * self.scale >= SEEN_FROM
        if self._size.isEmpty() or (self.in_sight().contains(area) and is_large_enough):
            return
        self.fitting = False
        viewport = self._view.viewport()
        scale = min(viewport.width(), viewport.height()) * SHOWN_SHARE / max(longer, 1.0)
        self._apply(min(max(scale, self._fitting_scale()), CLOSEST))
        self._view.centerOn(area.center())

    def resized(self) -> None:
        """The view got another size."""
        if self.fitting:
            self.fit()
        elif not self._size.isEmpty():
            self._apply(self.scale)

    def to_scene(self, position: QPointF) -> QPointF:
        """Image pixels of a position in the viewport, with fractions."""
        inverted, _ = self._view.viewportTransform().inverted()
        return inverted.map(position)

    def in_sight(self) -> QRectF:
        """The part of the scene that is in the viewport."""
        inverted, _ = self._view.viewportTransform().inverted()
        return inverted.mapRect(QRectF(self._view.viewport().rect()))

    def _fitting_scale(self) -> float:
        viewport = self._view.viewport().size()
        across = max(viewport.width() - 2 * FIT_MARGIN, 1) / self._size.width()
        down = max(viewport.height() - 2 * FIT_MARGIN, 1) / self._size.height()
        return min(across, down, LARGEST)

    def _apply(self, scale: float) -> None:
        # Half a view of margin on every side: each corner of the image can be brought to the
        # middle, and no part of it can be lost out of sight.
        viewport = self._view.viewport().size()
        aside, above = viewport.width() / scale / 2, viewport.height() / scale / 2
        self._view.setTransform(QTransform.fromScale(scale, scale))
        self._view.setSceneRect(
            QRectF(-aside, -above, self._size.width() + 2 * aside, self._size.height() + 2 * above)
        )
