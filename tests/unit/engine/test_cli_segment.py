"""The smart tool on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from engine.catalogue import fetch
from engine.cli import app
from engine.geometry.ops import iou
from engine.geometry.types import Box
from engine.protocol.errors import SaegimError
from tests.helpers.real_pictures import BUS_BOX, ON_THE_BUS, bus_photo


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--point", "5,6"], "X,Y,+"),
        (["--point", "5,6,yes"], "end in"),
        (["--point", "a,6,+"], "not a number"),
        (["--box", "9,1,3,4"], "not a box"),
        (["--box", "1,2,3"], "LEFT"),
        ([], "at least one"),
    ],
)
def test_a_prompt_that_makes_no_sense_is_said_to(tmp_path: Path, option: list[str], words: str):
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    arguments = ["segment", str(tmp_path / "a.png"), "--out", str(tmp_path / "m.png"), *option]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.split())
    assert not (tmp_path / "m.png").exists()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "engine", "segment", *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, **environment},
    )


@pytest.mark.slow
def test_the_bus_by_one_click_is_written_as_a_mask(tmp_path: Path):
    fetch("mobile_sam", lambda *_: None)
    photo, out = bus_photo(), tmp_path / "mask.png"
    before = photo.read_bytes()
    x, y = ON_THE_BUS
    result = run(str(photo), "--point", f"{x},{y},+", "--choice", "2", "--out", str(out), "--json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert iou(Box(**{k: v for k, v in report["box"].items() if k != "type"}), BUS_BOX) >= 0.9
    mask = np.asarray(Image.open(out))
    assert mask.shape == (1080, 810)
    assert set(np.unique(mask)) == {0, 255}
    assert mask[int(y), int(x)] == 255
    assert photo.read_bytes() == before


@pytest.mark.slow
def test_without_the_model_it_says_what_to_do(tmp_path: Path):
    result = run(
        str(bus_photo()), "--box", "1,2,3,4", "--out", str(tmp_path / "m.png"),
        SAEGIM_MODELS=str(tmp_path),
    )  # fmt: skip
    assert result.returncode == 2
    assert result.stderr.strip().count("\n") == 0
    assert "fetch" in result.stderr


OUTSIDE = (
    ["--point", "1000,1000,+"],
    ["--point", "-1,5,+"],
    ["--point", "nan,5,+"],
    ["--box", "300,300,310,310"],
    ["--point", "5,5,+", "--box", "300,300,310,310"],
)


@pytest.mark.parametrize("prompt", OUTSIDE)
def test_a_prompt_outside_the_picture_is_refused(tmp_path: Path, prompt: list[str], monkeypatch):
    monkeypatch.setattr("engine.assist.loading.load_sam", lambda *_: None)
    Image.new("RGB", (200, 120)).save(tmp_path / "a.png")
    arguments = ["segment", str(tmp_path / "a.png"), "--out", str(tmp_path / "m.png"), *prompt]
    result = CliRunner().invoke(app, arguments)
    assert isinstance(result.exception, SaegimError)
    assert result.exception.code == "prompt_outside"
    assert "200 pixels wide" in str(result.exception)
    assert not (tmp_path / "m.png").exists()
