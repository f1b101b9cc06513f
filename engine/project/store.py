"""The store: the only code that writes a project."""

from engine.project.annotations import AnnotationEditing
from engine.project.classes import ClassEditing
from engine.project.datasets import DatasetFreezing
from engine.project.images import ImageEditing
from engine.project.pictures import find_pictures
from engine.project.reading import Reading
from engine.project.run_table import RunKeeping
from engine.project.suggestions import SuggestionEditing
from engine.project.undoing import Undoing

__all__ = ["Store", "find_pictures"]


class Store(
    Reading,
    ImageEditing,
    ClassEditing,
    AnnotationEditing,
    SuggestionEditing,
    DatasetFreezing,
    RunKeeping,
    Undoing,
):
    """An open project; every writing method is one transaction and returns what it changed.

    ``Store.create`` and ``Store.open`` give one. It may be used from several threads, and several
    processes may have one on the same file: ``data_version`` moves when another one wrote.
    """
