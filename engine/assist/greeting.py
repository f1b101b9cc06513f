"""What the assist process says first. torch is not loaded for it: that takes seconds."""

import platform

from engine.catalogue.entries import list_models
from engine.catalogue.library import is_present
from engine.protocol.graphics import nvidia_card_count
from engine.protocol.requests import PROTOCOL_VERSION, Hello


def greeting() -> Hello:
    """Say hello, with the machine's devices and the models that lie on it."""
    models = tuple(entry.name for entry in list_models() if is_present(entry.name))
    return Hello(PROTOCOL_VERSION, devices(), models)


def devices() -> tuple[str, ...]:
    """The devices to compute on, the best first, as the drivers tell."""
    apple = platform.system() == "Darwin" and platform.machine() == "arm64"
    return (*(f"cuda:{n}" for n in range(nvidia_card_count())), *(["mps"] if apple else []), "cpu")
