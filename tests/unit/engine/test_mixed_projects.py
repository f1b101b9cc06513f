"""Classes for objects and for whole images side by side, and any number of image-level labels."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest

from engine.geometry.masks import encode
from engine.geometry.ops import translate
from engine.geometry.types import Box, Polygon, WholeImage
from engine.project.rows import FINISHED, ImageState, NewAnnotation, NewSuggestion
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Prompt, PromptPoint
from engine.tasks.classify import CLASSIFY
from engine.tasks.detect import DETECT
from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS
from tests.helpers.stores import add_model, added_class, draw_images, make_store, new_box

SQUARE = Polygon(((10.0, 10.0), (60.0, 10.0), (60.0, 60.0), (10.0, 60.0)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A project with the classes tree (box), lake (polygon), and sunny and rainy (whole image)."""
    made = Store.create(tmp_path / "p.saegim")
    made.images.add(draw_images(tmp_path, 4))
    for name, kind in (("tree", "box"), ("lake", "polygon")):
        made.classes.add(name, kind)
    for name in ("sunny", "rainy"):
        made.classes.add(name, "whole_image")
    yield made
    made.close()


def ids_of(store: Store) -> dict[str, int]:
    return {row.name: row.id for row in store.classes.rows()}


def labels_of(store: Store, image_id: int) -> set[int]:
    found = store.annotations.of_image(image_id)
    return {row.class_id for row in found if isinstance(row.geometry, WholeImage)}


def state_of(store: Store, image_id: int) -> ImageState:
    return store.images.get(image_id).state


def test_the_tasks_of_a_project_follow_from_its_classes(store: Store) -> None:
    names = [task.name for task in store.tasks()]
    assert names[0] == "detect"
    assert "classify" in names
    assert "multilabel" not in names
    store.image_labels.set_mode("any")
    assert "classify" not in [task.name for task in store.tasks()]


def test_a_label_does_not_finish_an_image_whose_objects_are_to_be_marked(store: Store) -> None:
    image = store.images.ids()[0]
    store.image_labels.set(image, ids_of(store)["sunny"])
    assert state_of(store, image) is ImageState.IN_WORK
    store.image_labels.set(image, ids_of(store)["rainy"])
    assert labels_of(store, image) == {ids_of(store)["rainy"]}


def test_taking_the_label_away_leaves_the_objects_and_the_state(store: Store) -> None:
    image, classes = store.images.ids()[0], ids_of(store)
    store.annotations.add([new_box(image, classes["tree"])])
    store.image_labels.set(image, classes["sunny"])
    store.images.set_state([image], ImageState.REVIEWED)
    store.image_labels.set(image, None)
    assert len(store.annotations.of_image(image)) == 1
    assert state_of(store, image) is ImageState.REVIEWED


def test_labels_are_toggled_where_an_image_may_have_any(store: Store) -> None:
    store.image_labels.set_mode("any")
    image, classes = store.images.ids()[0], ids_of(store)
    for name in ("sunny", "rainy"):
        store.image_labels.toggle(image, classes[name])
    assert labels_of(store, image) == {classes["sunny"], classes["rainy"]}
    store.image_labels.toggle(image, classes["sunny"])
    assert labels_of(store, image) == {classes["rainy"]}
    store.history.undo(store.history.steps()[-1].id)
    assert labels_of(store, image) == {classes["sunny"], classes["rainy"]}


def test_one_label_an_image_is_refused_while_an_image_has_several(store: Store) -> None:
    store.image_labels.set_mode("any")
    image, classes = store.images.ids()[0], ids_of(store)
    for name in ("sunny", "rainy"):
        store.image_labels.toggle(image, classes[name])
    with pytest.raises(SaegimError, match="more than one label: 1"):
        store.image_labels.set_mode("one")
    assert store.image_labels.mode() == "any"
    store.image_labels.toggle(image, classes["rainy"])
    store.image_labels.set_mode("one")
    assert store.info().image_labels == "one"


def test_suggested_labels_are_all_accepted_where_an_image_may_have_any(store: Store) -> None:
    image, classes = store.images.ids()[0], ids_of(store)
    store.annotations.add([new_box(image, classes["tree"])])
    store.images.set_state([image], ImageState.REVIEWED)
    model = add_model(store)
    store.image_labels.set_mode("any")
    other = store.images.ids()[1]
    store.image_labels.set(other, classes["sunny"])
    items = [NewSuggestion(other, classes[name], WholeImage(), 0.9) for name in ("sunny", "rainy")]
    added = store.suggestions.add(model, items, [other])
    assert added.dropped == 1
    store.suggestions.accept_image(other, 0.5)
    assert labels_of(store, other) == {classes["sunny"], classes["rainy"]}
    assert state_of(store, other) is ImageState.REVIEWED


