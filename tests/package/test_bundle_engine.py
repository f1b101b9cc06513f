"""The engine's command line from the bundle: an empty home folder, no network, no Python."""

import contextlib
import zipfile
from pathlib import Path

import msgspec
import pytest

from engine.protocol.doctor import DoctorReport
from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS
from tests.helpers.shapes import shapes_project
from tests.package.conftest import MakeUser


def test_the_doctor_finds_everything_in_place(bundle: Path, make_user: MakeUser) -> None:
    user = make_user()
    said = user.run(bundle / "saegim-engine", "doctor", "--json")
    assert said.returncode == 0, said.stderr
    report = msgspec.json.decode(said.stdout, type=DoctorReport)
    assert report.program.frozen
    assert report.torch.works
    assert report.torch.nms
    assert all(model.present for model in report.models if model.bundled)
    assert not [problem for problem in report.problems if problem.severity == "blocks"]


def test_a_click_outlines_the_bus(bundle: Path, make_user: MakeUser) -> None:
    user = make_user()
    bus, mask = bundle / "_internal" / "offline" / "bus.jpg", user.home / "mask.png"
    said = user.run(
        bundle / "saegim-engine", "segment", bus, "--point", "400,500,+", "--out", mask, "--json"
    )
    assert said.returncode == 0, said.stderr
    assert mask.stat().st_size > 0


def test_a_classifier_is_trained_and_its_labels_are_exported(
    bundle: Path, make_user: MakeUser
) -> None:
    user = make_user("somebody's home")
    engine, folder = bundle / "saegim-engine", user.home / "lights"
    project = folder / "lights.saegim"
    steps = [
        ("samples", "build", "lights", folder),
        ("train", "--project", project, "--epochs", "2", "--wait"),
        ("runs", "list", "--project", project),
        ("autolabel", "--project", project),
        ("export", "annotations", "--project", project, "--format", "csv", "--out", "table.csv"),
        ("export", "model", "--project", project, "--out", "model.zip"),
    ]
    for step in steps:
        said = user.run(engine, *step)
        assert said.returncode == 0, f"{step}: {said.stdout}{said.stderr}"
    assert "green" in (user.home / "table.csv").read_text(encoding="utf-8")
    assert {"model.pt", "model.json"} <= set(zipfile.ZipFile(user.home / "model.zip").namelist())


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_task_is_trained_and_its_model_can_be_taken_away(
    bundle: Path, make_user: MakeUser, task: TaskSpec
) -> None:
    user = make_user()
    engine = bundle / "saegim-engine"
    with contextlib.closing(shapes_project(user.home, task, train=8, val=4)) as store:
        project = store.path
    steps = [
        ("train", "--project", project, "--task", task.name, "--epochs", "2", "--wait"),
        ("autolabel", "--project", project),
        ("export", "model", "--project", project, "--torchscript", "--out", "model.zip"),
    ]
    for step in steps:
        said = user.run(engine, *step)
        assert said.returncode == 0, f"{step}: {said.stdout}{said.stderr}"
    names = set(zipfile.ZipFile(user.home / "model.zip").namelist())
    assert {"model.pt", "model.json", "model.torchscript"} <= names
