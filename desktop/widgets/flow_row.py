"""Widgets side by side, in as many lines as the width asks for."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

GAP = 8
"""Pixels between two widgets, and between two lines."""


class FlowRow(QWidget):
    """What has no room goes into the next line; those that want to grow share their line's width.

    It asks for the height that its lines need, also where nobody asks how high it is at a width.
    """

    def __init__(self) -> None:
        super().__init__()
        self._flow = _FlowLayout()
        self.setLayout(self._flow)

    def add(self, *widgets: QWidget) -> None:
        """Add widgets at the right."""
        for widget in widgets:
            self._flow.addWidget(widget)

    def add_stretch(self) -> None:
        """Push what follows to the right."""
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.add(space)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_for_height()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask_for_height()
        return done

    def _ask_for_height(self) -> None:
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))


class _FlowLayout(QLayout):
    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = list(self._lines(width))
        return sum(map(_height, lines)) + GAP * max(0, len(lines) - 1)

    @override
    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + GAP * max(0, len(shown) - 1)
        return QSize(width, _height(shown))

    @override
    def minimumSize(self) -> QSize:
        shown = self._shown()
        return QSize(max((item.minimumSize().width() for item in shown), default=0), _height(shown))

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            _place(line, QRect(rect.left(), top, rect.width(), _height(line)))
            top += _height(line) + GAP

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        used = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if line and used + GAP + wanted > width:
                yield line
                line, used = [], 0
            used += wanted + (GAP if line else 0)
            line.append(item)
        if line:
            yield line


def _height(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)


def _place(line: list[QLayoutItem], rect: QRect) -> None:
    left = rect.left()
    for item, width in zip(line, _widths(line, rect.width()), strict=True):
        height = item.sizeHint().height()
        top = rect.top() + (rect.height() - height) // 2
        item.setGeometry(QRect(left, top, width, height))
        left += width + GAP


def _widths(line: list[QLayoutItem], room: int) -> list[int]:
    widths = [min(item.sizeHint().width(), room) for item in line]
    growing = [n for n, item in enumerate(line) if _grows(item)]
    left = room - GAP * (len(line) - 1) - sum(w for n, w in enumerate(widths) if n not in growing)
    # The widest first: what one needs beyond its equal share, the others do without.
    for number, others in zip(
        sorted(growing, key=lambda n: -widths[n]), range(len(growing), 0, -1), strict=True
    ):
        widths[number] = max(widths[number], left // others)
        left -= widths[number]
    return widths


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)
