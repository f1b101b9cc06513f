"""The table of networks: a new one is one more row. Nothing here loads torch."""

import dataclasses

from engine.protocol.errors import SaegimError
from engine.protocol.translation import QT_TRANSLATE_NOOP


@dataclasses.dataclass(frozen=True)
class Architecture:
    """A kind of network; texts are in the context ``Architectures`` of the translations."""

    name: str
    title: str
    about: str
    """Two sentences: what it is, and what it is good for."""
    weights: str
    """Name of the pretrained weights in the catalogue, which also knows their licence."""
    network: str
    """``module:class``, a ``Network``; empty where Ultralytics builds it from its weights."""


ARCHITECTURES: tuple[Architecture, ...] = (
    Architecture(
        name="yolo26n",
        title="YOLO26n",
        about=QT_TRANSLATE_NOOP(
            "Architectures",
            "The smallest YOLO26, pretrained on 80 kinds of everyday things. It is quick on any "
            "machine.",
        ),
        weights="yolo26n",
        network="",
    ),
    Architecture(
        name="yolo26n-seg",
        title="YOLO26n-seg",
        about=QT_TRANSLATE_NOOP(
            "Architectures",
            "The smallest YOLO26 with masks, pretrained on 80 kinds of everyday things. It traces "
            "outlines on any machine.",
        ),
        weights="yolo26n-seg",
        network="",
    ),
    Architecture(
        name="mobilenet_v2",
        title="MobileNetV2",
        about=QT_TRANSLATE_NOOP(
            "Architectures",
            "A light network for whole images, pretrained on ImageNet. It learns in minutes on a "
            "processor.",
        ),
        weights="mobilenet_v2",
        network="engine.architectures.mobilenet:MobileNetV2",
    ),
    Architecture(
        name="unet_mobilenet_v2",
        title="U-Net (MobileNetV2)",
        about=QT_TRANSLATE_NOOP(
            "Architectures",
            "A U-Net whose encoder is MobileNetV2, pretrained on ImageNet. It colours every pixel "
            "and needs few images.",
        ),
        weights="mobilenet_v2",
        network="engine.architectures.unet:UNet",
    ),
)


def find_architecture(name: str) -> Architecture:
    """Return the row of that name.

    Raises:
        SaegimError: ``unknown_architecture``.
    """
    for row in ARCHITECTURES:
        if row.name == name:
            return row
    raise SaegimError("unknown_architecture", "program", name=name)
