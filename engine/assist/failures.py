"""What went wrong, in the protocol's codes."""

from engine.protocol.error_sentences import ErrorCode
from engine.protocol.errors import SaegimError
from engine.protocol.requests import AssistCode

CODES: dict[ErrorCode, AssistCode] = {
    "model_missing": "no_model",
    "model_damaged": "bad_model",
    "bad_card": "bad_model",
    "bad_weights": "bad_model",
    "unsafe_weights": "bad_model",
    "unreadable_weights": "bad_model",
    "weights_missing": "bad_model",
    "unknown_architecture": "bad_model",
}
"""Codes of our errors to the protocol's, which are about what was asked for."""

HOPELESS = frozenset({"no_model", "bad_model"})
"""Codes after which the next image of the request would fail, too."""


def in_words(error: Exception) -> tuple[ErrorCode | AssistCode, dict[str, str]]:
    """The protocol's code and parameters for what went wrong."""
    from engine.architectures.memory import is_out_of_memory

    if isinstance(error, SaegimError):
        return CODES.get(error.code, error.code), error.parameters
    if is_out_of_memory(error):
        return "out_of_memory", {"batch": "1"}
    return "internal", {"detail": f"{type(error).__name__}: {error}"}
