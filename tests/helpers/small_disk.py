"""A disk of a few megabytes that a test can fill."""

import contextlib
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Generator[Path]:
    """Mount a disk in memory; the test is skipped where that is not allowed."""
    if sys.platform != "linux":
        pytest.skip("only Linux mounts a disk in memory")
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={megabytes}m"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("only root mounts a disk in memory")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(folder: Path, leave: int = 0) -> Path:
    """Fill a disk but for a number of bytes, and return the file to delete again."""
    ballast = folder / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 12))
    with ballast.open("rb+") as file:
        file.truncate(max(0, ballast.stat().st_size - leave))
    return ballast
