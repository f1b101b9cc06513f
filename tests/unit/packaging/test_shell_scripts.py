"""Shell scripts pass shellcheck."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SCRIPTS = [*ROOT.glob("packaging/**/*.sh"), ROOT / ".ci" / "run"]
SCRIPTS += [file for file in ROOT.glob("packaging/linux/p*") if file.suffix == ""]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_shellcheck_has_nothing_to_say(script):
    shellcheck = Path(sys.executable).with_name("shellcheck")
    done = subprocess.run([shellcheck, script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
