"""Gathers what goes into the program beside its code: ``python packaging/prepare.py build``.

``build.json`` (what this build is), ``offline/`` (starter models and sample pictures, each checked
against the catalogue's SHA-256) and ``licences/`` (the texts that no Python package carries along;
the others lie in the ``dist-info`` folders). ``SAEGIM_UPDATES`` is the address that tells the
newest release; whoever publishes sets it.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import version
from pathlib import Path

import msgspec
import torch

from engine import catalogue
from engine.catalogue.entries import list_samples
from engine.catalogue.fetching import fetch_file
from engine.doctor.torch_check import built_for
from engine.system.build import BuildInfo

ROOT = Path(__file__).parents[1]


def prepare(out: Path) -> None:
    """Put everything into ``out``; files that are there already and right are kept."""
    (out / "licences").mkdir(parents=True, exist_ok=True)
    (out / "build.json").write_bytes(msgspec.json.encode(_describe()))
    _gather_offline(out / "offline")
    _gather_licences(out / "licences")


def _describe() -> BuildInfo:
    return BuildInfo(
        version=version("saegim"),
        commit=_commit(),
        torch=f"{torch.__version__} ({built_for()})",
        torch_built_for=built_for(),
        updates=_updates(),
        frozen=True,
    )


def _updates() -> str:
    address = os.environ.get("SAEGIM_UPDATES", "")
    # Over anything else, whoever is in between could answer with a release of their own.
    if address and not address.startswith("https://"):
        sys.exit(f"SAEGIM_UPDATES has to begin with https://, and is {address}")
    return address


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _gather_offline(out: Path) -> None:
    out.mkdir(exist_ok=True)
    for entry in catalogue.list_models():
        if entry.starter:
            shutil.copyfile(catalogue.fetch(entry.name, _quiet), out / entry.file)
    for archive in list_samples():
        fetch_file(archive, out, _quiet)
    for lock in out.glob(".*.lock"):
        lock.unlink()


def _gather_licences(out: Path) -> None:
    shutil.copyfile(ROOT / "LICENSE", out / "Saegim-AGPL-3.0.txt")
    shutil.copyfile(ROOT / "resources" / "icons" / "LICENSE", out / "Lucide-icons-ISC.txt")
    shutil.copyfile(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", out / "Python-PSF.txt")


def _quiet(_done: int, _total: int | None, _file: str) -> None:
    """A build has nobody to show progress to."""


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
