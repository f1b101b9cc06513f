"""The models on this machine: a folder of verified files."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

from engine.catalogue.checksums import is_right, sha256_of
from engine.catalogue.entries import ModelEntry, find, list_models
from engine.catalogue.fetching import fetch_file, make_folder
from engine.catalogue.on_disk import bundled_file, sound_bundled_file
from engine.catalogue.progress import Progress
from engine.protocol.errors import SaegimError, full_disk_in_words
from engine.system.settings import read_settings

FileState = Literal["right", "damaged", "absent"]


def models_dir() -> Path:
    """Where fetched models lie.

    ``SAEGIM_MODELS``, else what the settings say, else a folder of the person's application data.
    """
    chosen = os.environ.get("SAEGIM_MODELS") or read_settings().models_folder
    if chosen:
        return Path(chosen).expanduser()
    return default_models_dir()


def default_models_dir() -> Path:
    """Where fetched models lie if nobody says otherwise."""
    return platformdirs.user_data_path("saegim", False) / "models"


def is_present(name: str) -> bool:
    """Whether the model's file is there (by its size where known; ``path_of`` looks closer)."""
    entry = find(name)
    path = _file_of(entry)
    return path.is_file() and entry.bytes in (None, path.stat().st_size)


def is_bundled(name: str) -> bool:
    """Whether the model's file in use is the one that came with the program."""
    entry = find(name)
    return _file_of(entry) == bundled_file(entry)


def path_of(name: str) -> Path:
    """The verified file of a model: a fetched one, else the one that came with the program.

    Raises:
        SaegimError: ``unknown_model_name``, ``model_missing`` or ``model_damaged``.
    """
    entry = _with_recorded(find(name))
    path = _file_of(entry)
    if not path.is_file():
        raise SaegimError("model_missing", title=entry.title)
    if not is_right(path, entry):
        raise SaegimError("model_damaged", title=entry.title, file=path)
    return path


def fetch(name: str, progress: Progress) -> Path:
    """Fetch a model, unless it is there, and return its file.

    Raises:
        SaegimError: As ``fetch_file``, or ``unknown_model_name``.
    """
    entry = _with_recorded(find(name))
    if is_bundled(name) and (bundled := sound_bundled_file(entry)):
        return bundled
    path = fetch_file(entry, models_dir(), progress)
    _record(entry, path)
    return path


def import_file(path: Path) -> ModelEntry:
    """Copy a file from elsewhere into the library; its SHA-256 says which model it is.

    Raises:
        SaegimError: ``unknown_model_file``, ``no_room``, ``folder_readonly``.
    """
    digest = sha256_of(path)
    for entry in map(_with_recorded, list_models()):
        known = entry.sha256 or entry.hash_prefix
        if known is not None and digest.startswith(known):
            _copy_in(path, models_dir() / entry.file)
            _record(entry, models_dir() / entry.file)
            return entry
    raise SaegimError("unknown_model_file", file=path)


def verify() -> Iterator[tuple[ModelEntry, FileState]]:
    """Read every model file again and say whether its bytes are right."""
    for entry in list_models():
        yield entry, state_of(entry)


def state_of(entry: ModelEntry) -> FileState:
    """Read a model's file and say whether its bytes are right."""
    entry = _with_recorded(entry)
    path = _file_of(entry)
    if not path.is_file():
        return "absent"
    return "right" if is_right(path, entry) else "damaged"


def _file_of(entry: ModelEntry) -> Path:
    """Where the model's file is or would be; a fetched one wins over one of the program."""
    own = models_dir() / entry.file
    return own if own.is_file() else bundled_file(entry) or own


def _copy_in(source: Path, target: Path) -> None:
    with full_disk_in_words(target.parent):
        make_folder(target.parent)
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, part)
        part.replace(target)


def _records_path() -> Path:
    return models_dir() / "recorded.json"


def _records() -> dict[str, str]:
    path = _records_path()
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str]) if path.is_file() else {}


def _with_recorded(entry: ModelEntry) -> ModelEntry:
    """The entry with the checksum of its first fetch, where the catalogue has none."""
    if entry.sha256 is not None:
        return entry
    return msgspec.structs.replace(entry, sha256=_records().get(entry.name))


def _record(entry: ModelEntry, path: Path) -> None:
    if entry.sha256 is not None:
        return
    records = _records() | {entry.name: sha256_of(path)}
    part = _records_path().with_suffix(".part")
    part.write_bytes(msgspec.json.format(msgspec.json.encode(records)))
    part.replace(_records_path())
