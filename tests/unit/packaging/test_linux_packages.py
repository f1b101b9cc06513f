"""The Debian packages, of a bundle with next to nothing in it."""

import json
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.helpers.packaging_scripts import load_script

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is Debian's")


def make_bundle(folder: Path, built_for: str) -> Path:
    bundle = folder / "saegim"
    inside = bundle / "_internal"
    (inside / "licences").mkdir(parents=True)
    for name in ("saegim", "saegim-engine"):
        (bundle / name).write_text("#!/bin/sh\n")
    (inside / "licences" / "Saegim-AGPL-3.0.txt").write_text("AGPL")
    build = {"version": "1.2.3", "torch": "2.15.0", "torch_built_for": built_for}
    (inside / "build.json").write_text(json.dumps(build))
    if built_for != "cpu":
        (inside / "nvidia" / "cublas" / "lib").mkdir(parents=True)
        (inside / "nvidia" / "cublas" / "lib" / "libcublas.so.13").write_bytes(b"library")
        (inside / "libcublas.so.13").symlink_to("nvidia/cublas/lib/libcublas.so.13")
    return bundle


def field(package: Path, name: str) -> str:
    command = ["dpkg-deb", "--field", str(package), name]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_without_cuda_there_is_one_package(tmp_path: Path) -> None:
    script = load_script("linux/build_deb.py")
    (package,) = script.build(make_bundle(tmp_path, "cpu"), tmp_path / "out")
    assert package.name == f"saegim_{version('saegim')}_{script._architecture()}_cpu.deb"
    assert "nvidia" not in field(package, "Depends")


def test_with_cuda_the_libraries_are_a_package_of_their_own(tmp_path: Path) -> None:
    script = load_script("linux/build_deb.py")
    program, libraries = script.build(make_bundle(tmp_path, "cuda 13.2"), tmp_path / "out")
    assert program.name.endswith("_nvidia.deb")
    assert libraries.name.startswith("saegim-nvidia-libraries_")
    assert f"saegim-nvidia-libraries (= {version('saegim')})" in field(program, "Depends")
    for package in (program, libraries):
        command = ["dpkg-deb", "--extract", str(package), str(tmp_path / "root")]
        subprocess.run(command, check=True)
    link = tmp_path / "root" / "opt" / "saegim" / "_internal" / "libcublas.so.13"
    assert link.is_symlink()
    assert link.read_bytes() == b"library"


def test_what_a_release_cannot_hold_is_no_package(tmp_path: Path, monkeypatch) -> None:
    script = load_script("linux/build_deb.py")
    monkeypatch.setattr(script, "RELEASE_HOLDS", 100)
    with pytest.raises(SystemExit, match="2 GiB"):
        script.build(make_bundle(tmp_path, "cpu"), tmp_path / "out")
