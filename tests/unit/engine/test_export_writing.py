"""What an export says when it cannot be written, and that it leaves things as they were."""

import errno
import os
from pathlib import Path

import pytest

from engine.formats.writing import new_folder, reference, write_file
from engine.protocol.errors import SaegimError

CODES = [
    (errno.EACCES, "not_writable"),
    (errno.EROFS, "not_writable"),
    (errno.ENOSPC, "no_room"),
    (errno.EDQUOT, "no_room"),
    (errno.EIO, "disk_failed"),
]


@pytest.mark.parametrize(("number", "code"), CODES)
def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, number, code):
    path = tmp_path / "a.json"
    path.write_text("mine")

    def fail(part: Path) -> None:
        part.write_text("half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(SaegimError) as refused:
        write_file(path, fail, overwrite=True)
    assert refused.value.code == code
    assert str(tmp_path) in str(refused.value)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.json", "mine")]


@pytest.mark.parametrize(("number", "code"), CODES)
def test_a_folder_that_cannot_be_written_is_not_there(tmp_path, number, code):
    with pytest.raises(SaegimError) as refused, new_folder(tmp_path / "out") as part:
        (part / "half").write_text("half")
        raise OSError(number, os.strerror(number))
    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


def test_what_somebody_else_put_there_meanwhile_stays(tmp_path):
    with pytest.raises(SaegimError) as refused, new_folder(tmp_path / "out") as part:
        (part / "ours").touch()
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "theirs").touch()
    assert refused.value.code == "folder_in_use"
    assert [p.name for p in tmp_path.rglob("*")] == ["out", "theirs"]


def test_a_folder_is_never_replaced_by_a_file(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(SaegimError) as refused:
        write_file(tmp_path / "a.json", lambda part: part.touch(), overwrite=True)
    assert refused.value.code == "export_exists"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write there")
def test_a_read_only_folder_is_named(tmp_path):
    tmp_path.chmod(0o555)
    with pytest.raises(SaegimError) as refused, new_folder(tmp_path / "out"):
        pass
    tmp_path.chmod(0o755)
    assert refused.value.code == "not_writable"


def test_pictures_are_named_with_slashes_from_where_the_file_lies(tmp_path):
    picture = tmp_path / "a" / "b.jpg"
    assert reference(picture, tmp_path) == "a/b.jpg"
    assert reference(picture, tmp_path / "out" / "deep") == "../../a/b.jpg"
