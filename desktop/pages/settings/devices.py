"""What people call the things that compute."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication


def device_words(name: str) -> str:
    """An engine's name of a device, in words."""
    kind, _, number = name.partition(":")
    match kind:
        case "auto":
            return QCoreApplication.translate("Settings", "Automatic: the fastest one")
        case "cpu":
            return QCoreApplication.translate("Settings", "Processor (CPU)")
        case "cuda":
            words = QCoreApplication.translate("Settings", "Graphics card {number} (CUDA)")
            return words.format(number=int(number or 0) + 1)
        case "mps":
            return QCoreApplication.translate("Settings", "Graphics part of the processor (MPS)")
        case _:
            return name


def offered(found: Iterable[str], now: str) -> tuple[str, ...]:
    """What can be chosen besides ``auto``: what was found, and what is set though it is away."""
    names = dict.fromkeys(("cpu", *found, now))
    return tuple(name for name in names if name != "auto")
