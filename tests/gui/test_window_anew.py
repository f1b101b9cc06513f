"""The window made anew, and what comes to it from outside."""

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.actions import Act
from desktop.app.external_requests import ExternalRequests
from desktop.app.location import Location
from desktop.app.program import Program
from desktop.app.single_instance import Call
from engine.geometry.types import Box
from engine.project import migrating
from engine.project.store import Store
from tests.helpers.stores import make_store
from tests.helpers.window import own_memory

NEWEST = migrating.newest()
NEXT = f"{int(NEWEST) + 1:04}"
NEWER = f"""
revision = "{NEXT}"
down_revision = "{NEWEST}"

def upgrade() -> None:
    pass
"""


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    made = Program(own_memory(tmp_path))
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close_project()
    made.window.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    store = make_store(tmp_path / "one")
    store.close()
    return store.path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    store = make_store(tmp_path / "다른 것", images=2)
    store.close()
    return store.path


def test_the_window_made_anew_shows_what_the_old_one_did(program, project):
    old = program.window
    program.open_project(project)
    program.project.annotate.image.show(3)
    program.window.show_page(program.project.pages["dataset"])
    program.window.resize(1111, 666)
    program.rebuild()
    assert program.window is not old
    assert program.window.isVisible()
    assert not old.isVisible()
    assert program.project.dataset.isVisible()
    assert program.place() == Location(str(project), "dataset", 3)
    assert (program.window.width(), program.window.height()) == (1111, 666)


def test_undo_goes_on_in_the_window_made_anew(program, project):
    program.open_project(project)
    program.project.annotate.drawing.add(Box(10, 10, 50, 50))
    program.rebuild()
    program.window.table[Act.UNDO].trigger()
    assert program.project.session.store.info().annotations == 0


def test_without_a_project_the_window_made_anew_shows_the_start_page(program):
    program.rebuild()
    assert program.start.isVisible()
    assert program.place() == Location()


def test_closing_the_window_made_anew_closes_its_project(program, project):
    program.open_project(project)
    program.rebuild()
    program.window.close()
    assert program.project is None


def test_work_that_would_end_with_the_window_is_waited_for(program, project, qtbot):
    program.open_project(project)
    old = program.window
    old.progress.begin("Adding pictures")
    program.rebuild()
    assert program.window is old
    assert program.project is not None
    old.progress.end()
    qtbot.waitUntil(lambda: program.window is not old)
    assert program.place().project == str(project)


def test_a_place_that_is_gone_leads_as_near_as_there_is(program, project):
    program.go_to(Location(str(project), "no such page", 4711))
    assert program.place() == Location(str(project), "annotate", 1)


def test_a_project_that_is_gone_leads_to_the_start_page_with_a_sentence(program, tmp_path):
    program.go_to(Location(str(tmp_path / "gone.saegim"), "train", 1))
    assert program.start.isVisible()
    assert "moved or deleted" in program.window.messages.text()


def test_a_project_from_outside_takes_the_place_of_the_open_one(program, project, other):
    program.open_project(project)
    ExternalRequests(program).answer(Call(str(other)))
    assert program.place().project == str(other)


def test_a_dialog_is_not_pulled_away_by_a_project_from_outside(program, project, other, qtbot):
    program.open_project(project)
    dialog = QDialog(program.window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    ExternalRequests(program).answer(Call(str(other)))
    assert program.place().project == str(project)
    assert "project" in program.window.messages.text()
    dialog.close()
    program.window.messages._button.click()
    assert program.place().project == str(other)


def test_the_right_to_come_forward_is_passed_on_to_qt(program, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "of the first start")
    ExternalRequests(program).answer(Call(activation="of the second"))
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "of the second"


def test_the_copy_of_an_older_project_is_named(program, project, tmp_path, monkeypatch):
    scripts = tmp_path / "migrations"
    shutil.copytree(migrating.SCRIPTS, scripts)
    (scripts / "versions" / f"{NEXT}_nothing.py").write_text(NEWER)
    monkeypatch.setattr(migrating, "SCRIPTS", scripts)
    program.open_project(project)
    copy = project.with_name(f"project.before-upgrade-from-{NEWEST}.saegim")
    assert copy.exists()
    assert str(copy) in program.window.messages.text()
    program.close_project()
    monkeypatch.undo()
    Store.open(copy).close()
