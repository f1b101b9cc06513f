"""Codes into words, and what happens with errors that nobody foresaw."""

from desktop.errors.log import Log
from desktop.errors.unexpected import UnexpectedErrors
from desktop.errors.words import sentence, words

__all__ = ["Log", "UnexpectedErrors", "sentence", "words"]
