"""The window opens hostile projects, says what is missing, and every page can be seen."""

from pathlib import Path

import pytest

from desktop.app.startup import build
from tests.helpers.hostile_kinds import KINDS
from tests.helpers.hostile_projects import copy_of, make_sound, spoil
from tests.helpers.window import own_memory

SAMPLE = (
    "annotations.geometry enormous",
    "annotations.geometry mask of gigabytes",
    "images.width enormous",
    "images.state unknown",
    "label_classes.name with markup",
    "label_classes.name turning round",
    "label_classes.id enormous",
    "models.card enormous",
    "runs.name with markup",
    "history of a foreign step",
    "run of NULs",
    "run with a broken record",
    "run with a folder for spec.json",
)


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    # The assist process has tests of its own; here it would only load torch.
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    yield made
    made.close_project()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sound(tmp_path_factory.mktemp("sound") / "project")


@pytest.mark.parametrize("name", SAMPLE)
def test_every_page_of_a_hostile_project_can_be_seen(program, qtbot, sound, tmp_path, name) -> None:
    path = copy_of(sound, tmp_path / "copy")
    spoil(path, next(kind for kind in KINDS if kind.name == name))
    assert program.open_project(path)
    store = program.project.session.store
    if store.left_out is not None:
        assert "could not be read" in program.window.messages.text()
    for page in program.window.rail._buttons:
        program.window.show_page(page)
        qtbot.wait(30)
    for image_id in store.images.ids():
        program.project.annotate.image.show(image_id)
        qtbot.wait(10)


def test_a_damaged_run_is_called_so(program, sound, tmp_path) -> None:
    path = copy_of(sound, tmp_path / "copy")
    spoil(path, next(kind for kind in KINDS if kind.name == "run without a spec"))
    assert program.open_project(path)
    program.window.show_page(program.project.pages["train"])
    (entry,) = program.project.train.runs.entries()
    assert entry.status == "damaged"
