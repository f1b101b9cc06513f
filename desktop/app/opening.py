"""All that a project takes and the start page does not: a database library, plots, arrays.

``Program`` imports this module when the first project is opened, or ``preloading`` before that;
at the start it would cost more than everything else together (docs/adr/0018-start.md).
"""

from desktop.app.moved_project import keep_copy
from desktop.app.open_project import OpenProject
from desktop.locked_project import carry_out
from engine.project.backups import backups_of, restore
from engine.project.copies import rename_files
from engine.project.folder_labels import sorted_labels
from engine.project.image_search import find_image_files
from engine.project.store import Store, create_for

__all__ = [
    "OpenProject",
    "Store",
    "backups_of",
    "carry_out",
    "create_for",
    "find_image_files",
    "keep_copy",
    "rename_files",
    "restore",
    "sorted_labels",
]
