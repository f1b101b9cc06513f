"""The curves of all runs below each other in one picture."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from desktop.pages.train.curve_panel import CurvePanel


def shoot(panel: CurvePanel, path: Path) -> None:
    """Save one run's curves."""
    panel.export(path)


def join(parts: Sequence[Path], path: Path) -> None:
    """Put pictures below each other, and remove the parts."""
    images = [QImage(str(part)) for part in parts]
    whole = QImage(
        max(image.width() for image in images),
        sum(image.height() for image in images),
        QImage.Format.Format_RGB32,
    )
    painter = QPainter(whole)
    top = 0
    for image in images:
        painter.drawImage(0, top, image)
        top += image.height()
    painter.end()
    whole.save(str(path))
    for part in parts:
        part.unlink()
