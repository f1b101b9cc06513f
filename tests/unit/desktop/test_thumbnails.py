"""Thumbnails: made once, kept on disk, never a reason to stop."""

import pytest
from PIL import Image

from desktop.jobs.thumbnails import SIDE, Thumbnails, load_thumbnail
from engine.project.rows import ImageRow, ImageState
from tests.helpers.stores import draw_picture


@pytest.fixture
def thumbnails(qapp, tmp_path):
    made = Thumbnails(tmp_path / "cache")
    yield made
    made.close()


def test_a_thumbnail_is_made_and_then_there(thumbnails, qtbot, tmp_path):
    path = draw_picture(tmp_path / "a.jpg", seed=1, size=(400, 200))
    row = ImageRow(7, "a.jpg", "hash", 400, 200, ImageState.NEW, None, "")
    with qtbot.waitSignal(thumbnails.loaded) as heard:
        assert thumbnails.get(row, path) is None
    assert heard.args == [7]
    image = thumbnails.get(row, path)
    assert (image.width(), image.height()) == (SIDE, SIDE // 2)


def test_it_is_kept_on_disk_under_the_content_hash(qapp, tmp_path):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    cached = tmp_path / "cache" / "abc.jpg"
    load_thumbnail(path, cached)
    path.unlink()
    assert load_thumbnail(path, cached).width() == SIDE


def test_a_small_picture_is_not_blown_up(qapp, tmp_path):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(32, 24))
    assert load_thumbnail(path, tmp_path / "a.jpg").width() == 32


def test_exif_orientation_is_applied(qapp, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(tmp_path / "a.jpg", exif=exif)
    image = load_thumbnail(tmp_path / "a.jpg", tmp_path / "cache.jpg")
    assert image.height() > image.width()


def test_a_file_that_is_no_picture_gives_a_null_image(qapp, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_text("not a picture")
    assert load_thumbnail(path, tmp_path / "cache.jpg").isNull()
    assert not (tmp_path / "cache.jpg").exists()


def test_where_nothing_can_be_written_a_thumbnail_is_made_each_time(qapp, tmp_path):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    (tmp_path / "no folder").touch()
    assert load_thumbnail(path, tmp_path / "no folder" / "cache" / "a.jpg").width() == SIDE


@pytest.mark.parametrize("trap", ["enormous", "a link", "a folder"])
def test_a_strangers_cache_is_no_trap(qapp, tmp_path, trap):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    cached = tmp_path / "cache.jpg"
    if trap == "enormous":
        Image.new("L", (20_000, 20_000)).save(cached)
    elif trap == "a link":
        cached.symlink_to(tmp_path / "theirs")
    else:
        cached.mkdir()
    (tmp_path / "theirs").write_text("precious")
    assert load_thumbnail(path, cached).width() == SIDE
    assert (tmp_path / "theirs").read_text() == "precious"
