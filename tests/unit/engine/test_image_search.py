"""Picture files are found in a folder and below, and what is left aside is told."""

import os
import sys
from pathlib import Path

import pytest

from engine.project import image_search
from engine.project.image_search import find_image_files
from engine.protocol.errors import SaegimError
from tests.helpers.stores import draw_picture


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_image_files(folder).images]


def test_pictures_are_found_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    for name in ("photo 10.jpg", "photo 9.JPEG", "deeper/a.png", "Photo 8.webp"):
        draw_picture(tmp_path / name, seed=1)
    for name in (".hidden.jpg", "project.files/cache/x.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("no picture of mine")
    assert names(tmp_path) == ["deeper/a.png", "Photo 8.webp", "photo 9.JPEG", "photo 10.jpg"]


def test_a_folder_without_pictures_is_named(tmp_path: Path) -> None:
    with pytest.raises(SaegimError) as caught:
        find_image_files(tmp_path)
    assert caught.value.code == "no_pictures"
    with pytest.raises(SaegimError) as caught:
        find_image_files(tmp_path / "nowhere")
    assert caught.value.code == "folder_missing"


def test_what_is_passed_over_is_counted_by_its_ending(tmp_path: Path) -> None:
    draw_picture(tmp_path / "a.png", seed=1)
    for name in ("b.TXT", "c.txt", "deeper/d.xml", "LICENCE", ".hidden", "p.saegim-wal"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert find_image_files(tmp_path).passed_over == {".txt": 2, ".xml": 1, "": 1}


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    draw_picture(tmp_path / "a" / "x.png", seed=1)
    try:
        for name in ("again", "twice", "a/back"):
            (tmp_path / name).symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "itself").symlink_to("itself")
    except OSError:
        pytest.skip("links may not be made here")
    assert len(find_image_files(tmp_path).images) == 1


def test_a_folder_that_is_locked_is_told_and_the_others_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_picture(tmp_path / "a.png", seed=1)
    (tmp_path / "lost+found").mkdir()
    real = os.scandir

    def scandir(folder: Path):
        if folder.name == "lost+found":
            raise PermissionError(13, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(image_search.os, "scandir", scandir)
    found = find_image_files(tmp_path)
    assert [path.name for path in found.images] == ["a.png"]
    assert [(Path(one.path).name, one.code) for one in found.refused] == [
        ("lost+found", "folder_unreadable")
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows any bytes as a name")
def test_endings_and_folders_that_are_no_text_are_told_as_text(tmp_path: Path) -> None:
    draw_picture(tmp_path / "a.png", seed=1)
    (tmp_path / os.fsdecode(b"read.caf\xe9")).touch()
    found = find_image_files(tmp_path)
    assert found.passed_over == {".caf\N{REPLACEMENT CHARACTER}": 1}
