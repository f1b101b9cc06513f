"""A table cell with a bar behind its number."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

SHARE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Length of the bar, 0 to 1."""
COLOR_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""Its colour, as ``#rrggbb``."""
HEIGHT = 6


class BarDelegate(QStyledItemDelegate):
    """Paints the number at the left and the bar below it."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        share, color = index.data(SHARE_ROLE), index.data(COLOR_ROLE)
        if share is None or color is None:
            return
        area = QRectF(option.rect).adjusted(48, 0, -8, 0)  # pyright: ignore[reportAttributeAccessIssue]
        top = area.center().y() - HEIGHT / 2
        bar = QRectF(area.left(), top, max(2.0, area.width() * float(share)), HEIGHT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(str(color)))
        painter.drawRoundedRect(bar, 2, 2)
        painter.restore()
