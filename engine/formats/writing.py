"""Writing an export: whole or not at all, and never over something else without a word."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from engine.formats.content import LabelledImage
from engine.protocol.errors import SaegimError, full_disk_in_words
from engine.system.files import replace_atomically

Made = TypeVar("Made")

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_file(path: Path, write: Callable[[Path], Made], *, overwrite: bool) -> Made:
    """Let ``write`` make a file under a temporary name, and give it its own when it is whole.

    Returns:
        What ``write`` returned.

    Raises:
        SaegimError: ``export_exists`` (unless ``overwrite``), ``folder_missing``, ``not_writable``,
            ``no_room``, ``disk_failed``; ``path`` is then as it was.
    """
    _check_place(path)
    if path.is_dir() or (path.exists() and not overwrite):
        raise SaegimError("export_exists", path=path)
    made: list[Made] = []
    with _in_words(path.parent):
        replace_atomically(path, lambda part: made.append(write(part)))
    return made[0]


@contextlib.contextmanager
def new_folder(path: Path) -> Generator[Path]:
    """Give a temporary folder that becomes ``path`` if all goes well, and is removed if not.

    Raises:
        SaegimError: ``folder_in_use`` if ``path`` is there and not empty; otherwise as
            ``write_file``.
    """
    _check_place(path)
    _check_unused(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _in_words(path.parent):
        try:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            yield part
            _check_unused(path)
            if path.exists():
                path.rmdir()
            part.rename(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _check_place(path: Path) -> None:
    if not path.parent.is_dir():
        raise SaegimError("folder_missing", path=path.parent)


def _check_unused(path: Path) -> None:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise SaegimError("folder_in_use", folder=path)


@contextlib.contextmanager
def _in_words(folder: Path) -> Generator[None]:
    try:
        with full_disk_in_words(folder):
            yield
    except OSError as error:
        if error.errno in _FORBIDDEN:
            raise SaegimError("not_writable", "machine", folder=folder) from error
        raise SaegimError("disk_failed", "machine", path=folder) from error


def reference(image: Path, folder: Path) -> str:
    """Name a picture in a file that lies in ``folder``: relative, with slashes, where possible."""
    try:
        return Path(os.path.relpath(image, folder)).as_posix()
    except ValueError:  # another drive on Windows
        return image.as_posix()


class UniqueStems:
    """Names for the images of one folder, by which all can be told apart on every system."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def of(self, image: LabelledImage) -> str:
        """Return the image's file name without its ending; with its id if that is taken."""
        stem = image.path.stem
        while stem.casefold() in self._used:
            stem += f"-{image.row.id}"
        self._used.add(stem.casefold())
        return stem
