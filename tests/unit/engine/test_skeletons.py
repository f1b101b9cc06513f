"""Skeletons of classes: kept, changed with their objects, and never a stranger's nonsense."""

import sqlite3

import msgspec
import pytest

from engine.geometry.skeleton import (
    PERSON,
    Skeleton,
    is_sound_skeleton,
    mean_pose,
    mirrored,
    posed,
    rearranged,
)
from engine.geometry.types import Box, Keypoint, Keypoints
from engine.project.rows import NewAnnotation
from engine.project.store import Store
from tests.helpers.stores import added_class, make_store

LINE = Skeleton(("head", "tail"), edges=((0, 1),), places=((0.0, 0.5), (1.0, 0.5)))
FISH = Keypoints((Keypoint(10, 20, 2), Keypoint(60, 40, 1)))


@pytest.fixture
def store(tmp_path):
    return make_store(tmp_path, images=1)


@pytest.fixture
def fish(store):
    class_id = added_class(store.classes.add("fish", "keypoints"))
    store.classes.set_skeleton(class_id, LINE, (None, None))
    [image] = store.images.ids()
    store.annotations.add([NewAnnotation(image, class_id, FISH)])
    return class_id


def skeleton_of(store, class_id):
    return next(row.skeleton for row in store.classes.rows() if row.id == class_id)


def points(store):
    [row] = store.annotations.of_image(store.images.ids()[0])
    return row.geometry


def test_a_skeleton_is_kept(store, fish):
    assert skeleton_of(store, fish) == LINE
    store.close()
    again = Store.open(store.path)
    assert skeleton_of(again, fish) == LINE


def test_a_point_more_is_absent_and_a_point_less_is_dropped_in_one_step(store, fish):
    middle = Skeleton(("tail", "fin"), places=((0, 0), (1, 1)))
    changes = store.classes.set_skeleton(fish, middle, (1, None))
    assert points(store) == Keypoints((FISH.points[1], Keypoint(0, 0, 0)))
    assert len(changes.updated.annotations) == 1
    store.history.undo(changes.history_id)
    assert points(store) == FISH
    assert skeleton_of(store, fish) == LINE


def test_a_new_name_leaves_the_objects_alone(store, fish):
    renamed = msgspec.structs.replace(LINE, names=("mouth", "tail"))
    assert not store.classes.set_skeleton(fish, renamed, (0, 1)).updated.annotations
    assert points(store) == FISH


@pytest.mark.parametrize(
    "skeleton",
    [
        Skeleton(()),
        Skeleton(("a", "a"), places=((0, 0), (1, 1))),
        Skeleton(("a",), edges=((0, 1),), places=((0, 0),)),
        Skeleton(("a", "b"), edges=((1, 1),), places=((0, 0), (1, 1))),
        Skeleton(("a", "b"), mirrored=((0, 1), (1, 0)), places=((0, 0), (1, 1))),
        Skeleton(("a",), places=((2, 0),)),
        Skeleton(("a",), places=((float("nan"), 0),)),
        Skeleton(("a",)),
    ],
)
def test_nonsense_is_no_skeleton(store, skeleton):
    assert not is_sound_skeleton(skeleton)
    class_id = added_class(store.classes.add("fish", "keypoints"))
    with pytest.raises(ValueError, match="no skeleton"):
        store.classes.set_skeleton(class_id, skeleton, (None,) * len(skeleton.names))


def test_a_stranger_s_skeleton_is_looked_at_when_the_file_is_opened(store, fish):
    store.close()
    with sqlite3.connect(store.path) as connection:
        bad = '{"names":["a","b"],"edges":[[0,7]],"places":[[0,0],[1,1]]}'
        connection.execute("UPDATE label_classes SET skeleton = ? WHERE id = ?", (bad, fish))
    connection.close()
    again = Store.open(store.path)
    assert skeleton_of(again, fish) is None
    assert points(again) == FISH


def test_the_built_in_person_is_sound():
    assert is_sound_skeleton(PERSON)
    assert len(PERSON.names) == 17


def test_the_mean_pose_is_scaled_into_a_box():
    first = posed(((0.0, 0.0), (1.0, 1.0), (0.2, 0.5)), Box(0, 0, 100, 50))
    second = posed(((0.0, 0.0), (1.0, 1.0), (0.6, 0.5)), Box(50, 50, 60, 70))
    skeleton = Skeleton(("a", "b", "c"), places=((0, 0), (1, 1), (0, 0)))
    pose = mean_pose(skeleton, [first, second, FISH])
    assert pose[2] == pytest.approx((0.4, 0.5))
    assert posed(pose, Box(10, 10, 20, 30)).points[2] == Keypoint(14, 20, 2)
    assert mean_pose(skeleton, []) == skeleton.places


def test_a_mirrored_object_has_its_pairs_exchanged():
    pair = Skeleton(("left", "right"), mirrored=((0, 1),), places=((1, 0), (0, 0)))
    there = mirrored(FISH, pair, 100)
    assert there == Keypoints((Keypoint(40, 40, 1), Keypoint(90, 20, 2)))
    assert mirrored(there, pair, 100) == FISH


def test_points_beyond_those_of_an_object_are_absent():
    assert rearranged(FISH, (5, 0)) == Keypoints((Keypoint(0, 0, 0), FISH.points[0]))
