"""Where the window keeps things outside projects."""

from pathlib import Path

import platformdirs

NAME = "saegim"
SOURCE_ROOT = Path(__file__).parents[1]


def log_file() -> Path:
    """The file that unexpected errors are written to; its folder exists."""
    return platformdirs.user_log_path(NAME, ensure_exists=True) / "window.log"


def sample_projects() -> list[Path]:
    """The sample projects that are built: beside the source, or in the user's data folder."""
    folders = (SOURCE_ROOT / "sample", platformdirs.user_data_path(NAME) / "sample")
    return [path for folder in folders for path in sorted(folder.glob("**/*.saegim"))]


def default_projects_folder() -> Path:
    """Where file dialogs start when nothing was opened before."""
    return platformdirs.user_documents_path()
