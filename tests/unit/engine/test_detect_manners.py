"""A detection run reaches no network, and writes into its own folders only."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.protocol.specs import DatasetManifest
from tests.helpers.detection_runs import create_run, drawn_manifest, random_weights, two_phases

pytestmark = pytest.mark.slow


def fingerprints(root: Path) -> dict[str, tuple[str, int]]:
    return {
        path.relative_to(root).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in root.rglob("*")
        if path.is_file()
    }


def provoke(root: Path, manifest: DatasetManifest) -> None:
    """Put everything beside the pictures that Ultralytics would repair, renew, read or delete."""
    first, second = (root / image.path for image in manifest.images[:2])
    # A JPEG with anything after its end marker is written anew by Ultralytics' check.
    first.write_bytes(first.read_bytes() + b"\0")
    first.with_suffix(".npy").write_bytes(b"somebody's measurements")
    np.save(second.with_suffix(".npy"), np.zeros((5, 5, 1), dtype=np.uint16))
    (root / "labels").mkdir()
    (root / "labels" / f"{first.stem}.txt").write_text("0 0.5 0.5 2 2\n")


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A finished run's folder beside its pictures, and what its process asked of the system."""
    root = tmp_path_factory.mktemp("audited")
    manifest = drawn_manifest(root / "source")
    provoke(root / "source", manifest)
    weights = random_weights(root / "start.pt")
    before = fingerprints(root / "source")
    folder = create_run(root / "runs/one", two_phases(1, 1), manifest, weights)
    environment = {
        **os.environ,
        "HOME": str(root / "home"),
        "XDG_DATA_HOME": str(root / "data"),
        "XDG_CONFIG_HOME": str(root / "config"),
        "XDG_CACHE_HOME": str(root / "cache"),
        "TMPDIR": str(root / "temporary"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    (root / "temporary").mkdir()
    (root / "home").mkdir()
    found = subprocess.run(
        [sys.executable, "-m", "tests.helpers.audited_run", str(folder.path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "STATUS done" in found.stdout, found.stdout + found.stderr
    assert fingerprints(root / "source") == before
    audit = [line for line in found.stdout.splitlines() if line.startswith("AUDIT ")]
    # Python's ctypes asks ldconfig where a library is.
    return root, [line.removeprefix("AUDIT ") for line in audit if "ldconfig" not in line]


def test_the_originals_and_their_folder_stay_byte_for_byte(audited: tuple[Path, list[str]]):
    root, audit = audited
    assert not [line for line in audit if str(root / "source") in line]


def test_no_connection_is_made_and_no_program_started(audited: tuple[Path, list[str]]):
    assert not [line for line in audited[1] if line.startswith(("socket", "subprocess"))]


def test_only_its_own_folders_are_written(audited: tuple[Path, list[str]]):
    root, audit = audited
    own = (str(root / "runs"), str(root / "data" / "saegim"), str(root / "temporary"), "/dev/null")
    # platformdirs makes the data folder itself on the way.
    allowed = {f"os.mkdir {root / 'data'}"}
    strays = [
        line for line in audit if line not in allowed and not line.split(" ", 1)[1].startswith(own)
    ]
    assert strays == []
    assert not list((root / "home").iterdir())
