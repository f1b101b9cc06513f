"""Files that are on this machine already: with the program, or in an installed package."""

import importlib.util
from pathlib import Path

from engine.catalogue.checksums import is_right
from engine.catalogue.entries import Fetchable
from engine.protocol.errors import SaegimError
from engine.system.build import bundled_dir


def bundled_file(item: Fetchable) -> Path | None:
    """The item's file that came with the program, of the right size; it is not read."""
    folder = bundled_dir()
    path = folder / item.file if folder else None
    return path if path and path.is_file() and item.bytes in (None, path.stat().st_size) else None


def sound_bundled_file(item: Fetchable) -> Path | None:
    """The item's file that came with the program, unless it is damaged."""
    path = bundled_file(item)
    return path if path and is_right(path, item) else None


def installed_file(spec: str) -> Path:
    """The path of ``NAME!member/path`` in an installed package, which is not imported.

    Raises:
        SaegimError: ``no_source`` if the package is not installed.
    """
    package, _, member = spec.partition("!")
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        source = f"package {package}"
        raise SaegimError("no_source", "machine", source=source, reason="not installed")
    return Path(found.origin).parent / member
