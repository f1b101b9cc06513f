"""Training from the command line: start, watch, look away, list, discard."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from engine.geometry.types import WholeImage
from engine.project.rows import ImageState, NewAnnotation
from engine.project.runs import adopt_finished, discard_run, find_run, resume_run
from engine.project.store import Store
from engine.protocol.run_folder import RunFolder, RunStatus
from tests.helpers.classification_runs import draw_picture, events_of, wait_until

pytestmark = pytest.mark.slow

PICTURES = 60


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A classification project with reviewed pictures of two classes."""
    paths = [tmp_path / "pictures" / f"{number:03}.png" for number in range(PICTURES)]
    for number, path in enumerate(paths):
        draw_picture(path, number)
    with closing(Store.create(tmp_path / "colours.saegim", new_class_kind="whole_image")) as store:
        store.images.add(paths)
        for name in ("red", "green"):
            store.classes.add(name, "whole_image")
        classes = [row.id for row in store.classes.rows()]
        ids = store.images.ids()
        store.annotations.add(
            [NewAnnotation(id_, classes[n % 2], WholeImage()) for n, id_ in enumerate(ids)]
        )
        store.images.set_state(ids, ImageState.REVIEWED)
        return store.path


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "engine", *arguments]


def _run(*arguments: str) -> str:
    done = subprocess.run(_command(*arguments), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _newest(project: Path) -> RunFolder:
    with closing(Store.open(project)) as store:
        return find_run(store, store.runs.rows()[-1].id)


def test_a_waited_for_training_leaves_a_model_in_the_project(project: Path) -> None:
    shown = _run("train", "--project", str(project), "--epochs", "2", "--wait", "--name", "first")
    assert "head only: 1 epochs" in shown
    assert "done in" in shown
    with closing(Store.open(project)) as store:
        (model,) = store.models.rows()
        assert model.card.architecture == "mobilenet_v2"
        assert (store.files_dir / model.card_path).is_file()
        assert adopt_finished(store) == []
    (listed,) = json.loads(_run("runs", "list", "--project", str(project), "--json"))
    assert (listed["status"], listed["epochs_done"], listed["run"]["name"]) == ("done", 2, "first")

    _run("runs", "discard", "--project", str(project), "first")
    assert not Path(listed["folder"]).exists()
    assert json.loads(_run("runs", "list", "--project", str(project), "--json")) == []


@pytest.fixture
def heard_interrupts() -> Generator[None]:
    """A shell's background jobs, as these tests may be, hand it down that Ctrl+C is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl+C cannot be sent to one")
def test_looking_away_leaves_the_run_going(project: Path, heard_interrupts: None) -> None:
    watching = subprocess.Popen(
        _command("train", "--project", str(project), "--epochs", "400", "--wait"),
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert watching.stdout is not None
    while "epoch 1:" not in watching.stdout.readline():
        pass
    watching.send_signal(signal.SIGINT)
    rest = watching.communicate()[0]
    assert "goes on" in rest
    assert watching.returncode == 0
    folder = _newest(project)
    assert folder.status() is RunStatus.RUNNING

    with closing(Store.open(project)) as store:
        _kill_and_resume(store, folder)
        process = folder.process()
        assert process is not None
        discard_run(store, folder.id)
        assert not process.is_alive()
        assert store.runs.rows() == []
    assert not folder.path.exists()


def _kill_and_resume(store: Store, folder: RunFolder) -> None:
    process = folder.process()
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: folder.status() is RunStatus.INTERRUPTED, folder)
    said = len(events_of(folder))
    resume_run(store, folder)
    assert folder.status() is RunStatus.QUEUED
    wait_until(lambda: len(events_of(folder)) > said, folder)
    assert folder.status() is RunStatus.RUNNING


def test_a_dry_run_foretells_each_phase_and_leaves_nothing(project: Path) -> None:
    answer = json.loads(_run("train", "--project", str(project), "--dry-run", "--json"))
    assert [phase["name"] for phase in answer["phases"]] == ["head only", "whole network"]
    assert all(phase["seconds"] > 0 for phase in answer["phases"])
    assert answer["seconds"] == pytest.approx(sum(p["seconds"] for p in answer["phases"]))
    with closing(Store.open(project)) as store:
        assert store.runs.rows() == []


def test_the_wrong_task_is_refused_in_a_sentence(project: Path) -> None:
    command = _command("train", "--project", str(project), "--task", "detect")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "in a way that this task can learn from" in done.stderr
    assert "Traceback" not in done.stderr
