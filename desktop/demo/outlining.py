"""Outlines objects with the smart tool."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.actions import Act
from desktop.canvas.tools.smart_draft import masks_of, place_of
from desktop.demo.driver import DemoDriver, DemoStuckError
from desktop.demo.report import OutlineFigures
from engine.geometry.ops import bounds, iou
from engine.geometry.types import Box, Geometry
from engine.protocol.requests import MaskCandidate, Segmented

TREES = (
    Box(100, 309, 155, 371),
    Box(149, 95, 203, 156),
    Box(166, 253, 225, 304),
    Box(103, 195, 153, 244),
    Box(203, 88, 247, 139),
)
"""Crowns in OSBS_029.png, from the annotations that come with the photo."""
ANOTHER_TREE = Box(332, 335, 374, 384)
"""A crown from the same annotations, which a box is drawn around by driver."""
BUS = Box(7, 232, 802, 721)
"""The extent of the bus in bus.jpg."""
BUS_CLICK = (400.0, 480.0)


def outline_trees(driver: DemoDriver) -> list[OutlineFigures]:
    """Drag boxes around some crowns; SAM outlines them."""
    _keep_outlines(driver, "tree")
    driver.show_image("OSBS_029.png")
    driver.trigger(Act.SMART_TOOL)
    return [
        OutlineFigures("OSBS_029.png", f"box {index}", _extent_iou(_outline(driver, tree), tree))
        for index, tree in enumerate(TREES)
    ]


def draw_box(driver: DemoDriver) -> None:
    """Take the box tool and drag a box around a crown of the photo that is shown.

    Raises:
        DemoStuckError: It did not become an annotation.
    """
    driver.trigger(Act.BOX_TOOL)
    before = set(driver.project.annotate.image.annotations)
    driver.drag(ANOTHER_TREE)
    driver.wait("the box", lambda: set(driver.project.annotate.image.annotations) - before)


def outline_bus(driver: DemoDriver) -> list[OutlineFigures]:
    """Outline the bus by a box, take that back, then by one click and a choice of masks."""
    _keep_outlines(driver, "bus")
    driver.show_image("bus.jpg")
    driver.trigger(Act.SMART_TOOL)
    by_box = _extent_iou(_outline(driver, BUS), BUS)
    driver.trigger(Act.UNDO)
    by_click = _extent_iou(_outline_by_click(driver), BUS)
    return [
        OutlineFigures("bus.jpg", "box", by_box),
        OutlineFigures("bus.jpg", "click, mask chosen", by_click),
    ]


def _keep_outlines(driver: DemoDriver, name: str) -> None:
    session = driver.project.session
    row = next(row for row in session.store.classes.rows() if row.name == name)
    if row.geometry_kind != "polygon":
        session.do(lambda store: store.classes.update(row.id, geometry_kind="polygon"))
    driver.project.annotate.class_panel.choose(row.id)


def _outline(driver: DemoDriver, box: Box) -> Geometry:
    _masks_after(driver, lambda: driver.drag(box))
    return _finish(driver)


def _outline_by_click(driver: DemoDriver) -> Geometry:
    offered = _masks_after(driver, lambda: driver.click(*BUS_CLICK))
    masks = masks_of(offered)
    wanted = max(range(len(masks)), key=lambda i: iou(masks[i].box, BUS))
    for _ in range((wanted - place_of(offered, None)) % len(masks)):
        driver.key(Qt.Key.Key_Tab)
    return _finish(driver)


def _masks_after(driver: DemoDriver, prompt: Callable[[], None]) -> tuple[MaskCandidate, ...]:
    """SAM's answer to a prompt: its single best mask, then three from part to whole."""
    replies: list[Segmented] = []
    assist = driver.project.assist
    connection = assist.segmented.connect(
        lambda reply: None if reply.hover else replies.append(reply)
    )
    prompt()
    driver.wait("SAM's masks", lambda: replies, 120)
    assist.disconnect(connection)
    return replies[-1].candidates


def _finish(driver: DemoDriver) -> Geometry:
    """Keep the outline; the geometry of the annotation it became."""
    before = set(driver.project.annotate.image.annotations)
    driver.canvas.finish_draft()
    driver.wait("the annotation", lambda: set(driver.project.annotate.image.annotations) - before)
    made = set(driver.project.annotate.image.annotations) - before
    return driver.project.annotate.image.annotations[made.pop()].geometry


def _extent_iou(geometry: Geometry, box: Box) -> float:
    extent = bounds(geometry)
    if extent is None:
        raise DemoStuckError("SAM gave no outline.")
    return iou(Box(extent.left, extent.top, extent.right, extent.bottom), box)
