"""The photos that the promises are about."""

import importlib.util
from pathlib import Path

from engine.catalogue.samples.archive import extract, opened_archive
from engine.catalogue.samples.trees import voc_boxes
from engine.geometry.types import Box

BUS_BOX = Box(7, 232, 802, 721)
"""The bus on the bus photo, 810 x 1080 pixels."""

ON_THE_BUS = (500.0, 550.0)
"""A point on the bus's front, below the windscreen."""


def bus_photo() -> Path:
    return street_photo("bus")


def street_photo(name: str) -> Path:
    """``bus``, with five objects, or ``zidane``, with three."""
    # The module is only looked for: importing it costs seconds and has side effects.
    spec = importlib.util.find_spec("ultralytics")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "assets" / f"{name}.jpg"


def tree_photo(name: str, folder: Path) -> tuple[Path, tuple[Box, ...]]:
    """An aerial photo of the sample, fetched like the sample, and its true boxes."""
    with opened_archive("trees", lambda *_: None) as archive:
        boxes = voc_boxes(archive.read(f"deepforest/data/{name}.xml"))
        return extract(archive, f"deepforest/data/{name}.png", folder / f"{name}.png"), boxes
