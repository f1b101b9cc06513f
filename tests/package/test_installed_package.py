"""The package as a person meets it: installed, opened by a double click, used, removed."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.package.conftest import MakeUser
from tests.package.screen import Screen, wait_until
from tests.package.user import User

TOOLS = ("gio", "update-mime-database", "update-desktop-database")


@pytest.fixture(scope="module")
def root(packages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty root with the package in it; what dpkg does not carry along is checked, too."""
    # Beside the package: it is large, and the folder for temporary files may lie in memory.
    folder = packages[0].parent / ".installed"
    shutil.rmtree(folder, ignore_errors=True)
    database = folder / "var" / "lib" / "dpkg"
    for name in ("info", "updates", "triggers"):
        (database / name).mkdir(parents=True)
    (database / "status").touch()
    _dpkg(folder, "--install", *map(str, packages))
    yield folder
    _end_programs_of(folder)
    shutil.rmtree(folder)


def test_installed_opened_by_double_click_used_and_removed(
    root: Path, packages: list[Path], make_user: MakeUser, screen: Screen, bundle: Path
) -> None:
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        pytest.skip(f"there is no {', '.join(missing)} here, which a desktop opens files with")
    user = _user_of(root, make_user)
    _use_from_welcome_page(root, user, screen, bundle)
    # As an update does it: over what is there.
    _dpkg(root, "--install", *map(str, packages))
    _open_by_double_click(user, screen)
    _remove(root, user)


def _end_programs_of(root: Path) -> None:
    """What a desktop starts is nobody's child: after a failure it would stay."""
    for process in psutil.process_iter(["exe"]):
        if (process.info["exe"] or "").startswith(str(root)):
            process.kill()
            process.wait(10)


def _user_of(root: Path, make_user: MakeUser) -> User:
    share = root / "usr" / "share"
    # On a whole system dpkg's triggers do this.
    for tool, folder in (
        ("update-mime-database", "mime"),
        ("update-desktop-database", "applications"),
    ):
        subprocess.run([tool, share / folder], check=True)
    commands = f"{root / 'usr' / 'bin'}:{_only('gio', root / 'desktop')}"
    return make_user("김 새김", commands, XDG_DATA_DIRS=f"{share}:/usr/share")


def _use_from_welcome_page(root: Path, user: User, screen: Screen, bundle: Path) -> None:
    pictures = user.home / "Pictures" / "street"
    pictures.mkdir(parents=True)
    for name in ("bus.jpg", "zidane.jpg"):
        shutil.copy(bundle / "_internal" / "offline" / name, pictures)
    user.start("gio", "launch", root / "usr" / "share" / "applications" / "saegim.desktop")
    screen.focus(screen.wait_for("Saegim"))
    screen.keys("ctrl+n")
    screen.focus(screen.wait_for("New project"))
    screen.type("~/Pictures/street")
    screen.keys("Return")
    window = screen.wait_for("street")
    project = pictures / "street.saegim"
    wait_until(lambda: _count(project, "images") == 2, 30, "the pictures")
    _draw_a_box(screen, window, project)
    _click_with_sam(screen, window, project)
    screen.keep("installed-used")
    _quit(screen, "street")


def _draw_a_box(screen: Screen, window: str, project: Path) -> None:
    left, top, width, height = screen.place(window)
    center = left + width // 2, top + height // 2
    screen.focus(window)
    screen.keys("r")
    screen.drag((center[0] - 60, center[1] - 60), (center[0] + 40, center[1] + 40))
    wait_until(lambda: _count(project, "annotations") == 1, 20, "the box")


def _click_with_sam(screen: Screen, window: str, project: Path) -> None:
    left, top, width, height = screen.place(window)
    screen.keys("s")
    screen.click(left + width // 2 - 120, top + height // 2 + 20)

    def kept() -> bool:
        # Enter keeps the outline, once the engine has answered.
        screen.keys("Return")
        return _count(project, "annotations") == 2

    wait_until(kept, 90, "the outline")


def _open_by_double_click(user: User, screen: Screen) -> None:
    project = user.home / "Pictures" / "street" / "street.saegim"
    kind = user.run("gio", "info", "--attributes", "standard::content-type", project).stdout
    assert "application/x-saegim" in kind
    user.start("gio", "open", project)
    screen.wait_for("street")
    assert (user.home / ".config" / "Saegim" / "Saegim.conf").exists(), "what it remembered is gone"
    _quit(screen, "street")


def _remove(root: Path, user: User) -> None:
    said = _dpkg(root, "--remove", "saegim")
    libraries = root / "var" / "lib" / "dpkg" / "info" / "saegim-nvidia-libraries.list"
    if libraries.exists():
        _dpkg(root, "--remove", "saegim-nvidia-libraries")
    assert "Saegim is removed" in said
    assert ".local/share/saegim" in said
    assert not (root / "opt" / "saegim").exists()
    assert not (root / "usr" / "bin" / "saegim").is_symlink()
    assert _count(user.home / "Pictures" / "street" / "street.saegim", "annotations") == 2


def _quit(screen: Screen, title: str) -> None:
    screen.focus(screen.wait_for(title))
    screen.keys("ctrl+q")
    wait_until(lambda: not screen.windows(title), 30, "the end of the program")


def _count(project: Path, table: str) -> int:
    if not project.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{project}?mode=ro", uri=True)) as file:
        return int(file.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _only(command: str, folder: Path) -> Path:
    """A folder with this one command, so that nothing else of the machine is found."""
    folder.mkdir(exist_ok=True)
    link = folder / command
    if not link.exists():
        link.symlink_to(shutil.which(command) or command)
    return folder


def _dpkg(root: Path, *arguments: str) -> str:
    # The root is empty: there is no system in it to depend on, and no shell to run scripts with.
    forced = (
        "--force-depends",
        "--force-script-chrootless",
        "--force-not-root",
        "--force-bad-path",
    )
    done = subprocess.run(
        ["dpkg", f"--root={root}", *forced, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DPKG_FRONTEND_LOCKED": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
