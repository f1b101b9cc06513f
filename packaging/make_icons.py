"""Draw the icons of the program and of its files, in the formats of the three systems.

``python packaging/make_icons.py [FOLDER]`` writes into ``build/icons``:
``saegim.ico|icns`` and ``saegim-project.ico|icns`` for Windows and macOS, and
``hicolor/SIZExSIZE/{apps,mimetypes}/NAME.png`` as a Linux icon theme wants it.
"""

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).parents[1]
ART = ROOT / "resources" / "program"
HICOLOR_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (16, 32, 64, 128, 256, 512, 1024)

WHOLE = QRectF(0, 0, 1, 1)
MAC_GRID = QRectF(100 / 1024, 100 / 1024, 824 / 1024, 824 / 1024)
"""Where Apple's template for icons has the rounded square."""
ON_PAGE = QRectF(16 / 64, 24 / 64, 32 / 64, 32 / 64)
PROJECT = (("page", WHOLE), ("saegim", ON_PAGE))

Layer = tuple[str, QRectF]
"""An SVG in ``resources/program`` and where it goes, in shares of the icon's side."""


def main(folder: Path) -> None:
    """Draw every icon anew into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication(sys.argv[:1])
    draw_all(folder)
    del application


def draw_all(folder: Path) -> None:
    """Draw every icon anew into ``folder``; needs a ``QGuiApplication``."""
    folder.mkdir(parents=True, exist_ok=True)
    program = (("saegim", WHOLE),)
    _save_ico(folder / "saegim.ico", program)
    _save_ico(folder / "saegim-project.ico", PROJECT)
    _save_icns(folder / "saegim.icns", (("saegim", MAC_GRID),))
    _save_icns(folder / "saegim-project.icns", PROJECT)
    for size in HICOLOR_SIZES:
        of_size = folder / "hicolor" / f"{size}x{size}"
        _save_png(of_size / "apps" / "saegim.png", program, size)
        _save_png(of_size / "mimetypes" / "application-x-saegim.png", PROJECT, size)


def draw(layers: tuple[Layer, ...], size: int) -> Image.Image:
    """Draw layers over each other: a picture of ``size`` x ``size`` with transparency."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for name, place in layers:
        where = QRectF(
            place.x() * size, place.y() * size, place.width() * size, place.height() * size
        )
        QSvgRenderer(str(ART / f"{name}.svg")).render(painter, where)
    painter.end()
    return _to_pillow(image)


def _to_pillow(image: QImage) -> Image.Image:
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (image.width(), image.height()), bytes(straight.constBits()))


def _save_ico(path: Path, layers: tuple[Layer, ...]) -> None:
    largest, others = _draw_each(layers, ICO_SIZES)
    largest.save(path, append_images=others, sizes=[(size, size) for size in ICO_SIZES])


def _save_icns(path: Path, layers: tuple[Layer, ...]) -> None:
    largest, others = _draw_each(layers, ICNS_SIZES)
    largest.save(path, append_images=others)


def _draw_each(
    layers: tuple[Layer, ...], sizes: tuple[int, ...]
) -> tuple[Image.Image, list[Image.Image]]:
    # Each size is drawn by itself: what Pillow would shrink from the largest is blurred.
    *others, largest = (draw(layers, size) for size in sizes)
    return largest, others


def _save_png(path: Path, layers: tuple[Layer, ...], size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draw(layers, size).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "icons")
