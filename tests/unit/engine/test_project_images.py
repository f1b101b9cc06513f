"""Pictures become images; what is wrong with the others is said; none is ever written."""

import hashlib
import os
import sys
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.images import Examined
from engine.project import image_files
from engine.project.groups import near_pairs, oldest_alike
from engine.project.image_search import find_image_files
from engine.project.rows import ImageFilter, ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ValueRange, ValueRangeRule
from engine.tasks.detect import DETECT
from tests.helpers.stores import draw_images, draw_picture, make_store, review, snapshot


@pytest.fixture
def store(tmp_path: Path):
    made = make_store(tmp_path, images=0)
    yield made
    made.close()


def groups_of(store: Store) -> list[str]:
    return [image.group for image in store.images.rows(store.images.ids())]


def test_an_image_has_the_size_in_which_it_is_displayed(store: Store, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "turned.jpg"
    Image.open(draw_picture(tmp_path / "plain.jpg", seed=1)).save(path, exif=exif)
    store.images.add([path])
    (image,) = store.images.rows(store.images.ids())
    assert (image.width, image.height) == (120, 160)


def test_damaged_files_are_refused_and_counted_and_the_others_added(
    store: Store, tmp_path: Path
) -> None:
    good = draw_images(tmp_path / "pictures", 3)
    (tmp_path / "text.jpg").write_text("This is no picture.")
    (tmp_path / "empty.png").touch()
    (tmp_path / "cut.jpg").write_bytes(good[0].read_bytes()[:-400])
    whole = draw_picture(tmp_path / "whole.png", seed=5)
    (tmp_path / "cut.png").write_bytes(whole.read_bytes()[:3000])
    bad = [tmp_path / name for name in ("text.jpg", "empty.png", "cut.jpg", "cut.png", "gone.jpg")]
    steps: list[tuple[int, int]] = []
    added = store.images.add(
        [*bad, *good], progress=lambda done, total: steps.append((done, total))
    )
    assert [(Path(refused.path).name, refused.code) for refused in added.refused] == [
        ("text.jpg", "not_a_picture"),
        ("empty.png", "picture_empty"),
        ("cut.jpg", "picture_damaged"),
        ("cut.png", "picture_damaged"),
        ("gone.jpg", "picture_unreadable"),
    ]
    assert len(added.changes.added.images) == len(store.images.ids()) == 3
    assert steps == [(done, 8) for done in range(1, 9)]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_any_mode_are_taken(store: Store, tmp_path: Path, mode: str) -> None:
    picture = Image.open(draw_picture(tmp_path / "plain.png", seed=2))
    if mode == "I;16":
        deep = np.asarray(picture.convert("L"), dtype=np.uint16) * 256
        converted = Image.fromarray(deep)
    else:
        converted = picture.convert(mode)
    path = tmp_path / ("picture.jpg" if mode == "CMYK" else "picture.png")
    converted.save(path)
    added = store.images.add([path, tmp_path / "plain.png"])
    assert added.refused == ()
    assert len(set(groups_of(store))) == 1


def test_original_pictures_stay_byte_for_byte_what_they_were(store: Store, tmp_path: Path) -> None:
    paths = draw_images(tmp_path / "pictures", 4)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}
    store.images.add(paths)
    review(store, store.images.ids(), store.classes.rows()[0].id)
    store.datasets.freeze(DETECT)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths} == before
    assert sorted((tmp_path / "pictures").iterdir()) == sorted(paths)


def test_paths_are_relative_to_the_project_with_slashes(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "프로젝트" / "p.saegim")
    path = draw_picture(tmp_path / "사진 é" / "나무.jpg", seed=1)
    store.images.add([path])
    (image,) = store.images.rows(store.images.ids())
    assert image.path == "../사진 é/나무.jpg"
    assert store.images.path(image) == path
    assert hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest() == image.content_hash
    store.close()


def test_adding_the_same_files_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    paths = draw_images(tmp_path / "pictures", 3)
    store.images.add(paths)
    again = store.images.add(paths)
    assert again.changes.history_id is None
    assert len(store.images.ids()) == 3


