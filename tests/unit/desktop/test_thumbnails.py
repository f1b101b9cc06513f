"""Thumbnails: made once, kept on disk, never a reason to stop."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from desktop.jobs.thumbnails import SIDE, Thumbnails, unchecked
from engine.project.rows import ImageRow, ImageState
from tests.helpers.stores import draw_picture

ROW = ImageRow(7, "a.jpg", "hash", 400, 200, ImageState.NEW, None, "")

Load = Callable[..., QImage]


@contextmanager
def closing_after(thumbnails: Thumbnails) -> Generator[Thumbnails]:
    try:
        yield thumbnails
    finally:
        thumbnails.close()


@pytest.fixture
def load(qtbot, tmp_path) -> Load:
    """Loads the thumbnail of a file as a newly opened window does."""

    def load(path: Path, check=unchecked, folder: Path = tmp_path / "cache") -> QImage:
        with closing_after(Thumbnails(folder, None, check)) as thumbnails:
            with qtbot.waitSignal(thumbnails.loaded) as heard:
                assert thumbnails.get(ROW, path) is None
            assert heard.args == [ROW.id]
            image = thumbnails.get(ROW, path)
        assert image is not None
        return image

    return load


def cached_in(folder: Path) -> Path:
    return folder / f"{ROW.key}.jpg"


def test_a_thumbnail_is_made_and_then_there(load, tmp_path):
    image = load(draw_picture(tmp_path / "a.jpg", seed=1, size=(400, 200)))
    assert (image.width(), image.height()) == (SIDE, SIDE // 2)


def test_it_is_kept_on_disk_under_the_content_hash(load, tmp_path):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    load(path)
    path.unlink()
    assert load(path).width() == SIDE


def test_it_says_what_the_file_was_like_that_it_was_made_of(load, tmp_path):
    """A copy of the project brings the thumbnails along, and files that may be others."""
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    asked: list[str] = []

    def check(_row: ImageRow, sound_as: str) -> str:
        asked.append(sound_as)
        return "10 20 30" if len(asked) < 3 else "10 20 31"

    for _ in range(5):
        load(path, check)
    assert asked == ["", "10 20 30", "10 20 30", "10 20 31", "10 20 31"]


def test_a_small_picture_is_not_blown_up(load, tmp_path):
    assert load(draw_picture(tmp_path / "a.png", seed=1, size=(32, 24))).width() == 32


def test_exif_orientation_is_applied(load, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(tmp_path / "a.jpg", exif=exif)
    image = load(tmp_path / "a.jpg")
    assert image.height() > image.width()


def test_a_file_that_is_no_picture_gives_a_null_image(load, tmp_path):
    path = tmp_path / "a.jpg"
    path.write_text("not a picture")
    assert load(path).isNull()
    assert not cached_in(tmp_path / "cache").exists()


def test_where_nothing_can_be_written_a_thumbnail_is_made_each_time(load, tmp_path):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    (tmp_path / "no folder").touch()
    assert load(path, folder=tmp_path / "no folder" / "cache").width() == SIDE


@pytest.mark.parametrize("trap", ["enormous", "many bytes", "a link", "a folder"])
def test_a_strangers_cache_is_no_trap(load, tmp_path, trap):
    path = draw_picture(tmp_path / "a.png", seed=1, size=(400, 200))
    cached = cached_in(tmp_path / "cache")
    cached.parent.mkdir()
    if trap == "enormous":
        Image.new("L", (20_000, 20_000)).save(cached)
    elif trap == "many bytes":
        Image.new("L", (8, 8)).save(cached, comment=b"x" * 60_000, icc_profile=b"x" * (2 << 20))
    elif trap == "a link":
        cached.symlink_to(tmp_path / "theirs")
    else:
        cached.mkdir()
    (tmp_path / "theirs").write_text("precious")
    assert load(path).width() == SIDE
    assert (tmp_path / "theirs").read_text() == "precious"
