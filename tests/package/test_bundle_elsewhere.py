"""The bundle on machines that are not like the one that built it, and with more than one person."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.conftest import MakeUser
from tests.package.screen import Screen, wait_until
from tests.package.user import User

SOMEBODY, SOMEBODY_ELSE = 65533, 65534


def test_another_language_and_another_size_of_everything(
    bundle: Path, make_user: MakeUser, screen: Screen, tmp_path: Path
) -> None:
    for number, environment in enumerate(
        (
            {"LANG": "ko_KR.UTF-8"},
            {"LANG": "tr_TR.UTF-8"},
            {"LC_ALL": "C", "LANG": "C"},
            {"QT_SCALE_FACTOR": "1.25"},
            {"QT_SCALE_FACTOR": "2"},
        )
    ):
        user = make_user(f"김 새김 {number}", **environment)
        project = _project_of(user, bundle)
        process = user.start(bundle / "saegim", project)
        screen.focus(screen.wait_for("street"))
        screen.keep(f"elsewhere-{number}")
        screen.keys("ctrl+q")
        assert process.wait(30) == 0, user.output()
        assert "Traceback" not in user.output(), user.output()


def test_a_second_start_opens_the_project_in_the_first_window(
    bundle: Path, make_user: MakeUser, screen: Screen
) -> None:
    user = make_user("home with spaces")
    project = _project_of(user, bundle)
    first = user.start(bundle / "saegim")
    screen.wait_for("Saegim")
    second = user.run(bundle / "saegim", project, timeout=60)
    assert second.returncode == 0, second.stderr
    screen.focus(screen.wait_for("street"))
    screen.keys("ctrl+q")
    assert first.wait(30) == 0, user.output()


def test_two_people_at_once_with_a_program_folder_neither_may_write(
    bundle: Path, screen: Screen, make_user: MakeUser, shared_folder: Path
) -> None:
    people = [
        make_user(str(shared_folder / name), uid=uid)
        for name, uid in (("first", SOMEBODY), ("second", SOMEBODY_ELSE))
    ]
    started = [user.start(bundle / "saegim") for user in people]
    wait_until(lambda: len(screen.windows("^Saegim$")) == len(people), 60, "both windows")
    for window in screen.windows("^Saegim$"):
        screen.focus(window)
        screen.keys("ctrl+q")
    for process, user in zip(started, people, strict=True):
        assert process.wait(30) == 0, user.output()


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other people of the machine can enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _project_of(user: User, bundle: Path) -> Path:
    pictures = user.home / "street"
    pictures.mkdir()
    shutil.copy(bundle / "_internal" / "offline" / "bus.jpg", pictures)
    project = pictures / "street.saegim"
    said = user.run(bundle / "saegim-engine", "project", "create", project, "--images", pictures)
    assert said.returncode == 0, said.stderr
    return project