def test_a_moved_picture_is_known_by_its_content(store: Store, tmp_path: Path) -> None:
    paths = draw_images(tmp_path / "pictures", 2)
    store.images.add(paths)
    ids = store.images.ids()
    moved = paths[0].rename(tmp_path / "renamed.jpg")
    changes = store.images.add([moved]).changes
    assert (changes.updated.images, changes.added.images) == (frozenset({ids[0]}), frozenset())
    assert store.images.path(store.images.get(ids[0])) == moved


def test_near_duplicates_share_a_group_and_others_do_not(store: Store, tmp_path: Path) -> None:
    paths = draw_images(tmp_path / "pictures", 3)
    Image.open(paths[0]).resize((200, 150)).save(tmp_path / "smaller.jpg", quality=60)
    store.images.add(paths)
    store.images.add([tmp_path / "smaller.jpg"])
    by_path = {image.path: image.group for image in store.images.rows(store.images.ids())}
    assert by_path["smaller.jpg"] == by_path["pictures/photo 0.jpg"]
    assert len(set(by_path.values())) == 3


def test_blank_pictures_are_not_taken_for_duplicates(store: Store, tmp_path: Path) -> None:
    for grey in (10, 100, 200):
        Image.new("RGB", (64, 64), (grey, grey, grey)).save(tmp_path / f"{grey}.png")
    store.images.add([tmp_path / f"{grey}.png" for grey in (10, 100, 200)])
    assert len(set(groups_of(store))) == 3


def test_given_groups_stay_as_they_are(store: Store, tmp_path: Path) -> None:
    paths = draw_images(tmp_path / "tiles", 4)
    copy = draw_picture(tmp_path / "copy.jpg", seed=0)
    store.images.add(
        [*paths, copy], groups={path: f"photo {i // 2}" for i, path in enumerate(paths)}
    )
    by_path = {
        Path(image.path).name: image.group for image in store.images.rows(store.images.ids())
    }
    assert [by_path[path.name] for path in paths] == ["photo 0", "photo 0", "photo 1", "photo 1"]
    assert by_path["copy.jpg"] not in ("photo 0", "photo 1")


def test_all_pairs_within_three_bits_are_found_and_no_others() -> None:
    rng = np.random.default_rng(0)
    looks = rng.integers(-(2**63), 2**63, 300, dtype=np.int64)
    for bits in range(6):
        flipped = looks[:40].copy().view(np.uint64)
        for bit in rng.permutation(64)[:bits]:
            flipped ^= np.uint64(1) << np.uint64(bit)
        looks = np.concatenate([looks, flipped.view(np.int64)])
    apart = np.bitwise_count(looks[:, None].view(np.uint64) ^ looks[None].view(np.uint64))
    joined = {frozenset(pair) for pair in near_pairs(looks).tolist()}
    hashes = looks.tolist()
    for a, b in zip(*np.nonzero(np.triu(apart <= 3, 1)), strict=True):
        same = hashes[a] == hashes[b]
        assert (
            frozenset((int(a), int(b))) in joined
            or same
            or hashes.index(hashes[a]) != a
            or (hashes.index(hashes[b]) != b)
        )
    assert all(apart[tuple(pair)] <= 3 for pair in joined)


def test_a_look_that_most_pictures_share_groups_nothing() -> None:
    rng = np.random.default_rng(0)
    same_camera = np.full(60, 12345, dtype=np.int64)
    others = rng.integers(-(2**63), 2**63, 40, dtype=np.int64)
    pair = np.concatenate([others, others[:1], same_camera])
    oldest = oldest_alike(pair)
    assert oldest[40] == 0
    assert len(set(oldest[41:].tolist())) == 60


def test_a_list_filters_and_sorts(store: Store, tmp_path: Path) -> None:
    store.images.add(draw_images(tmp_path / "b", 11) + draw_images(tmp_path / "a", 1, 50))
    ids = store.images.ids()
    tree, bus = (row.id for row in store.classes.rows())
    review(store, ids[:2], tree)
    store.splits.set(ids[:1], "val")
    names = [image.path for image in store.images.rows(ids)]
    assert (names[0], names[1], names[-1]) == ("a/photo 0.jpg", "b/photo 0.jpg", "b/photo 10.jpg")
    assert store.images.ids(ImageFilter(sort="added"))[-1] == ids[0]
    assert store.images.ids(ImageFilter(states=(ImageState.REVIEWED,))) == ids[:2]
    assert store.images.ids(ImageFilter(splits=("val",))) == ids[:1]
    assert store.images.ids(ImageFilter(class_id=tree)) == ids[:2]
    assert store.images.ids(ImageFilter(class_id=bus)) == []
    assert store.images.ids(ImageFilter(text="A/PHOTO")) == ids[:1]
    assert store.images.ids(ImageFilter(text="%")) == []


