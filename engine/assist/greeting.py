"""What the assist process says first. torch is not loaded for it: that takes seconds."""

from engine.catalogue.entries import list_models
from engine.catalogue.library import is_present
from engine.protocol.requests import PROTOCOL_VERSION, Hello
from engine.system.graphics import has_apple_graphics, nvidia_card_count


def greeting() -> Hello:
    """Say hello, with the machine's devices and the models that lie on it."""
    models = tuple(entry.name for entry in list_models() if is_present(entry.name))
    return Hello(PROTOCOL_VERSION, devices(), models)


def devices() -> tuple[str, ...]:
    """The devices to compute on, the best first, as the drivers tell."""
    cards = [f"cuda:{number}" for number in range(nvidia_card_count())]
    return (*cards, *(["mps"] if has_apple_graphics() else []), "cpu")
