"""Where the window keeps things outside projects."""

from pathlib import Path

import platformdirs

from engine.system.files import check_writable, make_private
from engine.system.settings import settings_path

NAME = "saegim"
SOURCE_ROOT = Path(__file__).parents[1]


def log_file() -> Path:
    """The file that unexpected errors are written to, whether its folder is there or not."""
    return platformdirs.user_log_path(NAME, False) / "window.log"


def unwritable_folder() -> Path | None:
    """The folder of settings or logs, if nothing can be written there."""
    for folder in (settings_path().parent, log_file().parent):
        try:
            make_private(folder)
            check_writable(folder)
        except OSError:
            return folder
    return None


def sample_project(name: str) -> Path | None:
    """The sample project of that name, where it is built: beside the source, or for this person."""
    for folder in (SOURCE_ROOT / "sample", samples_folder()):
        for path in sorted(folder.glob(f"*/{name}.saegim")):
            return path
    return None


def samples_folder() -> Path:
    """Where the window builds sample projects."""
    return platformdirs.user_data_path(NAME, False) / "sample"


def default_projects_folder() -> Path:
    """Where file dialogs start when nothing was opened before."""
    return platformdirs.user_documents_path()
