"""Looking for picture files in a folder and below."""

import os
from collections import Counter
from pathlib import Path

import msgspec

from engine.images import SUFFIXES
from engine.project.changes import RefusedImage
from engine.project.file import SUFFIX as PROJECT_SUFFIX
from engine.project.image_files import sort_key
from engine.protocol.errors import SaegimError
from engine.system.text import as_text


class FoundFiles(msgspec.Struct, frozen=True):
    """What lies in a folder and below."""

    images: tuple[Path, ...]
    """Files whose endings are those of pictures, as people sort them."""
    refused: tuple[RefusedImage, ...] = ()
    """Folders that cannot be looked into."""
    passed_over: dict[str, int] = {}
    """Ending, in small letters and with its dot, to number of files that have another one."""


def find_image_files(*places: Path) -> FoundFiles:
    """Look through folders; each folder below is looked into once, however links lead to it.

    Hidden files and folders are passed over without a word, and what belongs to projects.

    Args:
        places: At least one folder or picture file.

    Raises:
        SaegimError: ``no_pictures`` if there are none, ``folder_missing``.
    """
    search = _Search()
    for place in places:
        search.look_at(place)
    if not search.images and not search.refused:
        raise SaegimError("no_pictures", path=places[0])
    return FoundFiles(
        tuple(sorted(set(search.images), key=lambda path: sort_key(str(path)))),
        tuple(search.refused),
        dict(search.passed_over.most_common()),
    )


class _Search:
    def __init__(self) -> None:
        self.images: list[Path] = []
        self.refused: list[RefusedImage] = []
        self.passed_over: Counter[str] = Counter()
        self._visited: set[tuple[int, int]] = set()

    def look_at(self, place: Path) -> None:
        if place.is_file():
            self._take(place)
        elif place.is_dir():
            self._look_through(place)
        else:
            raise SaegimError("folder_missing", path=place)

    def _look_through(self, top: Path) -> None:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                waiting += self._folders_in(folder)
            except OSError:
                path = as_text(folder)
                self.refused.append(RefusedImage(path, "folder_unreadable", {"path": path}))

    def _folders_in(self, folder: Path) -> list[Path]:
        status = folder.stat()
        place = (status.st_dev, status.st_ino)
        if place in self._visited:
            return []
        self._visited.add(place)
        below: list[Path] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith(".files"):
                    continue
                if _is_folder(entry):
                    below.append(Path(entry.path))
                else:
                    self._take(Path(entry.path))
        return below

    def _take(self, path: Path) -> None:
        suffix = Path(as_text(path)).suffix.lower()
        if suffix in SUFFIXES:
            self.images.append(path)
        elif not suffix.startswith(PROJECT_SUFFIX):
            self.passed_over[suffix] += 1


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    # A link that leads to itself is no folder.
    except OSError:
        return False
