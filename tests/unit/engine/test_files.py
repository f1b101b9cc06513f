"""Files that are never half written."""

from pathlib import Path

import pytest

from engine.system.files import is_file, is_link, is_there, make_folder, replace_atomically


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    replace_atomically(path, b"old")

    def fail(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace_atomically(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nobody_can_look_nothing_is(tmp_path: Path) -> None:
    for place in (tmp_path / ("n" * 300), tmp_path / "nowhere" / "x", tmp_path / "nul\0"):
        assert not is_there(place) and not is_file(place) and not is_link(place)
    (tmp_path / "x").touch()
    assert is_there(tmp_path / "x") and is_file(tmp_path / "x")
    assert is_there(tmp_path) and not is_file(tmp_path)


def test_no_folder_is_made_below_one_that_is_gone(tmp_path: Path):
    make_folder(tmp_path / "there/a.files/cache", 3)
    assert (tmp_path / "there/a.files/cache").is_dir()
    with pytest.raises(FileNotFoundError):
        make_folder(tmp_path / "gone/a.files/cache", 2)
    assert not (tmp_path / "gone").exists()