def test_each_task_freezes_what_it_learns_from(store: Store) -> None:
    first, second, third, fourth = store.images.ids()
    classes = ids_of(store)
    store.annotations.add([new_box(first, classes["tree"])])
    store.annotations.add([NewAnnotation(second, classes["lake"], SQUARE)])
    store.image_labels.set(second, classes["sunny"])
    store.image_labels.set(third, classes["rainy"])
    store.images.set_state([first, second, third], ImageState.REVIEWED)
    store.images.set_state([fourth], ImageState.VERIFIED_EMPTY)
    detection = store.datasets.freeze(DETECT)
    assert [c.name for c in detection.classes] == ["tree", "lake"]
    assert {i.id: len(i.annotations) for i in detection.images} == {
        first: 1,
        second: 1,
        third: 0,
        fourth: 0,
    }
    labels = store.datasets.freeze(CLASSIFY)
    assert [c.name for c in labels.classes] == ["sunny", "rainy"]
    assert [image.id for image in labels.images] == [second, third]


def test_an_object_that_a_task_cannot_learn_keeps_its_image_out(store: Store) -> None:
    first, second = store.images.ids()[:2]
    lake = ids_of(store)["lake"]
    store.annotations.add([NewAnnotation(first, lake, SQUARE), NewAnnotation(second, lake, SQUARE)])
    store.annotations.add([NewAnnotation(second, lake, Box(80.0, 10.0, 100.0, 30.0))])
    store.images.set_state([first, second], ImageState.REVIEWED)
    outlines = dataclasses.replace(DETECT, learns_from=frozenset({"polygon", "mask"}))
    assert [image.id for image in store.datasets.freeze(outlines).images] == [first]


def test_where_only_labels_count_an_image_is_done_with_its_label(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "p.saegim", new_class_kind="whole_image")
    store.images.add(draw_images(tmp_path, 1))
    (image,) = store.images.ids()
    sunny = added_class(store.classes.add("sunny", "whole_image"))
    store.image_labels.set(image, sunny)
    assert state_of(store, image) is ImageState.REVIEWED
    store.image_labels.set(image, None)
    assert state_of(store, image) is ImageState.NEW
    store.close()


def test_toggling_a_label_leaves_the_others_as_the_model_made_them(store: Store) -> None:
    store.image_labels.set_mode("any")
    image, classes = store.images.ids()[0], ids_of(store)
    foggy = added_class(store.classes.add("foggy", "whole_image"))
    wanted = (classes["sunny"], classes["rainy"], foggy)
    other = store.images.ids()[1]
    store.annotations.add([new_box(other, classes["tree"])])
    store.images.set_state([other], ImageState.REVIEWED)
    items = [NewSuggestion(image, c, WholeImage(), 0.9) for c in wanted]
    store.suggestions.add(add_model(store), items, [image])
    (first, *_) = store.suggestions.of_image(image)
    store.suggestions.accept([first.id])
    (second, third) = store.suggestions.of_image(image)
    store.image_labels.toggle(image, second.class_id)
    assert [row.id for row in store.suggestions.of_image(image)] == [third.id]
    authors = {row.class_id: row.author for row in store.annotations.of_image(image)}
    assert authors == {first.class_id: "model", second.class_id: "human"}


def test_classes_of_objects_and_of_whole_images_are_not_mixed(store: Store) -> None:
    image, classes = store.images.ids()[0], ids_of(store)
    store.annotations.add([new_box(image, classes["tree"])])
    (tree,) = store.annotations.of_image(image)
    label = NewAnnotation(image, classes["tree"], WholeImage())
    for refused in (
        lambda: store.annotations.add([new_box(image, classes["sunny"])]),
        lambda: store.annotations.add([label]),
        lambda: store.annotations.set_class([tree.id], classes["sunny"]),
        lambda: store.annotations.set_geometry(tree.id, WholeImage()),
        lambda: store.classes.merge(classes["tree"], classes["sunny"]),
        lambda: store.classes.update(classes["tree"], geometry_kind="whole_image"),
        lambda: store.image_labels.set(image, classes["tree"]),
        lambda: store.image_labels.toggle(image, classes["lake"]),
    ):
        with pytest.raises(SaegimError, match=r"for objects|for whole images|between objects"):
            refused()
    assert store.annotations.of_image(image) == [tree]