def test_rows_come_in_the_order_of_the_ids(store: Store, tmp_path: Path) -> None:
    store.images.add(draw_images(tmp_path / "b", 5))
    ids = store.images.ids()
    wanted = [ids[3], ids[0], 999, ids[4]]
    assert [image.id for image in store.images.rows(wanted)] == [ids[3], ids[0], ids[4]]
    with pytest.raises(SaegimError) as caught:
        store.images.get(999)
    assert caught.value.code == "gone"


def test_only_deep_images_are_measured_anew_and_a_cancelled_change_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tifffile.imwrite(tmp_path / "deep.tif", np.arange(4800, dtype=np.uint16).reshape(60, 80))
    Image.new("RGB", (80, 60)).save(tmp_path / "plain.png")
    store = Store.create(tmp_path / "p.saegim")
    store.images.add([tmp_path / "deep.tif", tmp_path / "plain.png"])
    measured: list[str] = []
    real = image_files.examine

    def examine(path: Path, rule: ValueRangeRule) -> Examined:
        measured.append(path.name)
        return real(path, rule)

    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(image_files, "examine", examine)
    with pytest.raises(KeyboardInterrupt):
        store.images.set_value_range("full", cancel)
    assert store.images.value_range_rule() == "automatic"
    changed = store.images.set_value_range("full")
    assert len(changed.updated.images) == 1
    assert set(measured) == {"deep.tif"}
    store.close()


def test_undoing_a_change_of_the_value_range_brings_back_the_rule(tmp_path: Path) -> None:
    pixels = np.arange(4800, dtype=np.uint16).reshape(60, 80)
    for number, name in enumerate(("deep.tif", "later.tif")):
        tifffile.imwrite(tmp_path / name, pixels + number)
    store = Store.create(tmp_path / "p.saegim")
    store.images.add([tmp_path / "deep.tif"])
    before = snapshot(store)
    step = store.images.set_value_range("full").history_id or 0
    after = snapshot(store)
    assert store.images.value_range_rule() == "full"
    store.history.undo(step)
    assert snapshot(store) == before
    store.history.redo(step)
    assert snapshot(store) == after
    store.history.undo(step)
    store.images.add([tmp_path / "later.tif"])
    deep, later = store.images.rows(store.images.ids())
    assert deep.value_range is not None
    assert later.value_range == ValueRange(deep.value_range.low + 1, deep.value_range.high + 1)
    store.close()


def test_a_rule_is_a_step_without_deep_images_and_the_same_rule_is_none(store: Store) -> None:
    step = store.images.set_value_range("full").history_id
    assert step is not None
    assert store.images.set_value_range("full").history_id is None
    store.history.undo(step)
    assert store.images.value_range_rule() == "automatic"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names are text")
def test_a_name_that_is_no_text_is_refused_and_the_others_added(
    store: Store, tmp_path: Path
) -> None:
    good = draw_picture(tmp_path / "b.png", seed=1)
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png"))
    draw_picture(tmp_path / "a.png", seed=2).rename(odd)
    added = store.images.add([odd, good])
    assert [one.code for one in added.refused] == ["name_unreadable"]
    assert "caf\ufffd.png" in added.refused[0].path
    assert len(added.changes.added.images) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_not_waited_for(store: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    added = store.images.add([tmp_path / "pipe.png"])
    assert [one.code for one in added.refused] == ["not_a_picture"]


def test_two_files_of_one_content_are_both_found_again(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        draw_picture(tmp_path / "old" / name / "x.png", seed=1)
    store.images.add(find_image_files(tmp_path / "old").images)
    before = store.images.ids()
    (tmp_path / "old").rename(tmp_path / "new")
    changed = store.images.add(find_image_files(tmp_path / "new").images).changes
    assert store.images.ids() == before
    assert len(changed.updated.images) == 2
    assert [Path(row.path).parts[-3:] for row in store.images.rows(before)] == [
        ("new", "a", "x.png"),
        ("new", "b", "x.png"),
    ]
