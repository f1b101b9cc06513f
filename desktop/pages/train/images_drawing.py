"""Validation pictures with truth and prediction side by side, drawn off the window's thread."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from desktop.jobs.image_reading import read_image
from engine.geometry.limits import is_sound_geometry
from engine.geometry.ops import bounds, corners
from engine.geometry.painted_outlines import painted_outlines
from engine.geometry.types import Bounds, Geometry, Mask, Point, Polygon, RotatedBox
from engine.images import UnreadableImage
from engine.protocol.requests import Detection
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import DatasetManifest, ManifestImage
from engine.tasks.table import find_task

HEIGHT = 180
"""Pixels of a drawn picture."""
MOST_WIDTH = 4 * HEIGHT
MOST_IMAGES = 24
GAP = 4


@dataclasses.dataclass(frozen=True)
class DrawnImage:
    """Truth at the left, prediction at the right; the words say the classes."""

    name: str
    truth: str
    prediction: str
    image: QImage


FindImage = Callable[[ManifestImage], Path | None]
"""Where an image lies; None if its file may not be read."""


def draw_images(folder: RunFolder, file: str, find: FindImage) -> list[DrawnImage]:
    """Read and draw the worst pictures; slow, so it belongs on a background thread.

    Args:
        folder: The run.
        file: The event's file, relative to the folder.
        find: Where the images lie.

    Raises:
        SaegimError: ``not_a_run`` if the files of the run cannot be read.
    """
    found = folder.validation_images(file)
    manifest = folder.manifest()
    images = {image.id: image for image in manifest.images}
    task = find_task(folder.spec().recipe.task)
    has_one_label = not task.is_about_objects and not task.many_labels
    return [
        _draw(
            manifest,
            images[prediction.image_id],
            find(images[prediction.image_id]),
            _shown(prediction.detections, found.thresholds, has_one_label=has_one_label),
        )
        for prediction in found.images[:MOST_IMAGES]
        if prediction.image_id in images
    ]


def _draw(
    manifest: DatasetManifest, image: ManifestImage, path: Path | None, said: Sequence[Detection]
) -> DrawnImage:
    truth = [(a.class_id, a.geometry) for a in image.annotations]
    predicted = [
        (d.class_id, d.geometry)
        for d in said
        if is_sound_geometry(d.geometry, image.width, image.height)
    ]
    names = {row.id: row.name for row in manifest.classes}
    colors = {row.id: row.color for row in manifest.classes}
    photo = read_scaled(path, image)
    both = QImage(2 * photo.width() + GAP, photo.height(), QImage.Format.Format_ARGB32)
    both.fill(Qt.GlobalColor.transparent)
    painter = QPainter(both)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = max(photo.height() / image.height, photo.width() / image.width)
    for shapes in (truth, predicted):
        painter.drawImage(0, 0, photo)
        for class_id, geometry in shapes:
            _outline(painter, geometry, colors.get(class_id, "#999999"), scale)
        painter.translate(photo.width() + GAP, 0)
    painter.end()
    return DrawnImage(
        name=Path(image.path).name,
        truth=_words([(names.get(c, "?"), None) for c, _ in truth]),
        prediction=_words([(names.get(d.class_id, "?"), d.score) for d in said]),
        image=both,
    )


def read_scaled(path: Path | None, image: ManifestImage) -> QImage:
    """Read an image at ``HEIGHT`` pixels, as displayed; grey if it cannot or may not be read.

    One that is very wide is less high.
    """
    size = QSize(image.width, image.height).scaled(
        MOST_WIDTH, HEIGHT, Qt.AspectRatioMode.KeepAspectRatio
    )
    size = size.expandedTo(QSize(1, 1))
    try:
        longest = 2 * max(size.width(), size.height())
        read = None if path is None else read_image(path, image.value_range, longest)
    except UnreadableImage:
        read = None
    if read is None:
        read = QImage(size, QImage.Format.Format_RGB32)
        read.fill(Qt.GlobalColor.gray)
    return read.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _outline(painter: QPainter, geometry: Geometry, color: str, scale: float) -> None:
    path = QPainterPath()
    for ring in _rings(geometry):
        path.addPolygon(QPolygonF([QPointF(x * scale, y * scale) for x, y in (*ring, ring[0])]))
    painter.setPen(QPen(QColor(0, 0, 0, 120), 3))
    painter.drawPath(path)
    painter.setPen(QPen(QColor(color), 1.5))
    painter.drawPath(path)


def _rings(geometry: Geometry) -> Iterable[Sequence[Point]]:
    match geometry:
        case Polygon():
            return (geometry.points,)
        case Mask():
            parts = painted_outlines(geometry)
            return (ring for part in parts for ring in (part.outer, *part.holes))
        case RotatedBox():
            return (corners(geometry),)
        case _:
            extent = bounds(geometry)
            return () if extent is None else (_rectangle(extent),)


def _rectangle(extent: Bounds) -> Sequence[Point]:
    left, top, right, bottom = extent.left, extent.top, extent.right, extent.bottom
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _shown(
    detections: Sequence[Detection], thresholds: dict[int, float], *, has_one_label: bool
) -> list[Detection]:
    """Those sure enough; where an image has one label the surest, whatever it is."""
    if has_one_label:
        return [max(detections, key=lambda d: d.score)] if detections else []
    return [d for d in detections if d.score >= thresholds.get(d.class_id, 0.5)]


def _words(items: Sequence[tuple[str, float | None]]) -> str:
    """Class names with their numbers, or the one class with its score."""
    if len(items) == 1 and items[0][1] is not None:
        return f"{items[0][0]} {items[0][1]:.2f}"
    names = [name for name, _ in items]
    return ", ".join(f"{name} {names.count(name)}" for name in dict.fromkeys(names)) or "-"
