"""The main job in the frozen window, from an empty home folder, without network and Python."""

import json
import os
import time
from pathlib import Path

from tests.package.conftest import MakeUser
from tests.package.screen import Screen


def test_the_main_job_from_pictures_to_export(bundle: Path, make_user: MakeUser) -> None:
    user = make_user()
    out = user.home / "demo"
    said = user.run(bundle / "saegim", "--demo", out, "--short", timeout=900)
    if kept := os.environ.get("SAEGIM_SCREENSHOTS"):
        for picture in out.glob("*.png"):
            (Path(kept) / picture.name).write_bytes(picture.read_bytes())
    assert said.returncode == 0, said.stdout + said.stderr
    report = json.loads((out / "report.json").read_bytes())
    assert {run["project"] for run in report["runs"]} == {"trees", "lights"}
    assert all(run["epochs"] == 2 for run in report["runs"])
    assert all(len(run["phases"]) == 2 for run in report["runs"])
    assert max(outline["iou"] for outline in report["outlines"]) > 0.9
    assert report["exports"]
    assert report["originals_unchanged"]
    assert not report["torch_in_window"]
    for name in ("train-trees-running", "train-lights-running", "annotate-suggestions"):
        assert (out / f"{name}.png").stat().st_size > 10_000


def test_the_window_is_there_at_once(bundle: Path, make_user: MakeUser, screen: Screen) -> None:
    user = make_user()
    began = time.monotonic()
    process = user.start(bundle / "saegim")
    window = screen.wait_for("Saegim")
    print(f"\nThe window of the bundle was seen after {time.monotonic() - began:.1f} s.")
    screen.focus(window)
    screen.keys("ctrl+q")
    assert process.wait(30) == 0, user.output()
