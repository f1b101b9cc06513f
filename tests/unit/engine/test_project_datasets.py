"""Splits and dataset versions."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry.types import Box
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store
from engine.project.stratify import ANY_IMAGE, Group, divide, labels_of
from engine.protocol.errors import SaegimError
from engine.tasks.classify import CLASSIFY
from engine.tasks.detect import DETECT
from engine.tasks.figures import figures_of, warnings_of
from tests.helpers.stores import draw_images, make_store, new_box, review


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path, images=10)
    yield made
    made.close()


def splits_of(store: Store) -> dict[int, str | None]:
    return {image.id: image.split for image in store.images.rows(store.images.ids())}


def group(key: str, *images: set[int]) -> Group:
    return Group(key, labels_of([frozenset(classes) for classes in images]))


groups_of_any_kind = st.lists(
    st.lists(st.sets(st.integers(1, 4)), min_size=1, max_size=5), min_size=1, max_size=40
).map(lambda found: [group(str(i), *images) for i, images in enumerate(found)])


@given(groups_of_any_kind, st.integers(0, 5))
def test_every_group_gets_one_split_and_two_groups_are_enough_to_validate(
    groups: list[Group], seed: int
) -> None:
    chosen = divide(groups, {}, seed)
    assert chosen.keys() == {one.key for one in groups}
    assert chosen == divide(list(reversed(groups)), {}, seed)
    assert "train" in chosen.values()
    assert ("val" in chosen.values()) == (len(groups) > 1)


def test_a_rare_class_is_in_both_parts() -> None:
    groups = [group(f"common {i}", {1}) for i in range(90)]
    groups += [group(f"rare {i}", {1, 2}) for i in range(10)]
    chosen = divide(groups, {}, seed=3)
    counts = Counter((key.split()[0], split) for key, split in chosen.items())
    assert counts["rare", "val"] == 2
    assert counts["common", "val"] == 18


def test_many_classes_of_two_images_each_are_judged_by_a_tenth_and_stay_learned() -> None:
    groups = [group(f"{number}", {1 + number // 2}) for number in range(1000)]
    chosen = divide(groups, {})
    judges = [g for g in groups if chosen[g.key] == "val"]
    assert len(judges) == 100
    trained = {label for g in groups if chosen[g.key] == "train" for label in g.labels}
    # The last class may go to validation as a whole, because that lacks images of any class.
    assert len(trained - {ANY_IMAGE}) >= 499


def test_of_classes_of_one_image_each_one_is_given_up_to_judge() -> None:
    groups = [group(f"{number}", {1 + number}) for number in range(40)]
    assert list(divide(groups, {}).values()).count("val") == 1


def test_seeds_differ() -> None:
    groups = [group(str(i), {1}) for i in range(40)]
    assert divide(groups, {}, seed=0) != divide(groups, {}, seed=1)


def test_new_groups_even_out_what_is_there() -> None:
    present = {"train": labels_of([frozenset({1})] * 8)}
    chosen = divide([group("a", {1}), group("b", {1})], present)
    assert set(chosen.values()) == {"val"}
    assert present["train"][ANY_IMAGE] == 8


def test_only_finished_images_get_a_split(store: Store) -> None:
    ids = store.images.ids()
    review(store, ids[:5], store.classes.rows()[0].id)
    store.images.set_state(ids[5:6], ImageState.VERIFIED_EMPTY)
    store.annotations.add([new_box(ids[6], store.classes.rows()[0].id)])
    store.splits.assign()
    counts = Counter(splits_of(store).values())
    assert (counts["train"] + counts["val"], counts["val"], counts[None]) == (6, 1, 4)


def test_a_split_once_given_stays(store: Store) -> None:
    ids = store.images.ids()
    store.splits.set(ids[:1], "test")
    review(store, ids[:6], store.classes.rows()[0].id)
    store.splits.assign(seed=0)
    before = splits_of(store)
    review(store, ids[6:], store.classes.rows()[1].id)
    store.splits.assign(seed=5)
    after = splits_of(store)
    assert {i: after[i] for i in ids[:6]} == {i: before[i] for i in ids[:6]}
    assert before[ids[0]] == "test"
    assert None not in after.values()


def test_a_group_stays_together_over_time(tmp_path: Path) -> None:
    store = make_store(tmp_path, images=0)
    tiles = draw_images(tmp_path / "tiles", 12)
    store.images.add(tiles, groups={path: f"photo {i % 3}" for i, path in enumerate(tiles)})
    ids = store.images.ids()
    tree = store.classes.rows()[0].id
    review(store, ids[:6], tree)
    store.splits.assign()
    review(store, ids[6:], tree)
    store.splits.assign(seed=9)
    by_group: dict[str, set[str | None]] = {}
    for image in store.images.rows(ids):
        by_group.setdefault(image.group, set()).add(image.split)
    assert all(len(splits) == 1 for splits in by_group.values())
    assert {"train", "val"} == set.union(*by_group.values())
    store.close()


def test_only_finished_images_are_frozen(store: Store) -> None:
    ids = store.images.ids()
    tree, bus = (row.id for row in store.classes.rows())
    review(store, ids[:4], tree)
    store.images.set_state(ids[4:5], ImageState.VERIFIED_EMPTY)
    store.annotations.add([new_box(ids[5], bus)])
    manifest = store.datasets.freeze(DETECT)
    assert [image.id for image in manifest.images] == ids[:5]
    assert [len(image.annotations) for image in manifest.images] == [1, 1, 1, 1, 0]
    assert [one.name for one in manifest.classes] == ["tree", "bus"]
    assert manifest.class_indices() == {tree: 0, bus: 1}
    assert all((Path(manifest.root) / image.path).is_file() for image in manifest.images)


def test_the_same_content_is_the_same_version(store: Store) -> None:
    ids = store.images.ids()
    review(store, ids[:4], store.classes.rows()[0].id)
    first = store.datasets.freeze(DETECT)
    assert store.datasets.freeze(DETECT) == first
    changes = store.annotations.add([new_box(ids[0], store.classes.rows()[1].id, left=70)])
    second = store.datasets.freeze(DETECT)
    assert second.version_id != first.version_id
    assert changes.history_id is not None
    store.history.undo(changes.history_id)
    assert store.datasets.freeze(DETECT).version_id == first.version_id
    assert store.datasets.get(second.version_id) == second


def test_a_version_is_found_where_the_project_was_moved(store: Store, tmp_path: Path) -> None:
    review(store, store.images.ids(), store.classes.rows()[0].id)
    version_id = store.datasets.freeze(DETECT).version_id
    store.close()
    (tmp_path / "moved").mkdir()
    for name in ("project.saegim", "pictures"):
        (tmp_path / name).rename(tmp_path / "moved" / name)
    moved = Store.open(tmp_path / "moved" / "project.saegim")
    assert moved.datasets.freeze(DETECT).version_id == version_id
    assert moved.datasets.get(version_id).root == str(tmp_path / "moved")
    moved.close()


def test_nothing_reviewed_is_nothing_to_freeze(store: Store) -> None:
    with pytest.raises(SaegimError) as caught:
        store.datasets.freeze(DETECT)
    assert caught.value.code == "nothing_reviewed"


def test_unlabelled_images_are_no_classification_data(tmp_path: Path) -> None:
    store = make_store(tmp_path, task="classify")
    first, second, *_ = store.images.ids()
    store.image_labels.set(first, store.classes.rows()[0].id)
    store.images.set_state([second], ImageState.REVIEWED)
    assert [image.id for image in store.datasets.freeze(CLASSIFY).images] == [first]
    store.close()


def test_one_photo_alone_is_divided_for_something_has_to_judge(tmp_path: Path) -> None:
    store = make_store(tmp_path, images=0)
    tiles = draw_images(tmp_path / "tiles", 10)
    store.images.add(tiles, groups=dict.fromkeys(tiles, "photo"))
    ids = store.images.ids()
    review(store, ids[:5], store.classes.rows()[0].id)
    preview = store.datasets.preview(DETECT)
    assert splits_of(store)[ids[0]] is None
    store.splits.assign()
    assert Counter(splits_of(store).values()) == {"train": 4, "val": 1, None: 5}
    assert preview is not None
    assert {i.id: i.split for i in preview.images} == {i: splits_of(store)[i] for i in ids[:5]}
    review(store, ids[5:], store.classes.rows()[0].id)
    assert "one_group" in warnings_of(figures_of(store.datasets.freeze(DETECT)))
    assert Counter(splits_of(store).values()) == {"train": 8, "val": 2}


def test_a_second_photo_ends_the_dividing_of_the_first(tmp_path: Path) -> None:
    store = make_store(tmp_path, images=0)
    tiles = draw_images(tmp_path / "tiles", 10)
    groups = {path: f"photo {index // 5}" for index, path in enumerate(tiles)}
    store.images.add(tiles, groups=groups)
    review(store, store.images.ids(), store.classes.rows()[0].id)
    preview = store.datasets.preview(DETECT)
    assert preview is not None
    assert "one_group" not in warnings_of(figures_of(preview))
    by_group = {(image.group, image.split) for image in preview.images}
    assert len(by_group) == 2


def test_what_nothing_is_learned_from_is_said_before(tmp_path: Path) -> None:
    store = make_store(tmp_path, images=2)
    first, second = store.images.ids()
    class_id = store.classes.rows()[0].id
    store.annotations.add([NewAnnotation(first, class_id, Box(5, 5, 5.5, 20))])
    store.images.set_state([first], ImageState.REVIEWED)
    store.images.set_state([second], ImageState.VERIFIED_EMPTY)
    store.splits.set([first], "train")
    store.splits.set([second], "val")
    preview = store.datasets.preview(DETECT)
    assert preview is not None
    said = warnings_of(figures_of(preview))
    assert {"empty_validation", "tiny_objects:1"} <= set(said)
    store.images.set_state([second], ImageState.NEW)
    preview = store.datasets.preview(DETECT)
    assert preview is not None
    figures = figures_of(preview)
    assert "one_image" in warnings_of(figures)
    assert DETECT.missing(figures) == "no_validation_images"
