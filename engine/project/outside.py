"""Images outside the project's folder: read only where the person has said so once.

A project is passed on, and a stranger's one may name any picture of this machine.
"""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
from sqlalchemy import select

from engine.project.file import ProjectFile
from engine.project.places import absolute_path
from engine.project.schema import ImageRecord, table_of
from engine.protocol.errors import SaegimError
from engine.system.files import is_link, make_private, replace_atomically
from engine.system.settings import settings_path

_Confirmed = dict[str, list[str]]


class OutsideImages:
    """Which files a project may read. Said by a person, and never kept in the project itself."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._folders: dict[Path, bool] = {}
        self._is_confirmed = str(file.path) in _read().get(file.project_id, [])

    def may_read(self, path: Path) -> bool:
        """Whether a file may be read: it lies in the project's folder, or the person said so."""
        return self._is_confirmed or self.is_inside(path)

    def is_inside(self, path: Path) -> bool:
        """Whether a file lies in the project's folder, wherever links lead."""
        if path.parent not in self._folders:
            self._folders[path.parent] = self._leads_inside(path.parent)
        if not self._folders[path.parent]:
            return False
        return not is_link(path) or self._leads_inside(path)

    def any_of(self, stored: Iterable[str]) -> bool:
        """Whether any of these paths, as the project stores them, leads outside its folder."""
        root = self._file.root
        return not all(self.is_inside(absolute_path(root, path)) for path in stored)

    def confirm(self) -> None:
        """Let images outside be read, now and whenever this project is opened at this place."""
        self._is_confirmed = True
        self._remember(self._file.path)

    def confirm_named(self, named: Iterable[str], known: Iterable[str]) -> None:
        """Let images outside be read if the person has named some: for them, they are their own.

        Not if others of the project were outside before, which a stranger may have named.
        """
        if self.any_of(named) and not self.any_of(known):
            self.confirm()

    def follow_to(self, path: Path) -> None:
        """Let what may be read now be read when the project is opened at another place.

        In another folder all its images may be outside; in its own none is that was not before.
        """
        if self._is_confirmed or (path.parent != self._file.root and not self._has_any()):
            self._remember(path)

    def _has_any(self) -> bool:
        with self._file.reading() as connection:
            stored = connection.execute(select(table_of(ImageRecord).c.path)).scalars().all()
        return self.any_of(stored)

    def _remember(self, path: Path) -> None:
        confirmed = _read()
        places = confirmed.setdefault(self._file.project_id, [])
        if str(path) not in places:
            places.append(str(path))
            # On a full disk the person is asked again next time.
            with contextlib.suppress(OSError, SaegimError):
                make_private(_path().parent)
                replace_atomically(_path(), msgspec.json.encode(confirmed))

    def _leads_inside(self, path: Path) -> bool:
        root = os.path.realpath(self._file.root)
        return Path(os.path.realpath(path)).is_relative_to(root)


def _path() -> Path:
    return settings_path().with_name("confirmed.json")


def _read() -> _Confirmed:
    try:
        return msgspec.json.decode(_path().read_bytes(), type=_Confirmed)
    except (OSError, ValueError):
        return {}
