"""What the tests of the installed program need: the bundle, a screen, somebody who uses it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.package.screen import Screen
from tests.package.user import User

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
MakeUser = Callable[..., User]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only ``make test-package`` runs these: they need what ``make package`` makes."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.package)


@pytest.fixture(scope="session")
def bundle() -> Path:
    """The folder with both programs."""
    found = DIST / "saegim"
    assert list(found.glob("saegim-engine*")), "There is no bundle: run `make package` first."
    return found


@pytest.fixture(scope="session")
def packages() -> list[Path]:
    """The Debian packages: the program and, with CUDA, NVIDIA's libraries."""
    if shutil.which("dpkg") is None:
        pytest.skip("there is no dpkg here, and no other package is made on Linux")
    found = sorted(DIST.glob("saegim*.deb"))
    assert found, "There is no package: run `make package` first."
    return found


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """One screen for all."""
    missing = [name for name in ("Xvfb", "xdotool", "openbox") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"there is no {', '.join(missing)} here, so nobody can use the window")
    with Screen() as screen:
        yield screen


@pytest.fixture
def make_user(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MakeUser]:
    """Makes a person with an empty home folder, at the screen; their programs end with the test."""
    nothing = tmp_path / "no programs"
    nothing.mkdir()
    made: list[User] = []
    # Elsewhere there is one screen, and it is there.
    display = request.getfixturevalue("screen").display if sys.platform == "linux" else None

    def make(
        home: str = "home", programs: str = "", uid: int | None = None, **environment: str
    ) -> User:
        folder = tmp_path / home
        user = User(folder, programs or str(nothing), display, uid=uid, **environment)
        made.append(user)
        return user

    yield make
    for user in made:
        user.end()
