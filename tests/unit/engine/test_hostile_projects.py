"""Every hostile project opens or is refused in words, in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.hostile_kinds import KINDS
from tests.helpers.hostile_projects import (
    check,
    copy_of,
    hostile_projects,
    make_sound,
    spoil,
)

_BOMBS = ("history that unpacks to gigabytes", "annotations.geometry mask of gigabytes")
_BOUNDED = """
import resource, sys
from pathlib import Path
from tests.helpers.hostile_projects import check
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
print(check(Path(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sound(tmp_path_factory.mktemp("sound") / "project")


def test_a_sound_project_loses_nothing(sound: Path, tmp_path: Path) -> None:
    assert check(copy_of(sound, tmp_path / "copy")) == "opened"


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_one_fault_is_told_and_the_rest_works(sound: Path, tmp_path: Path, kind) -> None:
    path = copy_of(sound, tmp_path / "copy")
    spoil(path, kind)
    assert check(path)


def test_many_faults_at_once_are_no_worse() -> None:
    for name, path in hostile_projects(seed=8, count=8):
        assert check(path), name


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by the system's own means")
@pytest.mark.parametrize("name", _BOMBS)
def test_a_bomb_takes_no_memory(sound: Path, tmp_path: Path, name: str) -> None:
    path = copy_of(sound, tmp_path / "copy")
    spoil(path, next(kind for kind in KINDS if kind.name == name))
    subprocess.run([sys.executable, "-c", _BOUNDED, path], check=True, timeout=120)
