"""What runs on the systems that nobody here has."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[3]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LINTER = Path(sys.executable).with_name("jactionlint")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def package():
    return yaml.safe_load((ROOT / ".github" / "workflows" / "package.yml").read_text("utf-8"))


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    # It finds shellcheck, for the scripts in the workflows, beside itself.
    path = f"{LINTER.parent}{os.pathsep}{os.environ['PATH']}"
    command = [LINTER, "--oneline", *files]
    environment = {**os.environ, "PATH": path}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_the_linter_has_nothing_to_say():
    assert len(WORKFLOWS) == 2
    done = lint(*WORKFLOWS)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("runner.os ==", "runner.oz ==", "undefined-property"),
        ("timeout-minutes", "timeout-minuets", "workflow-syntax"),
        ('"$GITHUB_REF_NAME" =', "$GITHUB_REF_NAME =", "shellcheck"),
    ],
)
def test_the_linter_would_say_so(tmp_path, right, wrong, complaint):
    text = (ROOT / ".github" / "workflows" / "package.yml").read_text(encoding="utf-8")
    assert right in text
    broken = tmp_path / "broken.yml"
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    done = lint(broken)
    assert done.returncode != 0
    assert complaint in done.stdout


def test_every_system_builds_and_tries_with_the_same_two_commands(package):
    job = package["jobs"]["package"]
    systems = {system.split("-")[0] for system in job["strategy"]["matrix"]["system"]}
    steps = [step for step in job["steps"] if "if" not in step]
    commands = [step["run"] for step in steps if "make" in step.get("run", "")]
    assert systems == {"ubuntu", "windows", "macos"}
    assert commands == ["make PYTHON=python package", "make PYTHON=python test-package"]


def test_whatever_make_is_asked_for_is_in_the_makefile():
    text = "\n".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    targets = set(re.findall(r"make PYTHON=python ([\w-]+)", text))
    targets |= set(re.findall(r"target: ([\w-]+)", text))
    assert {"package", "test-package", "test", "fast-tests"} == targets
    for target in targets:
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target
    for variable in re.findall(r"\$\((\w+)\)", text):
        if variable.isupper():
            assert re.search(rf"^{variable} :?=", MAKEFILE, re.MULTILINE), variable


def test_no_package_index_is_named_and_actions_are_pinned():
    for file in WORKFLOWS:
        text = file.read_text(encoding="utf-8")
        assert "://" not in text
        uses = re.findall(r"uses: (\S+)", text)
        assert uses
        assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", use) for use in uses)
