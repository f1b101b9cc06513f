"""Bad input gets one clear sentence, from the command line and in the window; nothing is lost."""

import os
import pickle
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from desktop.app.program import Program
from desktop.demo.driver import DemoDriver
from desktop.remembered import Remembered
from engine.project.store import Store
from tests.helpers.lamps import make_lamps


class Hostile:
    """What a weights file must never be able to do."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch hostile-code-ran",)


def say(*arguments: str | Path, cwd: Path, **environment: str) -> str:
    """Run the command line, which must refuse; the one line it ends with."""
    done = subprocess.run(
        [sys.executable, "-m", "engine", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_folder_without_pictures(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = say("project", "create", "p", "--images", tmp_path / "empty", cwd=tmp_path)
    assert "no pictures" in said
    assert not (tmp_path / "p.saegim").exists()


def test_a_truncated_jpeg_and_a_text_file_called_jpg_are_left_out_and_named(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.effect_noise((200, 150), 60).convert("RGB").save(folder / "good.jpg")
    (folder / "cut.jpg").write_bytes((folder / "good.jpg").read_bytes()[:4000])
    (folder / "text.jpg").write_text("not a picture")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = subprocess.run(
        [sys.executable, "-m", "engine", "project", "create", "p", "--images", str(folder)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    said = done.stdout + done.stderr
    assert "cut.jpg" in said
    assert "text.jpg" in said
    store = Store.open(tmp_path / "p.saegim")
    assert [row.path for row in store.images.rows(store.images.ids())] == ["pictures/good.jpg"]
    store.close()
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_project_from_a_newer_version(tmp_path: Path) -> None:
    project = make_lamps(tmp_path, pictures_each=2)
    with sqlite3.connect(project) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = project.read_bytes()
    assert "newer version" in say("project", "info", project, cwd=tmp_path)
    assert project.read_bytes() == before


def test_a_file_that_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "notes.saegim").write_text("notes")
    assert "not a Saegim project" in say("project", "info", "notes.saegim", cwd=tmp_path)
    assert (tmp_path / "notes.saegim").read_text() == "notes"


def test_no_models_and_no_network(tmp_path: Path) -> None:
    picture = tmp_path / "grey.png"
    Image.new("RGB", (64, 64), "grey").save(picture)
    nowhere = {"SAEGIM_MODELS": str(tmp_path / "models")}
    arguments = ("segment", picture, "--point", "5,5,+", "--out", "mask.png")
    assert "not on this machine" in say(*arguments, cwd=tmp_path, **nowhere)
    # Whatever a package index is called here, it is not there.
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    said = say("models", "fetch", "yolo26n", cwd=tmp_path, **nowhere, **offline)
    assert "could not be fetched" in said
    assert not list((tmp_path / "models").glob("*.pt"))


def test_a_weights_file_with_the_wrong_checksum(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "yolo26n.pt").write_bytes(b"something else")
    environment = {
        "SAEGIM_MODELS": str(tmp_path / "models"),
        "SAEGIM_MIRROR": str(tmp_path / "pack"),
    }
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    said = say("models", "fetch", "yolo26n", cwd=tmp_path, **environment, **offline)
    assert "SHA-256" in said
    assert not list((tmp_path / "models").glob("*.pt"))


def test_a_weights_file_with_code_in_it_is_refused(tmp_path: Path) -> None:
    hostile = tmp_path / "model.pt"
    hostile.write_bytes(pickle.dumps(Hostile()))
    script = (
        "import sys; from pathlib import Path\n"
        "from engine.architectures.yolo import load_yolo\n"
        "from engine.protocol.errors import SaegimError\n"
        "try:\n    load_yolo(Path(sys.argv[1]))\n"
        "except SaegimError as error:\n    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(hostile)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip() in ("unsafe_weights", "unreadable_weights")
    assert not (tmp_path / "hostile-code-ran").exists()


@pytest.mark.parametrize("content", ["notes", ""])
def test_the_window_keeps_the_open_project_when_another_does_not_open(
    tmp_path: Path, qtbot: QtBot, content: str
) -> None:
    project = make_lamps(tmp_path, pictures_each=2)
    bad = tmp_path / "bad.saegim"
    bad.write_text(content)
    program = Program(Remembered())
    qtbot.addWidget(program.window)
    program.window.show()
    driver = DemoDriver(program, tmp_path)
    driver.open(project)
    assert not program.open_project(bad)
    assert driver.project.session.store.path == project
    assert "bad.saegim" in program.window.messages.text()
    program.close_project()
