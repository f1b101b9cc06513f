"""A project under another name, or a copy of it in another folder."""

import os
import time
from pathlib import Path

from engine.project.places import is_run_id
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder


def copy_project(store: Store, target: Path) -> None:
    """Write a copy of an open project, whose own file may be gone; its images stay where they are.

    Runs and trained models are not copied. In another folder the copy begins without a history.

    Raises:
        SaegimError: ``disk_full``, ``not_writable`` and the like; then there is no copy.
    """
    store.database.copy_to(target)
    store.images.outside.follow_to(target)
    if target.parent == store.root:
        return
    try:
        copy = Store.open(target)
        try:
            copy.images.move_root(store.root)
        finally:
            copy.close()
    except SaegimError:
        target.unlink(missing_ok=True)
        raise


def rename_files(old: Path, new: Path) -> Path | None:
    """Let the folder of runs and caches follow a project file that was renamed.

    Args:
        old: The project file as it was called; it is not open.
        new: As it is called now, in the same folder.

    Returns:
        The folder if it could not follow, because a run in it is going on, say.
    """
    files, target = old.with_suffix(".files"), new.with_suffix(".files")
    if not files.is_dir() or files.is_symlink() or os.path.lexists(target):
        return None
    try:
        if _is_training(files / "runs"):
            return files
        files.rename(target)
    except OSError:
        return files
    return None


def dated_name(path: Path, word: str) -> Path:
    """A name beside a file that says what it is, and when to the second."""
    stamp = time.strftime("%Y-%m-%d %H.%M.%S")
    return path.with_name(f"{path.stem} ({word}, {stamp}){path.suffix}")


def _is_training(runs: Path) -> bool:
    folders = runs.iterdir() if runs.is_dir() else ()
    return any(RunFolder(path).is_worked_on() for path in folders if is_run_id(path.name))
