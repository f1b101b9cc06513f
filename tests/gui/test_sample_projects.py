"""A sample project is one click away: built where it is not there yet, then opened."""

import threading
from pathlib import Path

import pytest

from desktop import paths
from desktop.app import samples
from desktop.app.program import Program
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store
from tests.helpers.window import own_memory


@pytest.fixture
def data(tmp_path, monkeypatch):
    """The person's folder of samples; none lies beside the source."""
    monkeypatch.setattr(paths, "SOURCE_ROOT", tmp_path / "source")
    monkeypatch.setattr(paths, "samples_folder", lambda: tmp_path / "data" / "sample")
    return tmp_path / "data" / "sample"


@pytest.fixture
def program(qtbot, tmp_path, data, monkeypatch):
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    made = Program(own_memory(tmp_path))
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close_project()


@pytest.fixture
def building(monkeypatch):
    """Builds an empty project at once; what is fetched is told."""

    def build(name: str, folder: Path, progress) -> bool:
        progress(1_000_000, 4_000_000, "archive")
        folder.mkdir(parents=True)
        Store.create(folder / f"{name}.saegim").close()
        return True

    monkeypatch.setattr("engine.catalogue.samples.build", build)


def open_path(program):
    return None if program.project is None else program.project.session.store.path


def test_a_sample_that_is_there_is_opened(program, data):
    (data / "trees").mkdir(parents=True)
    Store.create(data / "trees" / "trees.saegim").close()
    program.start.samples.cards["trees"].click()
    assert open_path(program) == data / "trees" / "trees.saegim"


def test_one_beside_the_source_is_taken_first(program, data, tmp_path):
    for folder in (data / "trees", tmp_path / "source" / "sample" / "trees"):
        folder.mkdir(parents=True)
        Store.create(folder / "trees.saegim").close()
    program.start.samples.cards["trees"].click()
    assert open_path(program) == tmp_path / "source" / "sample" / "trees" / "trees.saegim"


def test_a_sample_that_is_not_there_is_built_and_opened(program, data, building, qtbot):
    program.start.samples.cards["lights"].click()
    assert program.window.progress.isVisible()
    qtbot.waitUntil(lambda: open_path(program) == data / "lights" / "lights.saegim")
    qtbot.waitUntil(lambda: not program.window.progress.isVisible())


def test_what_a_person_left_in_its_folder_stays(program, data, building, qtbot):
    (data / "lights").mkdir(parents=True)
    (data / "lights" / "notes.txt").write_text("mine")
    program.start.samples.cards["lights"].click()
    qtbot.waitUntil(lambda: open_path(program) == data / "lights-2" / "lights.saegim")
    assert (data / "lights" / "notes.txt").read_text() == "mine"


def test_who_has_opened_a_project_meanwhile_is_not_torn_away(
    program, data, building, qtbot, tmp_path
):
    store = make_store(tmp_path)
    store.close()
    program.start.samples.cards["lights"].click()
    program.open_project(store.path)
    qtbot.waitUntil(lambda: "lights is ready" in program.window.messages.text())
    assert open_path(program) == store.path
    program.window.messages._button.click()
    assert open_path(program) == data / "lights" / "lights.saegim"


def test_without_a_network_there_is_one_clear_sentence_and_a_second_try(
    program, qtbot, monkeypatch
):
    tries = []

    def build(name, folder, progress):
        tries.append(name)
        raise SaegimError("no_network", "machine", name=name, reasons="a, b and c were silent")

    monkeypatch.setattr("engine.catalogue.samples.build", build)
    program.start.samples.cards["trees"].click()
    qtbot.waitUntil(lambda: "could not be fetched" in program.window.messages.text())
    assert "silent" not in program.window.messages.text()
    qtbot.waitUntil(lambda: not program.window.progress.isVisible())
    program.window.messages._button.click()
    qtbot.waitUntil(lambda: tries == ["trees", "trees"])
    qtbot.waitUntil(lambda: not program.window.progress.isVisible())


def test_cancelling_leaves_nothing_open(program, qtbot, monkeypatch):
    go_on, begun = threading.Event(), threading.Event()

    def build(name, folder, progress):
        begun.set()
        go_on.wait(10)
        progress(1, 2, "archive")

    monkeypatch.setattr("engine.catalogue.samples.build", build)
    program.start.samples.cards["trees"].click()
    qtbot.waitUntil(begun.is_set)
    assert not program.start.samples.cards["lights"].isEnabled()
    program.window.progress.cancelled.emit()
    go_on.set()
    qtbot.waitUntil(lambda: not program.window.progress.isVisible())
    assert program.start.samples.cards["lights"].isEnabled()
    assert program.project is None
    assert program.window.messages.text() == ""


@pytest.mark.slow
def test_the_real_traffic_lights_are_built(data):
    path = samples.build("lights", lambda done, total: None)
    assert path == data / "lights" / "lights.saegim"
    store = Store.open(path)
    assert store.info().images == 1484
    store.close()
