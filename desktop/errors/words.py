"""A code and its parameters become one sentence in the window's language."""

from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop.errors.notices import NOTICES
from engine.protocol.error_sentences import SENTENCES
from engine.protocol.errors import SaegimError

UNKNOWN = "?"


def words(code: str, parameters: Mapping[str, str] | None = None) -> str:
    """The sentence of an error, a notice or a reason, translated and filled in.

    A code without words is shown as itself: a newer engine may say more than this window knows.
    """
    known: Mapping[str, object] = {**SENTENCES, **NOTICES}
    english = str(known.get(code, code))
    translated = QCoreApplication.translate("errors", english)
    return translated.format_map(defaultdict(lambda: UNKNOWN, parameters or {}))


def sentence(error: SaegimError) -> str:
    """What the error says, in the window's language."""
    return words(error.code, error.parameters)
