"""Pictures that somebody sorted into folders have their labels already: the folders' names."""

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from engine.system.text import plain_name


def folder_labels(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the name of the folder that each file lies in; a drive's root has none."""
    # macOS may take a name apart into letters and marks, and the same class twice is no help.
    folders = {path: unicodedata.normalize("NFC", path.absolute().parent.name) for path in paths}
    names = {path: plain_name(name) for path, name in folders.items()}
    return {path: name for path, name in names.items() if name}


def sorted_labels(paths: Sequence[Path]) -> dict[Path, str]:
    """Return ``folder_labels`` of what lies in folders below the one that holds all of it.

    Empty unless these are two folders or more: then nothing says that they were meant as labels.
    """
    if not paths:
        return {}
    top = Path(os.path.commonpath([path.absolute().parent for path in paths]))
    labels = folder_labels(path for path in paths if path.absolute().parent != top)
    return labels if len(set(labels.values())) > 1 else {}
