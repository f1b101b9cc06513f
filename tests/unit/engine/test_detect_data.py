"""What a detection run reads of a frozen data set."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.datasets.detection import detection_samples, read_bgr
from engine.geometry.masks import encode
from engine.geometry.types import Box, Geometry, Polygon, RotatedBox, WholeImage
from engine.protocol.errors import SaegimError
from engine.protocol.specs import DatasetManifest, ManifestAnnotation, ManifestClass, ManifestImage

CLASSES = (ManifestClass(5, "a", "#fff"), ManifestClass(3, "b", "#000"))


def manifest_of(
    root: Path, name: str, size: tuple[int, int], *geometries: Geometry
) -> DatasetManifest:
    annotations = tuple(ManifestAnnotation(i, 3, g) for i, g in enumerate(geometries))
    image = ManifestImage(1, name, *size, "train", "g", annotations)
    return DatasetManifest(1, str(root), CLASSES, (image,))


def blank(path: Path, size: tuple[int, int], orientation: int = 1) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", size).save(path, exif=exif)


def mask() -> Geometry:
    pixels = np.zeros((40, 60), dtype=bool)
    pixels[10:20, 30:50] = True
    return encode(pixels)


@pytest.mark.parametrize(
    ("geometry", "box"),
    [
        (Box(1, 2, 30, 20), [1, 2, 30, 20]),
        (RotatedBox(30, 20, 20, 10, 90), [25, 10, 35, 30]),
        (Polygon(((5, 5), (25, 5), (15, 30))), [5, 5, 25, 30]),
        (mask(), [30, 10, 50, 20]),
        (Box(-10, -10, 20, 100), [0, 0, 20, 40]),
    ],
)
def test_any_geometry_becomes_its_extent_within_the_picture(
    tmp_path: Path, geometry: Geometry, box: list[float]
):
    blank(tmp_path / "a.png", (60, 40))
    (sample,) = detection_samples(
        manifest_of(tmp_path, "a.png", (60, 40), geometry), "train"
    ).samples
    assert sample.boxes == pytest.approx(np.array([box]), abs=1e-4)
    assert sample.indices.tolist() == [1]


def test_what_has_no_extent_is_left_out(tmp_path: Path):
    blank(tmp_path / "a.png", (60, 40))
    geometries = (WholeImage(), Box(10, 10, 10.2, 30), Box(70, 70, 90, 90))
    (sample,) = detection_samples(
        manifest_of(tmp_path, "a.png", (60, 40), *geometries), "train"
    ).samples
    assert sample.boxes.shape == (0, 4)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_is_read_as_displayed(tmp_path: Path, orientation: int):
    blank(tmp_path / "a.jpg", (64, 32), orientation)
    size = (32, 64) if orientation > 4 else (64, 32)
    found = detection_samples(manifest_of(tmp_path, "a.jpg", size, Box(1, 1, 9, 9)), "train")
    assert found.warnings == ()
    assert read_bgr(tmp_path / "a.jpg").shape == (size[1], size[0], 3)


def test_a_picture_that_changed_or_went_is_left_out_and_named(tmp_path: Path):
    blank(tmp_path / "a.png", (60, 40))
    changed = detection_samples(manifest_of(tmp_path, "a.png", (61, 40)), "train")
    gone = detection_samples(manifest_of(tmp_path, "b.png", (60, 40)), "train")
    (tmp_path / "c.png").write_bytes(b"no picture")
    damaged = detection_samples(manifest_of(tmp_path, "c.png", (60, 40)), "train")
    assert changed.samples == gone.samples == damaged.samples == ()
    assert changed.warnings == ("changed_picture:a.png:1",)
    assert gone.warnings == ("unreadable_picture:b.png:1",)
    assert damaged.warnings == ("unreadable_picture:c.png:1",)


def test_a_damaged_picture_is_said_to_be_unreadable(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"no picture")
    with pytest.raises(SaegimError) as caught:
        read_bgr(tmp_path / "a.png")
    assert caught.value.code == "not_a_picture"
