"""A canvas with a real picture, driven by real mouse events."""

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.canvas.image_source import ImageSource
from desktop.canvas.shape import CanvasShape
from desktop.canvas.view import CanvasView
from engine.geometry.types import Geometry

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


def save_picture(path: Path, width: int = 400, height: int = 300) -> Path:
    """A picture whose left half is red and whose right half is blue."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[:, : width // 2, 0] = 255
    pixels[:, width // 2 :, 2] = 255
    Image.fromarray(pixels).save(path)
    return path


def show_canvas(qtbot: QtBot, folder: Path, width: int = 400, height: int = 300) -> CanvasView:
    """A visible canvas of 800x600 with a loaded picture at 100 %."""
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    path = save_picture(folder / f"{width}x{height}.png", width, height)
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(path, width, height))
    view.zoom_to_actual()
    return view


def shape(key: int, geometry: Geometry, dashed: bool = False) -> CanvasShape:
    """A shape of a class called *tree*."""
    return CanvasShape(key, geometry, "#e69f00", "tree", dashed, 0.5 if dashed else None)


def at(view: CanvasView, x: float, y: float) -> QPoint:
    """Where an image position is in the viewport."""
    return view.viewportTransform().map(QPointF(x, y)).toPoint()


def click(
    view: CanvasView,
    x: float,
    y: float,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NOTHING,
) -> None:
    """Presses and releases at an image position."""
    QTest.mouseClick(view.viewport(), button, modifiers, at(view, x, y))


def move(view: CanvasView, x: float, y: float) -> None:
    """Moves the pointer without a button."""
    QTest.mouseMove(view.viewport(), at(view, x, y))


def drag(
    view: CanvasView,
    start: tuple[float, float],
    end: tuple[float, float],
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NOTHING,
) -> None:
    """Presses, moves in two steps and releases."""
    viewport, last = view.viewport(), at(view, *end)
    QTest.mousePress(viewport, button, modifiers, at(view, *start))
    QTest.mouseMove(viewport, at(view, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    QTest.mouseMove(viewport, last)
    QTest.mouseRelease(viewport, button, modifiers, last)
