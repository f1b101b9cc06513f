"""A second start while a window is open, by real processes."""

import os
import sys
from pathlib import Path

import pytest

from tests.helpers.stores import make_store
from tests.helpers.watched import person, start, watched


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a person of whom no window is open."""
    return person(tmp_path / "home 새김")


def make_project(folder: Path) -> Path:
    store = make_store(folder)
    store.close()
    return store.path


def test_it_raises_the_first_window_and_opens_the_project_there(tmp_path, home):
    first = make_project(tmp_path / "first")
    second = make_project(tmp_path / "둘째 프로젝트")
    with watched(first, **home) as window:
        window.until("the project", lambda state: state["project"] == str(first))
        window.do("minimise")
        window.until("a small window", lambda state: state["minimised"])
        assert start(second, **home) == 0
        shown = window.until("the other", lambda state: state["project"] == str(second))
        assert not shown["minimised"]


def test_without_a_project_it_only_raises_the_window(tmp_path, home):
    project = make_project(tmp_path / "first")
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("image 3")
        window.do("minimise")
        window.until("a small window", lambda state: state["minimised"] and state["image"] == 3)
        assert start(**home) == 0
        shown = window.until("the window", lambda state: not state["minimised"])
        assert (shown["project"], shown["image"]) == (str(project), 3)


def test_the_same_project_is_not_opened_again(tmp_path, home):
    project = make_project(tmp_path / "first")
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("image 3")
        window.do("minimise")
        window.until("a small window", lambda state: state["minimised"] and state["image"] == 3)
        assert start(project, **home) == 0
        assert window.until("the window", lambda s: not s["minimised"])["image"] == 3


def test_a_relative_path_is_meant_from_where_the_second_start_was_made(tmp_path, home, monkeypatch):
    project = make_project(tmp_path / "first")
    with watched(**home) as window:
        window.until("the window", lambda state: state["title"] == "Saegim")
        relative = os.path.relpath(project, Path(__file__).parents[2])
        assert start(relative, **home) == 0
        window.until("the project", lambda state: state["project"] == str(project))


def test_two_people_have_a_window_each(tmp_path, home):
    other = person(tmp_path / "other home")
    with watched(**home) as one, watched(**other) as two:
        one.until("a window", lambda state: state["title"])
        two.until("another window", lambda state: state["title"])


def test_a_killed_window_leaves_nothing_in_the_way(tmp_path, home):
    project = make_project(tmp_path / "first")
    with watched(**home) as killed:
        killed.until("a window", lambda state: state["title"])
        killed.kill()
    with watched(**home) as window:
        window.until("a window", lambda state: state["title"])
        assert start(project, **home) == 0
        window.until("the project", lambda state: state["project"] == str(project))


def test_two_starts_at_the_same_moment_make_one_window(tmp_path, home):
    with watched(**home) as one, watched(**home) as two:
        states = [window._states.get(timeout=60) for window in (one, two)]
        assert sorted(state is None for state in states) == [False, True]


def test_a_window_that_hangs_does_not_keep_another_from_starting(tmp_path, home):
    project = make_project(tmp_path / "first")
    with watched(**home) as hung:
        hung.until("a window", lambda state: state["title"])
        hung.do("hang 40")
        with watched(project, **home) as window:
            window.until("the project", lambda state: state["project"] == str(project))


def test_a_file_that_the_file_manager_opens_is_opened_in_the_window(tmp_path, home):
    project = make_project(tmp_path / "사진 1")
    with watched(**home) as window:
        window.until("a window", lambda state: state["title"])
        window.do(f"open {project}")
        window.until("the project", lambda state: state["project"] == str(project))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows shows the version in a box")
def test_the_version_can_be_asked_for_without_a_window(home):
    assert start("--version", **home) == 0
