"""A full disk is called one, whatever a library makes of it."""

import errno
from pathlib import Path

import pytest
import torch

from engine.system.disk import full_disk_as_enospc, is_full, is_full_error
from engine.system.files import replace_atomically
from tests.helpers.small_disk import fill, small_disk


def test_a_full_disk_is_full_and_an_empty_one_is_not(tmp_path: Path):
    with small_disk(tmp_path / "disk", 8) as disk:
        assert not is_full(disk / "not" / "there" / "yet")
        ballast = fill(disk)
        assert is_full(disk / "not" / "there" / "yet")
        ballast.unlink()
        assert not is_full(disk)


def test_what_torch_says_of_a_full_disk_is_the_systems_error(tmp_path: Path):
    with small_disk(tmp_path / "disk", 8) as disk:
        target = disk / "last.pt"
        replace_atomically(target, b"the last good one")
        with pytest.raises(OSError) as caught:
            replace_atomically(target, lambda path: torch.save(torch.zeros(4_000_000), path))
        assert caught.value.errno == errno.ENOSPC
        assert [path.name for path in disk.iterdir()] == ["last.pt"]
        assert target.read_bytes() == b"the last good one"


def test_an_error_that_came_of_a_full_disk_is_told_by_its_cause():
    def fail() -> None:
        try:
            raise OSError(errno.EDQUOT, "quota")
        except OSError as error:
            raise RuntimeError("unexpected pos") from error

    with pytest.raises(RuntimeError) as caught:
        fail()
    assert is_full_error(caught.value)
    assert not is_full_error(RuntimeError("unexpected pos"))


def test_other_faults_stay_what_they_are(tmp_path: Path):
    with pytest.raises(ZeroDivisionError), full_disk_as_enospc(tmp_path / "file"):
        _ = 1 / 0
