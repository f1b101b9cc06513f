"""What runs on the systems that nobody here has."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from engine.doctor.torch_check import built_for
from engine.system.packages import PACKAGES, package_for
from tests.helpers.packaging_scripts import load_script

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
    rows = json.loads(load_script("variants.py").matrix("address/"))["include"]
    systems = {row["runner"].split("-")[0] for row in rows}
    steps = [step for step in job["steps"] if "if" not in step]
    commands = [step["run"] for step in steps if "make" in step.get("run", "")]
    assert systems == {"ubuntu", "windows", "macos"}
    assert commands == [
        "make PYTHON=python VARIANT=${{ matrix.variant }} package",
        "make PYTHON=python test-package",
    ]


def test_every_variant_people_need_is_built_from_the_wheels_that_make_it():
    rows = json.loads(load_script("variants.py").matrix("address/"))["include"]
    assert {(row["runner"].split("-")[0], row["variant"], row["index"]) for row in rows} == {
        ("windows", "nvidia", "address/cu132"),
        ("windows", "cpu", ""),
        ("ubuntu", "nvidia", ""),
        ("ubuntu", "cpu", "address/cpu"),
        ("macos", "apple", ""),
    }


def test_without_the_address_of_torch_the_others_are_built():
    rows = json.loads(load_script("variants.py").matrix(""))["include"]
    assert [row["variant"] for row in rows] == ["cpu", "nvidia", "apple"]
    assert not any(row["index"] for row in rows)


def test_the_matrix_needs_nothing_installed():
    command = [sys.executable, "-I", "-S", str(ROOT / "packaging" / "variants.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")
    assert json.loads(done.stdout)["include"]


def test_a_package_with_another_torch_than_its_name_says_is_not_made():
    main = load_script("variants.py").main
    package = package_for(built_for())
    assert package is not None
    assert main([package.variant]) == 0
    assert main(["another"]) == 1


def test_no_two_packages_have_the_same_name():
    assert len({package.file for package in PACKAGES}) == len(PACKAGES)


def test_whatever_make_is_asked_for_is_in_the_makefile():
    text = "\n".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    targets = set(re.findall(r"make PYTHON=python (?:VARIANT=\S+ \S+ \S+ )?([\w-]+)", text))
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
