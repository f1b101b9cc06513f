"""A sample project appears whole or not at all: it is built beside its folder, then renamed."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from engine.catalogue.progress import Progress
from engine.catalogue.samples import lights, trees
from engine.protocol.errors import SaegimError, full_disk_in_words

SAMPLES: Mapping[str, Callable[[Path, Progress], None]] = MappingProxyType(
    {"lights": lights.build, "trees": trees.build}
)
"""Name of a sample to the function that builds it into an empty folder."""


def project_path(name: str, folder: Path) -> Path:
    """Where the project file of a sample lies in its folder."""
    return folder / f"{name}.saegim"


def build(name: str, folder: Path, progress: Progress) -> bool:
    """Build a sample project into a folder; False if it is there already.

    Raises:
        SaegimError: ``unknown_sample``, ``folder_in_use`` if other things lie in the folder, or as
            ``fetch_file``.
    """
    if name not in SAMPLES:
        raise SaegimError("unknown_sample", name=name, names=", ".join(sorted(SAMPLES)))
    folder = folder.absolute()
    if project_path(name, folder).exists():
        return False
    if folder.exists() and any(folder.iterdir()):
        raise SaegimError("folder_in_use", folder=folder)
    with full_disk_in_words(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
            built = Path(scratch) / folder.name
            built.mkdir()
            SAMPLES[name](built, progress)
            if folder.exists():
                folder.rmdir()
            built.rename(folder)
    return True
