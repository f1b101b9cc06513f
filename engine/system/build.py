"""What this copy of the program is: from source, or frozen, with what inside."""

import os
import sys
from pathlib import Path

import msgspec

_ROOT = Path(__file__).parents[2]


class BuildInfo(msgspec.Struct, frozen=True):
    """Written into the frozen program when it is built."""

    version: str
    commit: str = ""
    torch: str = ""
    """Version of torch with what it was built for, for people; empty from source."""
    updates: str = ""
    """Address that tells the newest release; empty in a copy that comes from no release."""
    frozen: bool = False
    torch_built_for: str = ""
    """``cuda 13.2`` or ``cpu``; empty from source."""


def build_info() -> BuildInfo:
    """What was written at build time; from source only the version is known."""
    written = _ROOT / "build.json"
    if is_frozen() and written.is_file():
        return msgspec.json.decode(written.read_bytes(), type=BuildInfo)
    # Brings a good deal of the standard library, which the start needs nothing of.
    from importlib import metadata

    return BuildInfo(metadata.version("saegim"))


def is_frozen() -> bool:
    """Whether this is the installed program, which has neither pip nor sources."""
    return bool(getattr(sys, "frozen", False))


def bundled_dir() -> Path | None:
    """The folder with starter models and sample pictures inside the installed program.

    Returns:
        The folder, or None where there is none (from source). ``SAEGIM_BUNDLED`` overrides it.
    """
    chosen = os.environ.get("SAEGIM_BUNDLED")
    folder = Path(chosen) if chosen else _ROOT / "offline"
    return folder if (chosen or is_frozen()) and folder.is_dir() else None
