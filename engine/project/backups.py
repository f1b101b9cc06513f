"""Backups of a project: whole copies beside it, a few of them, and the way back to one."""

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from engine.project import sqlite
from engine.project.copies import dated_name
from engine.project.log_files import ENDINGS
from engine.project.places import own_folder
from engine.project.schema import AnnotationRecord, ImageRecord
from engine.project.store import Store
from engine.protocol.errors import SaegimError

KEPT_DAYS, KEPT_NEWEST = 7, 3
"""The last backup of each of so many days is kept, and so many of the newest."""

_STAMP = "%Y-%m-%dT%H.%M.%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d)\.saegim")


class Backup(msgspec.Struct, frozen=True):
    """A copy of the project file, made at ``made_at`` (local time)."""

    path: Path
    made_at: datetime.datetime


class Content(msgspec.Struct, frozen=True):
    """How much is in a backup."""

    images: int
    annotations: int


def backups_of(project: Path) -> list[Backup]:
    """Return the backups of a project file, newest first; the file need not be there.

    Raises:
        SaegimError: ``link_in_project``.
    """
    found: list[Backup] = []
    # There is no folder yet, or one that may not be read.
    with contextlib.suppress(OSError):
        found.extend(_recognised(_folder_of(project).iterdir()))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def content_of(backup: Backup) -> Content | None:
    """Count what is in a backup; None if it is damaged."""
    try:
        return Content(
            sqlite.count_rows(backup.path, ImageRecord.__tablename__),
            sqlite.count_rows(backup.path, AnnotationRecord.__tablename__),
        )
    except SaegimError:
        return None


def is_due(store: Store) -> bool:
    """Say whether the project was written since its last backup, and that is of another day."""
    newest = next(iter(backups_of(store.path)), None)
    if store.database.is_read_only:
        return False
    today = _now().date()
    return newest is None or (
        newest.made_at.date() != today and _written_at(store.path) > newest.made_at
    )


def back_up(store: Store) -> Path:
    """Make a backup, and remove those that are too many.

    Raises:
        SaegimError: ``disk_full``, ``not_writable``, ``link_in_project``; older ones stay.
    """
    target = _folder_of(store.path) / f"{_now().strftime(_STAMP)}{store.path.suffix}"
    store.database.copy_to(target)
    backups = backups_of(store.path)
    for backup in set(backups) - set(_worth_keeping(backups)):
        with contextlib.suppress(OSError):
            backup.path.unlink()
    return target


def back_up_before(store: Store) -> None:
    """Make a backup before something large, unless nothing was written since the last one.

    Raises:
        SaegimError: As ``back_up``.
    """
    newest = next(iter(backups_of(store.path)), None)
    if newest is None or _written_at(store.path) >= newest.made_at:
        back_up(store)


def restore(backup: Backup, project: Path) -> Path | None:
    """Put a backup in the place of the project file, which is not open in this process.

    Returns:
        Where the file lies now that was there, if there was one.

    Raises:
        SaegimError: ``project_damaged`` if the backup is damaged, ``not_writable``, ``disk_full``;
            then the project is as it was.
    """
    if content_of(backup) is None:
        raise SaegimError("project_damaged", path=backup.path)
    part = project.with_name(project.name + ".part")
    sqlite.copy_file(backup.path, part)
    try:
        before = _set_aside(project) if project.exists() else None
        part.replace(project)
    except OSError as error:
        raise SaegimError("not_writable", "machine", folder=project.parent) from error
    finally:
        part.unlink(missing_ok=True)
    return before


def _set_aside(project: Path) -> Path:
    """Give the project file another name, and with it the log that may hold the end of it."""
    target = dated_name(project, "before restoring")
    project.rename(target)
    for ending in ENDINGS:
        log = project.with_name(project.name + ending)
        if log.exists():
            log.rename(target.with_name(target.name + ending))
    return target


def _folder_of(project: Path) -> Path:
    return own_folder(project.with_suffix(".files"), "backups")


def _recognised(entries: Iterable[Path]) -> Iterator[Backup]:
    for path in entries:
        name = _NAME.fullmatch(path.name)
        if name is not None and path.is_file() and not path.is_symlink():
            try:
                yield Backup(path, datetime.datetime.strptime(name[1], _STAMP))
            except ValueError:
                continue


def _worth_keeping(backups: list[Backup]) -> list[Backup]:
    """Of backups, newest first, those that stay."""
    by_day = groupby(backups, key=lambda backup: backup.made_at.date())
    last_of_days = [next(day) for _, day in by_day]
    return [*backups[:KEPT_NEWEST], *last_of_days[:KEPT_DAYS]]


def _written_at(project: Path) -> datetime.datetime:
    log = project.with_name(project.name + "-wal")
    written = 0.0
    for path in (project, log):
        with contextlib.suppress(OSError):
            written = max(written, path.stat().st_mtime)
    return datetime.datetime.fromtimestamp(written)


def _now() -> datetime.datetime:
    return datetime.datetime.now()
