"""The reader of picture files: window, thumbnails, database, SAM and training all ask it."""

from engine.images.decoding import displayed_size, has_deep_values, shrinks_fast
from engine.images.errors import GoOn, ReadingStopped, UnreadableImage, always
from engine.images.formats import SUFFIXES
from engine.images.identity import check_content, content_hash_of
from engine.images.reader import Examined, Pixels, examine, read, read_with_values
from engine.images.values import measure as measure_values
from engine.images.values import to_eight_bits

__all__ = [
    "SUFFIXES",
    "Examined",
    "GoOn",
    "Pixels",
    "ReadingStopped",
    "UnreadableImage",
    "always",
    "check_content",
    "content_hash_of",
    "displayed_size",
    "examine",
    "has_deep_values",
    "measure_values",
    "read",
    "read_with_values",
    "shrinks_fast",
    "to_eight_bits",
]
