"""Files inside packages on the index that this machine's own pip is configured for.

Many companies, schools and build machines reach a package index and nothing else. Nothing of the
package is installed or run: only wheels are taken (a source package would run its build code), and
the member is read out of the archive by its path.
"""

import contextlib
import errno
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from engine.catalogue.web import Report
from engine.protocol.errors import SaegimError

_POLL_SECONDS = 0.2


def copy_from_package(spec: str, part: Path, report: Report) -> None:
    """Fetch ``NAME==VERSION!member/path`` into ``part``; the wheel itself without a member.

    Raises:
        SaegimError: ``no_source`` if there is no pip, or pip cannot get the wheel, or the wheel has
            no such member.
        OSError: The disk is full.
    """
    requirement, _, member = spec.partition("!")
    with tempfile.TemporaryDirectory(dir=part.parent, prefix=".package-") as folder:
        wheel = _download_wheel(requirement, Path(folder), report)
        if not member:
            wheel.replace(part)
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


def installed_file(spec: str) -> Path:
    """The path of ``NAME!member/path`` in an installed package, which is not imported.

    Raises:
        SaegimError: ``no_source`` if the package is not installed.
    """
    package, _, member = spec.partition("!")
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise _unavailable(package, "not installed")
    return Path(found.origin).parent / member


def _download_wheel(requirement: str, folder: Path, report: Report) -> Path:
    # A frozen program has no pip, and there `-m pip` would start the program itself.
    if importlib.util.find_spec("pip") is None:
        raise _unavailable(requirement, "this program has no pip")
    wheels, log = folder / "wheels", folder / "pip.txt"
    if _run_pip(requirement, wheels, folder, log, report) != 0:
        raise _pip_failure(requirement, log.read_text(encoding="utf-8", errors="replace"))
    return next(wheels.glob("*.whl"))


def _run_pip(requirement: str, wheels: Path, folder: Path, log: Path, report: Report) -> int:
    arguments = ["--no-deps", "--only-binary", ":all:", "--ignore-requires-python", "--quiet"]
    arguments += ["--no-input", "--disable-pip-version-check", "--retries", "1"]
    command = [sys.executable, "-m", "pip", "download", *arguments, "-d", str(wheels), requirement]
    # pip's own temporary files lie in our folder: their growth is the progress, and they vanish
    # with it. A file takes its output, because a pipe nobody reads would block it.
    scratch = folder / "scratch"
    scratch.mkdir()
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment
        )
        try:
            return _wait(process, folder, report)
        finally:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], folder: Path, report: Report) -> int:
    while True:
        try:
            return process.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            report(_largest_in(folder), None)


def _largest_in(folder: Path) -> int:
    """Bytes of the largest file below the folder: the wheel, which pip copies once it is whole."""
    largest = 0
    for root, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):  # pip deletes what it has copied.
                largest = max(largest, (Path(root) / name).stat().st_size)
    return largest


def _pip_failure(requirement: str, said: str) -> Exception:
    if f"[Errno {errno.ENOSPC}]" in said:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    errors = [line for line in said.splitlines() if line.startswith("ERROR: ")]
    reason = errors[-1].removeprefix("ERROR: ") if errors else "pip failed"
    return _unavailable(requirement, reason)


def _unavailable(requirement: str, reason: str) -> SaegimError:
    source = f"package {requirement}"
    return SaegimError("no_source", "machine", source=source, reason=reason)