def test_merged_labels_of_an_image_are_one(store: Store) -> None:
    store.image_labels.set_mode("any")
    image, classes = store.images.ids()[0], ids_of(store)
    for name in ("sunny", "rainy"):
        store.image_labels.toggle(image, classes[name])
    before = store.annotations.of_image(image)
    store.classes.merge(classes["rainy"], classes["sunny"])
    assert [row.class_id for row in store.annotations.of_image(image)] == [classes["sunny"]]
    store.history.undo(store.history.steps()[-1].id)
    assert store.annotations.of_image(image) == before


def test_an_object_of_a_deleted_class_cannot_come_back_by_pasting(store: Store) -> None:
    image, tree = store.images.ids()[0], ids_of(store)["tree"]
    store.classes.delete(tree)
    for refused in (
        lambda: store.annotations.add([new_box(image, tree)]),
        lambda: store.image_labels.toggle(image, tree),
    ):
        with pytest.raises(SaegimError, match="deleted meanwhile"):
            refused()


def test_an_object_that_was_moved_has_no_prompt_any_more(store: Store) -> None:
    image, lake = store.images.ids()[0], ids_of(store)["lake"]
    prompt = Prompt((PromptPoint(30, 30, True),))
    store.annotations.add([NewAnnotation(image, lake, SQUARE, prompt=prompt)])
    (drawn,) = store.annotations.of_image(image)
    store.annotations.set_geometries({drawn.id: translate(SQUARE, 50, 0)})
    (moved,) = store.annotations.of_image(image)
    assert moved.prompt is None
    store.history.undo(store.history.steps()[-1].id)
    assert store.annotations.of_image(image) == [drawn]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
@pytest.mark.parametrize("seed", range(6))
def test_what_is_counted_is_what_is_frozen(store: Store, task: TaskSpec, seed: int) -> None:
    random = Random(seed)
    store.image_labels.set_mode("any")
    classes = ids_of(store)
    box, mask = Box(5, 5, 40, 30), encode(np.ones((60, 80), dtype=bool))
    for image in store.images.ids():
        for _ in range(random.randrange(4)):
            name, geometry = random.choice(
                [("tree", box), ("tree", SQUARE), ("lake", SQUARE), ("lake", mask), ("lake", box)]
            )
            store.annotations.add([NewAnnotation(image, classes[name], geometry)])
        for name in random.sample(("sunny", "rainy"), random.randrange(3)):
            store.image_labels.toggle(image, classes[name])
        is_empty = not store.annotations.of_image(image)
        state = ImageState.VERIFIED_EMPTY if is_empty and seed % 2 else ImageState.REVIEWED
        store.images.set_state([image], state)
    store.splits.assign()
    try:
        images = store.datasets.freeze(task).images
    except SaegimError as error:
        assert error.code == "no_marks"
        images = ()
    counts = store.datasets.image_counts(task)
    assert counts == Counter(image.split for image in images)
    silent = len(store.images.ids()) - len(images) - store.datasets.left_out_count(task)
    # The others say nothing to the task.
    assert silent >= 0
    assert not silent or not task.negatives >= {state.value for state in FINISHED}


def test_where_an_image_has_one_label_toggling_replaces_it(store: Store) -> None:
    image, classes = store.images.ids()[0], ids_of(store)
    for name, shown in (("sunny", {"sunny"}), ("rainy", {"rainy"}), ("rainy", set[str]())):
        store.image_labels.toggle(image, classes[name])
        assert labels_of(store, image) == {classes[one] for one in shown}


def test_a_label_that_is_there_is_not_added_again(store: Store) -> None:
    image, classes = store.images.ids()[0], ids_of(store)
    store.image_labels.set(image, classes["sunny"])
    sunny, rainy = (NewAnnotation(image, classes[n], WholeImage()) for n in ("sunny", "rainy"))
    store.annotations.add([sunny])
    assert len(store.annotations.of_image(image)) == 1
    with pytest.raises(SaegimError, match="more than one label"):
        store.annotations.add([rainy])
    store.image_labels.set_mode("any")
    store.annotations.add([rainy, rainy, sunny])
    assert len(store.annotations.of_image(image)) == 2


def test_the_last_label_off_lets_an_image_wait_for_its_suggestions(tmp_path: Path) -> None:
    store = make_store(tmp_path, task="multilabel")
    tree, bus = (row.id for row in store.classes.rows())
    first, second = store.images.ids()[:2]
    store.image_labels.toggle(second, tree)
    store.images.set_state([second], ImageState.REVIEWED)
    model = add_model(store)
    store.suggestions.add(model, [NewSuggestion(first, bus, WholeImage(), 0.9)], [first])
    for expected in (ImageState.IN_WORK, ImageState.SUGGESTED):
        store.image_labels.toggle(first, tree)
        assert state_of(store, first) is expected
    store.close()
