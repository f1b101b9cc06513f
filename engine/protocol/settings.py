"""What a person has chosen for all projects: one JSON file that the window and engines read."""

import functools
import os
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs

from engine.protocol.files import make_private, replace_atomically

Language = Literal["system", "en", "ko"]
Theme = Literal["system", "light", "dark"]
KeyPreset = Literal["saegim", "labelme", "cvat"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting with its default; an empty text means "as the program finds it".

    What is written on the screen about each stands in ``desktop.settings``.
    """

    language: Language = "system"
    theme: Theme = "system"
    key_preset: KeyPreset = "saegim"
    keys: dict[str, tuple[str, ...]] = {}
    """Action name (``desktop.actions.Act``) to key sequences, where they differ from the preset."""
    device: str = "auto"
    """``auto``, ``cpu``, ``mps`` or ``cuda:N``."""
    models_folder: str = ""
    cache_gigabytes: Annotated[float, msgspec.Meta(ge=0.1, le=1000)] = 4.0
    """Disk space that the embeddings of one project may take, in units of 10**9 bytes."""
    mirror: str = ""
    """An address or a folder that is asked first for models and samples."""
    package_index: str = ""
    """Address of a package index; empty for the one that pip is configured for."""
    proxy: str = ""
    """``http://HOST:PORT``; empty for what the system says."""


def settings_path() -> Path:
    """Where the settings lie: ``SAEGIM_SETTINGS``, or a file of the person's configuration."""
    chosen = os.environ.get("SAEGIM_SETTINGS")
    return (
        Path(chosen) if chosen else platformdirs.user_config_path("saegim", False) / "settings.json"
    )


def read_settings() -> Settings:
    """The settings as they are now; the defaults where there is no file, or a damaged one."""
    path = settings_path()
    try:
        return _decode(path, path.stat().st_mtime_ns)
    except (OSError, msgspec.DecodeError):
        return Settings()


def write_settings(settings: Settings) -> None:
    """Replace the file.

    Raises:
        OSError: The disk is full, or the folder may not be written.
    """
    path = settings_path()
    make_private(path.parent)
    encoded = msgspec.json.encode(settings, order="deterministic")
    replace_atomically(path, msgspec.json.format(encoded, indent=2))


@functools.lru_cache(maxsize=4)
def _decode(path: Path, _mtime_ns: int) -> Settings:
    return msgspec.json.decode(path.read_bytes(), type=Settings)
