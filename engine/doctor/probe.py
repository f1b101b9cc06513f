"""Looking at this machine; nothing is made of it here, and nobody is contacted."""

import os
import platform
import shutil
import tempfile
import urllib.request
from pathlib import Path

import platformdirs
import psutil

from engine import catalogue
from engine.catalogue.addresses import proxy_address
from engine.catalogue.fetching import own_mirror
from engine.doctor.facts import Facts, SeenFolder
from engine.doctor.torch_check import look_at_torch
from engine.protocol.doctor import (
    Folder,
    FolderPurpose,
    Memory,
    ModelState,
    NetworkSettings,
    Package,
    Processor,
    System,
)
from engine.system.build import build_info
from engine.system.files import is_writable
from engine.system.graphics import amd_cards, nvidia_cards, nvidia_without_driver
from engine.system.machine import processor_name, system_name
from engine.system.process import compute_threads
from engine.system.settings import read_settings, settings_path
from engine.system.versions import version_of

_PACKAGES = (
    "torch",
    "torchvision",
    "ultralytics",
    "lightning-fabric",
    "segment-anything",
    "numpy",
    "opencv-python",
    "pillow",
    "PySide6-Essentials",
    "SQLAlchemy",
    "nvidia-ml-py",
)


def gather() -> Facts:
    """Everything there is to see."""
    settings = read_settings()
    cards = nvidia_cards()
    return Facts(
        program=build_info(),
        system=_system(),
        processor=_processor(),
        # Before torch is loaded: its half gigabyte is not taken from anybody.
        memory=_memory(),
        nvidia=cards,
        nvidia_without_driver=() if cards else nvidia_without_driver(),
        amd=amd_cards(),
        torch=look_at_torch(),
        packages=_packages(),
        folders=_folders(),
        models=tuple(_model(entry) for entry in catalogue.list_models() if _concerns(entry)),
        network=NetworkSettings(
            proxy=bool(settings.proxy or urllib.request.getproxies()),
            mirror=bool(own_mirror()),
            package_index=bool(settings.package_index),
        ),
        proxy_wrong=bool(settings.proxy) and proxy_address(settings.proxy) is None,
        wrong_proxy_variables=() if settings.proxy else _wrong_proxy_variables(),
        models_folder_chosen=bool(settings.models_folder and not os.environ.get("SAEGIM_MODELS")),
        device=settings.device,
    )


def _system() -> System:
    name, version = system_name()
    return System(name=name, version=version, architecture=platform.machine())


def _processor() -> Processor:
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    return Processor(name=processor_name(), cores=cores, threads_used=compute_threads())


def _memory() -> Memory:
    seen = psutil.virtual_memory()
    return Memory(total=seen.total, free=seen.available)


def _packages() -> tuple[Package, ...]:
    found = {"python": platform.python_version()} | {name: version_of(name) for name in _PACKAGES}
    return tuple(Package(name=name, version=version) for name, version in found.items() if version)


def _folders() -> tuple[SeenFolder, ...]:
    return (
        look_at_folder("models", catalogue.models_dir()),
        look_at_folder("projects", platformdirs.user_documents_path()),
        look_at_folder("temporary", _temporary_folder()),
        look_at_folder("settings", settings_path().parent),
    )


def _temporary_folder() -> Path:
    try:
        # Windows shortens names in this one (MINA~1), and privacy looks for whole ones.
        return Path(tempfile.gettempdir()).resolve()
    except FileNotFoundError:
        # None of the usual ones can be written: the first that was asked for is told.
        named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
        # Or, if none was asked for, the last that Python tries.
        return Path(next(filter(None, named), os.curdir))


def look_at_folder(purpose: FolderPurpose, path: Path) -> SeenFolder:
    """A folder, judged by the nearest one above it where it is still to be made."""
    path = path.absolute()
    there = next((folder for folder in (path, *path.parents) if folder.is_dir()), None)
    folder = Folder(
        purpose=purpose,
        path=str(path),
        exists=path.is_dir(),
        writable=there is not None and is_writable(there),
        free=_free(there) if there else None,
    )
    return SeenFolder(folder, there.stat().st_dev if there else -1)


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _concerns(entry: catalogue.ModelEntry) -> bool:
    return entry.starter or catalogue.is_present(entry.name)


def _model(entry: catalogue.ModelEntry) -> ModelState:
    # Reading the starters' 66 MB takes a tenth of a second; the largest others would take many.
    starter = entry.starter
    state = catalogue.state_of(entry) if starter else "right"
    return ModelState(
        name=entry.name,
        title=entry.title,
        starter=starter,
        present=state != "absent",
        bundled=catalogue.is_bundled(entry.name),
        damaged=state == "damaged",
    )


def _wrong_proxy_variables() -> tuple[str, ...]:
    asked = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    names = [name for upper in asked for name in (upper, upper.lower())]
    # Windows does not tell the two spellings apart.
    given = {name.upper(): os.environ[name] for name in names if os.environ.get(name)}
    return tuple(name for name, value in given.items() if proxy_address(value) is None)
