"""How a row of the image list is painted: thumbnail, name, state, counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.models.image_list import ENTRY_ROLE, ImageEntry
from desktop.theme import tokens
from desktop.theme.icons import icon
from engine.project.rows import ImageState

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 64
THUMBNAIL = 48
GAP = 8
MARK = 18
NONE = "\u2013"


class ImageDelegate(QStyledItemDelegate):
    """Paints with the palette, so that it follows light and dark."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, ImageEntry):
            return
        rect = _rect(option)
        is_selected = bool(_state(option) & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_background(painter, rect, is_selected)
        thumbnail = QRect(rect.left() + GAP, rect.top() + GAP, THUMBNAIL, THUMBNAIL)
        _paint_thumbnail(painter, thumbnail, index.data(Qt.ItemDataRole.DecorationRole))
        if entry.trouble:
            mark = QRect(thumbnail.right() - MARK, thumbnail.bottom() - MARK, MARK + 2, MARK + 2)
            painter.fillRect(mark, QColor(tokens().raised))
            icon("triangle-alert").paint(painter, mark)
        _paint_words(painter, rect, index.data(Qt.ItemDataRole.DisplayRole), entry)
        painter.restore()


def _rect(option: QStyleOptionViewItem) -> QRect:
    return option.rect  # pyright: ignore[reportAttributeAccessIssue]


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    return option.state  # pyright: ignore[reportAttributeAccessIssue]


def _paint_background(painter: QPainter, rect: QRect, is_selected: bool) -> None:
    if is_selected:
        t = tokens()
        painter.fillRect(rect, QColor(t.hover))
        painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(t.accent))


def _paint_thumbnail(painter: QPainter, rect: QRect, image: QImage | None) -> None:
    if image is None:
        painter.fillRect(rect, QColor(tokens().window))
    elif image.isNull():
        icon("image-off").paint(painter, rect.adjusted(12, 12, -12, -12))
    else:
        size = image.size().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(rect.topLeft(), size)
        target.moveCenter(rect.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)


def _paint_words(painter: QPainter, rect: QRect, name: str, entry: ImageEntry) -> None:
    t = tokens()
    left = rect.left() + GAP + THUMBNAIL + GAP
    words = QRect(left, rect.top() + GAP, rect.right() - left - GAP, THUMBNAIL // 2)
    metrics = QFontMetrics(painter.font())
    painter.setPen(QColor(t.text))
    elided = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided)
    below = words.translated(0, THUMBNAIL // 2)
    paint_state(painter, QPointF(below.left() + 6, below.center().y() + 0.5), entry.image.state)
    painter.setPen(QColor(t.muted))
    content = below.adjusted(20, 0, -GAP - GAP, 0)
    said = metrics.elidedText(content_words(entry), Qt.TextElideMode.ElideRight, content.width())
    painter.drawText(content, Qt.AlignmentFlag.AlignVCenter, said)
    _paint_readiness(painter, QPointF(below.right() - 4, below.center().y() + 0.5), entry)


def content_words(entry: ImageEntry) -> str:
    """What is on an image: its classes, how many objects; with a plus what is suggested."""
    parts = (
        ", ".join(entry.labels),
        f"{entry.objects}" if entry.objects else "",
        " ".join(f"+{name}" for name in entry.proposed),
        f"+{entry.suggestions}" if entry.suggestions else "",
    )
    return " ".join(part for part in parts if part) or NONE


def paint_state(painter: QPainter, center: QPointF, state: ImageState) -> None:
    """A dot for a state; states differ in shape, too, for those who see no colours."""
    t = tokens()
    circle = QRectF(center.x() - 4.5, center.y() - 4.5, 9, 9)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match state:
        case ImageState.NEW:
            painter.setPen(QPen(QColor(t.muted), 1.5))
            painter.drawEllipse(circle)
        case ImageState.SUGGESTED:
            painter.setPen(QPen(QColor(t.accent), 1.5, Qt.PenStyle.DotLine))
            painter.drawEllipse(circle)
        case ImageState.IN_WORK:
            painter.setPen(QPen(QColor(t.warning), 1.5))
            painter.drawEllipse(circle)
            painter.setBrush(QColor(t.warning))
            painter.drawPie(circle, 90 * 16, 180 * 16)
        case ImageState.REVIEWED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.success))
            painter.drawEllipse(circle)
        case ImageState.VERIFIED_EMPTY:
            painter.setPen(QPen(QColor(t.success), 1.5))
            painter.drawEllipse(circle)
            painter.drawLine(circle.bottomLeft(), circle.topRight())


def _paint_readiness(painter: QPainter, center: QPointF, entry: ImageEntry) -> None:
    t = tokens()
    if entry.readiness in ("ready", "encoding"):
        painter.setPen(QPen(QColor(t.accent), 1.5))
        ready = entry.readiness == "ready"
        painter.setBrush(QColor(t.accent) if ready else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, 2.5, 2.5)
