"""The reader of picture files: window, thumbnails, database, SAM and training all ask it."""

from engine.images.decoding import displayed_size, shrinks_fast
from engine.images.errors import UnreadableImage
from engine.images.formats import DEEP_SUFFIXES, SUFFIXES
from engine.images.reader import Examined, examine, read

__all__ = [
    "DEEP_SUFFIXES",
    "SUFFIXES",
    "Examined",
    "UnreadableImage",
    "displayed_size",
    "examine",
    "read",
    "shrinks_fast",
]
