"""What a model says about validation images, drawn beside the truth."""

import msgspec
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop.pages.train.images_drawing import MOST_WIDTH, draw_images, read_scaled
from engine.geometry.types import Mask, Polygon, WholeImage
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import ManifestImage
from engine.protocol.validation_images import ImagePrediction, ImagePredictions
from tests.helpers.classification_runs import coloured_manifest, create_run, two_phases
from tests.helpers.training_project import add_run, make_project

RED, GREEN = 5, 3
SQUARE = Polygon(((4.0, 4.0), (20.0, 4.0), (20.0, 20.0), (4.0, 20.0)))


def drawn(folder, task, detections, thresholds=None):
    manifest = coloured_manifest(folder / "images", train=1, val=1, test=0)
    recipe = msgspec.structs.replace(two_phases(), task=task)
    run = create_run(folder / "run", recipe, manifest)
    said = ImagePrediction(manifest.of_split("val")[0].id, 1.0, detections)
    listed = ImagePredictions(0, (said,), thresholds or {})
    (run.path / "validation.json").write_bytes(msgspec.json.encode(listed))
    (image,) = draw_images(run, "validation.json", lambda image: folder / "images" / image.path)
    return image


@pytest.mark.parametrize(
    ("task", "words"), [("classify", "red 0.90"), ("multilabel", "red 1, green 1")]
)
def test_one_label_is_named_or_all_that_are_sure(qapp, tmp_path, task, words):
    found = (Detection(RED, WholeImage(), 0.9), Detection(GREEN, WholeImage(), 0.8))
    assert drawn(tmp_path, task, found).prediction == words


def test_each_class_counts_from_its_own_score(qapp, tmp_path):
    found = (Detection(RED, WholeImage(), 0.6), Detection(GREEN, WholeImage(), 0.6))
    said = drawn(tmp_path, "multilabel", found, {RED: 0.5, GREEN: 0.7})
    assert said.prediction == "red 0.60"


def test_a_very_wide_image_is_drawn_small(qapp, tmp_path):
    wide = ManifestImage(1, "missing.png", 200_000, 10, "val", "", ())
    assert read_scaled(tmp_path / "missing.png", wide).width() == MOST_WIDTH


def test_an_outline_is_drawn_in_the_colour_of_its_class(qapp, tmp_path):
    plain = drawn(tmp_path / "a", "instance", ()).image
    image = drawn(tmp_path / "b", "instance", (Detection(RED, SQUARE, 0.9),)).image
    assert image != plain
    assert image.size() == plain.size()


def test_only_images_that_may_be_read_are_drawn(qapp, tmp_path):
    store = make_project(tmp_path)
    run = add_run(store, "run 1", with_model=True)
    drawn = draw_images(run, "pictures.json", store.datasets.image_path)
    outside = tmp_path.parent / f"{tmp_path.name}.png"
    Image.new("RGB", (320, 240), "red").save(outside)
    manifest = run.manifest()
    strange = tuple(msgspec.structs.replace(i, path=f"../{outside.name}") for i in manifest.images)
    changed = msgspec.structs.replace(manifest, images=strange)
    (run.path / "dataset.json").write_bytes(msgspec.json.encode(changed))
    refused = draw_images(run, "pictures.json", store.datasets.image_path)
    assert len(refused) == len(drawn)
    for image in refused:
        assert image.image.pixelColor(1, 1) == QColor(Qt.GlobalColor.gray)
    with pytest.raises(SaegimError, match="outside"):
        store.datasets.check_places(changed)
    store.images.outside.confirm()
    seen = draw_images(run, "pictures.json", store.datasets.image_path)
    assert seen[0].image.pixelColor(1, 1).red() > 250
    store.close()


@pytest.mark.parametrize("file", ["../run/validation.json", "/etc/passwd", "", "..", "gone"])
def test_an_event_names_a_file_of_its_run(qapp, tmp_path, file):
    drawn(tmp_path, "classify", ())
    with pytest.raises(SaegimError):
        draw_images(RunFolder(tmp_path / "run"), file, lambda _image: None)


def test_an_endless_geometry_is_not_drawn(qapp, tmp_path):
    plain = drawn(tmp_path / "a", "instance", ()).image
    huge = Mask(1_000_000, 1_000_000, "0" * 10)
    assert drawn(tmp_path / "b", "instance", (Detection(RED, huge, 0.9),)).image == plain
