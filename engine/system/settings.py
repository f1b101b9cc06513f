"""What a person has chosen for all projects: one JSON file that the window and engines read."""

import codecs
import contextlib
import functools
import os
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import platformdirs

from engine.system.files import make_private, replace_atomically

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
    """The settings as they are now; the default of each that is not there, or makes no sense."""
    path = settings_path()
    try:
        return _decode(path, path.stat().st_mtime_ns)
    except (OSError, ValueError):  # Not only JSON's own: letters may be in no UTF-8.
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
    # Some editors of Windows put a byte order mark before what they save.
    content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    written = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    sound: dict[str, Any] = {}
    # One by one: a value of another version, or a slip of the hand, must not cost all the others.
    for field in msgspec.structs.fields(Settings):
        with contextlib.suppress(KeyError, ValueError):
            sound[field.name] = msgspec.json.decode(written[field.name], type=field.type)
    return Settings(**sound)
