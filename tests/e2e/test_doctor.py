"""The doctor as people start it."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from engine.protocol.doctor import DoctorReport


@pytest.fixture
def doctor(tmp_path: Path):
    """Runs the command in an empty home folder with Korean letters and a space."""
    home = tmp_path / "집 mina"
    home.mkdir()

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        own = {"HOME": str(home), "USERPROFILE": str(home), "LOGNAME": "mina"}
        own |= {"SAEGIM_SETTINGS": str(home / "settings.json")}
        kept.pop("SAEGIM_MODELS", None)
        return subprocess.run(
            [sys.executable, "-m", "engine", "doctor", *arguments],
            env=kept | own | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_json_is_a_report_and_nothing_else(doctor):
    done = doctor("--json")
    report = msgspec.json.decode(done.stdout, type=DoctorReport)
    assert report.torch.works
    assert report.torch.nms
    assert done.returncode == int(report.blocked)
    assert "mina" not in done.stdout
    assert next(each for each in report.folders if each.purpose == "models").path.startswith("~")
    assert "models_missing" in {problem.code for problem in report.problems}


def test_table_says_a_sentence_for_each_problem(doctor, tmp_path: Path):
    (tmp_path / "site" / "torch").mkdir(parents=True)
    (tmp_path / "site" / "torch" / "__init__.py").write_text(
        "print('talk')\nraise ImportError('libtorch.so: too short')"
    )
    done = doctor(PYTHONPATH=str(tmp_path / "site"))
    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert "torch cannot be loaded (libtorch.so: too short)" in said
    assert "Models for the first steps are not on this machine yet: MobileSAM" in said
    assert "talk" not in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_console_of_another_country_gets_an_answer(doctor, tmp_path: Path):
    done = doctor(SAEGIM_MODELS=str(tmp_path / "모델"), PYTHONIOENCODING="cp1252")
    assert "models folder" in done.stdout
    assert "Traceback" not in done.stderr
