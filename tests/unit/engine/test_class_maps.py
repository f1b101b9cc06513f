"""Class maps: drawn of objects, and made into masks."""

import numpy as np

from engine.datasets.class_maps import ClassMap, enlarged, masks_of
from engine.geometry.masks import decode, encode
from engine.geometry.types import Mask, Polygon
from engine.protocol.specs import ManifestAnnotation, ManifestClass, ManifestImage

CLASSES = (ManifestClass(7, "road", "#f00"), ManifestClass(4, "car", "#0f0"))


def test_later_objects_lie_on_top_and_the_rest_is_background() -> None:
    car = np.zeros((20, 40), dtype=bool)
    car[5:15, 30:40] = True
    road = Polygon(((0, 0), (40, 0), (40, 10), (0, 10)))
    annotations = (ManifestAnnotation(1, 7, road), ManifestAnnotation(2, 4, encode(car)))
    image = ManifestImage(1, "a.png", 40, 20, "train", "a", annotations)
    drawn = ClassMap({7: 0, 4: 1})(image, 20).numpy()
    assert drawn.shape == (20, 20)
    assert (drawn[:5] == 1).all()
    assert (drawn[5:15, 15:] == 2).all()
    assert (drawn[15:] == 0).all()


def test_masks_leave_out_islands_and_tell_their_mean_score() -> None:
    answers = np.zeros((128, 128), dtype=np.int16)
    answers[10:60, 10:60] = 2
    answers[100, 100:102] = 2
    answers[3, 3] = 1
    scores = np.where(answers == 2, 0.75, 0.5)
    (found,) = masks_of(answers, scores, CLASSES)
    assert (found.class_id, found.score) == (4, 0.75)
    assert isinstance(found.geometry, Mask)
    assert decode(found.geometry).sum() == 2500


def test_a_map_is_enlarged_by_repeating() -> None:
    small = np.array([[1, 2], [3, 4]], dtype=np.int16)
    large = enlarged(small, 4, 6)
    assert large.shape == (4, 6)
    assert large[0].tolist() == [1, 1, 1, 2, 2, 2]
    assert large[3].tolist() == [3, 3, 3, 4, 4, 4]
