"""Paints the committed shapes into the canvas's cached background."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from shapely.geometry.base import BaseGeometry

from desktop.canvas import painting
from desktop.canvas.keypoint_painting import draw_points, edge_path
from desktop.canvas.shape import CanvasShape
from desktop.canvas.stage import Stage
from engine.geometry.types import Bounds, Keypoints

if TYPE_CHECKING:
    from desktop.canvas.hit_test import SpatialIndex

MANY = 250
"""From this many shapes in sight on they are painted plainly: thin and without smoothing.

5,000 polygons of 24 vertices at once: 680 ms smooth, with hairlines; 23 ms plain. Where that many
are in sight, a hairline could not be told from its neighbour's anyway.
"""
TAG_FROM = 40.0
"""A tag is shown on shapes at least this large (screen pixels), so that it never covers one."""
OVERHANG = painting.TAG_HEIGHT + 4.0
"""How far, in screen pixels, a shape is painted outside its own extent, upwards."""
TAG_REACH = 300.0
"""The same to the right: a tag may be wider than its shape."""
THIN = 2.0
"""The same all around where shapes are painted plainly, without tags."""

PlainStyle = tuple[QPen, QBrush]


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept of a shape in order to paint it.

    ``fill`` is how opaque the inside is: what is not accepted, or has no inside, has none.
    ``plain`` is with what it is painted plainly: one object for all that look the same.
    """

    shape: CanvasShape
    path: QPainterPath
    fill: float
    plain: PlainStyle


class ShapeLayer:
    """All shapes of a stage but the selected ones, which have items of their own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._looks: dict[int, Look] = {}
        self._painted: tuple[SpatialIndex, list[int], list[Look]] = stage.index, [], []
        """What was painted last, in order: at the next zoom it is mostly the same."""
        self._plain = False

    def prepare(self, in_sight: QRectF) -> None:
        """Decides how to paint what is in sight now; everything will be painted anew."""
        # Once for the whole view: deciding at every strip that scrolling uncovers would leave
        # strips of both kinds side by side.
        self._plain = len(self._keys_in([in_sight])) > MANY

    def paint(self, painter: QPainter, exposed: Iterable[QRectF]) -> None:
        """Paints what reaches into one of these areas (image pixels)."""
        reach = self._stage.reach
        aside, above = (THIN, THIN) if self._plain else (TAG_REACH, OVERHANG)
        margins = -reach(aside), -reach(above), reach(above), reach(above)
        keys = self._keys_in(area.adjusted(*margins) for area in exposed)
        looks = self._looks_in_order(keys)
        if self._plain:
            self._paint_plain(painter, looks)
        else:
            self._paint_fine(painter, looks)

    def look(self, key: int) -> Look:
        """How a shape looks, made once for as long as the shape stays as it is."""
        return self._looks_of([key])[0]

    def forget(self) -> None:
        """Drops what was kept of an earlier image."""
        self._looks.clear()
        self._painted = self._stage.index, [], []

    def margined(self, bounds: Bounds) -> QRectF:
        """All that is painted of shapes with these bounds, in image pixels."""
        aside, above = self._stage.reach(TAG_REACH), self._stage.reach(OVERHANG)
        area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        return area.adjusted(-above, -above, aside, above)

    def paint_tag(self, painter: QPainter, shape: CanvasShape, path: QPainterPath) -> None:
        """Paints the tag at the upper left corner of a path, if that is large enough."""
        extent = path.boundingRect()
        if max(extent.width(), extent.height()) * self._stage.scale < TAG_FROM:
            return
        corner = painter.worldTransform().map(extent.topLeft()) + QPointF(-1, -2)
        if extent.top() < self._stage.reach(OVERHANG):
            # There may be no room above the image; inside the shape there is.
            corner += QPointF(2, painting.TAG_HEIGHT + 4)
        painter.save()
        painter.resetTransform()
        room = extent.width() * self._stage.scale
        painting.draw_tag(painter, corner, tag_text(shape, room), shape.color)
        painter.restore()

    def _looks_in_order(self, keys: list[int]) -> list[Look]:
        index, earlier, looks = self._painted
        if index is not self._stage.index or keys != earlier:
            looks = self._looks_of(keys)
            self._painted = self._stage.index, keys, looks
        return looks

    def _looks_of(self, keys: Iterable[int]) -> list[Look]:
        index, looks, found = self._stage.index, self._looks, list[Look]()
        for key in keys:
            look, shape = looks.get(key), index.shape(key)
            if look is None or look.shape is not shape:
                look = looks[key] = _look_of(shape, index.region(key))
            found.append(look)
        return found

    def _keys_in(self, areas: Iterable[QRectF]) -> list[int]:
        stage, selected = self._stage, set(self._stage.selection)
        bounds = (Bounds(it.left(), it.top(), it.right(), it.bottom()) for it in areas)
        keys = stage.shown(stage.index.touching(*bounds))
        return [key for key in keys if key not in selected] if selected else keys

    def _paint_plain(self, painter: QPainter, looks: Sequence[Look]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        style, draw = None, painter.drawPath
        for look in looks:
            if look.plain is not style:
                style = look.plain
                painter.setPen(style[0])
                painter.setBrush(style[1])
            draw(look.path)

    def _paint_fine(self, painter: QPainter, looks: Sequence[Look]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for look in looks:
            shape = look.shape
            painting.draw_outline(
                painter, look.path, shape.color, dashed=shape.dashed, fill=look.fill
            )
            if isinstance(shape.geometry, Keypoints):
                draw_points(painter, shape.geometry, shape.color, self._stage.scale)
        for look in looks:
            self.paint_tag(painter, look.shape, look.path)


def _look_of(shape: CanvasShape, region: BaseGeometry) -> Look:
    fill = painting.FILL if region.area > 0 and not shape.dashed else 0.0
    return Look(shape, _path_of(shape, region), fill, _plain_style(shape.color, shape.dashed, fill))


@lru_cache(maxsize=1024)
def _plain_style(color: str, dashed: bool, fill: float) -> PlainStyle:
    brush = QBrush(painting.tinted(color, fill)) if fill else QBrush(Qt.BrushStyle.NoBrush)
    return painting.pen(QColor(color), 1.0, dashed), brush


def _path_of(shape: CanvasShape, region: BaseGeometry) -> QPainterPath:
    if isinstance(shape.geometry, Keypoints):
        return edge_path(shape.geometry, shape.skeleton.edges if shape.skeleton else ())
    return painting.path_of(region)


def tag_text(shape: CanvasShape, room: float) -> str:
    """What a shape's tag says: its class; of a suggestion the score, too.

    There may be hundreds of suggestions in sight: where the tag would be wider than its shape, in
    ``room`` screen pixels, the score stands alone, and the colour names the class.
    """
    if shape.score is None:
        return shape.label
    score = f"{shape.score:.2f}"
    whole = f"{shape.label} {score}"
    return whole if painting.tag_width(whole) <= room else score
