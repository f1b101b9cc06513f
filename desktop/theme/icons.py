"""Lucide icons, tinted with the palette at the moment they are painted."""

import functools
from importlib import resources

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

SWATCH = 32
"""Pixels a side; twice what tables show, for screens of high density."""


def icon(name: str) -> QIcon:
    """The icon ``resources/icons/NAME.svg``; it follows a change of light and dark by itself."""
    return QIcon(TintedIconEngine(name))


def program_icon() -> QIcon:
    """The program's own icon, in its own colours (the packages draw theirs from the same file)."""
    return QIcon(str(resources.files("resources") / "program" / "saegim.svg"))


def swatch(color: str, *, hollow: bool = False) -> QIcon:
    """A small square in a class's colour; hollow for what is only suggested."""
    pixmap = QPixmap(SWATCH, SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 3))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor(color))
    painter.drawRoundedRect(QRectF(2, 2, SWATCH - 4, SWATCH - 4), 4, 4)
    painter.end()
    swatch_icon = QIcon(pixmap)
    # Qt tints the icon of a selected row otherwise, and the colour is what it is to show.
    swatch_icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return swatch_icon


class TintedIconEngine(QIconEngine):
    """Paints an SVG whose strokes are ``currentColor`` in the palette's text colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _renderer(self.name, _color(mode)).render(painter, QRectF(rect))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return TintedIconEngine(self.name)


def _color(mode: QIcon.Mode) -> str:
    palette = QGuiApplication.palette()
    match mode:
        case QIcon.Mode.Disabled:
            color = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        case QIcon.Mode.Selected:
            color = palette.color(QPalette.ColorRole.HighlightedText)
        case _:
            color = palette.color(QPalette.ColorRole.WindowText)
    return color.name()


@functools.lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    source = (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(source.replace("currentColor", color).encode()))
