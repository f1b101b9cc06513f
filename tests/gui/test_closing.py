"""Closing the window while a training goes on, and coming back; no torch."""

import os

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.app.startup import build
from engine.protocol.run_folder import RunStatus, process_of
from tests.helpers.training_project import add_run, make_project
from tests.helpers.window import own_memory


@pytest.fixture
def project(tmp_path):
    store = make_project(tmp_path)
    add_run(store, "Now", status=RunStatus.RUNNING, process=process_of(os.getpid()))
    store.close()
    return store.path


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch, project):
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    made.window.show()
    made.open_project(project)
    yield made
    made.close_project()


def close_and_answer(program, answer, *, never_again=False):
    program.window.close()
    question = program.window.findChild(QMessageBox)
    assert program.window.isVisible()
    question.checkBox().setChecked(never_again)
    next(b for b in question.buttons() if b.text() == answer).click()
    return question


def test_closing_says_once_that_the_training_goes_on(program, project, qtbot):
    question = close_and_answer(program, "Cancel")
    assert "Now" in question.text()
    assert program.window.isVisible()
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is None)
    close_and_answer(program, "Close the window")
    assert not program.window.isVisible()
    program.window.show()
    program.open_project(project)
    program.window.close()
    assert not program.window.isVisible()


def test_who_does_not_want_to_hear_it_does_not(program):
    close_and_answer(program, "Close the window", never_again=True)
    assert not program.remembered.tells_of_runs


def test_the_rail_shows_that_a_training_is_going(program):
    rail, page = program.window.rail, program.project.train
    assert rail._buttons[page].news() == "Now: Training"
    assert rail._buttons[program.project.dataset].news() == ""


def test_a_project_opens_at_the_image_where_it_was_closed(program, project):
    third = program.project.session.store.images.ids()[2]
    program.project.annotate.image.show(third)
    program.close_project()
    program.open_project(project)
    assert program.project.annotate.image.row.id == third
