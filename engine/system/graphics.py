"""The graphics cards of this machine as their drivers tell; torch is not loaded for it.

Like ``process``, this module knows what differs between systems.
"""

import contextlib
import platform
import sys
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

import pynvml

_DRM = Path("/sys/class/drm")
"""Where Linux lists what can draw on a screen."""
# Numbers of the PCI ID Repository.
_AMD = "0x1002"
_NVIDIA = "0x10de"
_DISPLAY_ADAPTERS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"


class NvidiaCard(NamedTuple):
    """What NVML tells about a card."""

    name: str
    memory: int | None
    """Bytes; None where it is the main memory."""
    driver: str
    cuda: int
    """The newest CUDA that the driver knows, as NVML counts: 13020 is 13.2."""
    generation: tuple[int, int]
    """Compute capability."""


def nvidia_card_count() -> int:
    """How many NVIDIA cards there are; 0 where there is no driver."""
    with _nvml() as works:
        return pynvml.nvmlDeviceGetCount() if works else 0


def nvidia_cards() -> tuple[NvidiaCard, ...]:
    """All NVIDIA cards; none where there is no driver, or it does not answer."""
    with _nvml() as works, contextlib.suppress(pynvml.NVMLError):
        return tuple(map(_card, range(pynvml.nvmlDeviceGetCount() if works else 0)))
    return ()


def has_apple_graphics() -> bool:
    """Whether the processor is one of Apple's, whose graphics part can compute."""
    return sys.platform == "darwin" and platform.machine() == "arm64"


def amd_cards() -> tuple[str, ...]:
    """Names of AMD's cards on Linux and Windows, processors' own graphics included."""
    return _cards_of(_AMD, ("AMD", "Radeon"))


def nvidia_without_driver() -> tuple[str, ...]:
    """Names of NVIDIA's cards as the system sees them, which needs no driver of NVIDIA's."""
    return _cards_of(_NVIDIA, ("NVIDIA", "GeForce"))


def _cards_of(vendor: str, words: tuple[str, ...]) -> tuple[str, ...]:
    if sys.platform == "linux":
        vendors = _DRM.glob("card*/device/vendor")
        found = {path.parent.resolve() for path in vendors if path.read_text().strip() == vendor}
        return tuple(_linux_name(device, words[0]) for device in sorted(found))
    return tuple(name for name in _windows_adapters() if any(word in name for word in words))


@contextlib.contextmanager
def _nvml() -> Generator[bool]:
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        yield False
        return
    try:
        yield True
    finally:
        pynvml.nvmlShutdown()


def _card(index: int) -> NvidiaCard:
    handle = pynvml.nvmlDeviceGetHandleByIndex(index)
    major, minor = pynvml.nvmlDeviceGetCudaComputeCapability(handle)
    return NvidiaCard(
        str(pynvml.nvmlDeviceGetName(handle)),
        _memory(handle),
        str(pynvml.nvmlSystemGetDriverVersion()),
        int(pynvml.nvmlSystemGetCudaDriverVersion()),
        (major, minor),
    )


def _memory(handle: object) -> int | None:
    try:
        return int(pynvml.nvmlDeviceGetMemoryInfo(handle).total)
    except pynvml.NVMLError:  # "Not supported" has no class that type checkers could know.
        return None


def _linux_name(device: Path, maker: str) -> str:
    # Only some drivers publish a name.
    with contextlib.suppress(OSError):
        if name := (device / "product_name").read_text().strip():
            return name
    return f"{maker} card"


def _windows_adapters() -> list[str]:
    if sys.platform != "win32":
        return []
    import winreg

    names: list[str] = []
    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _DISPLAY_ADAPTERS) as adapters:
        for index in range(winreg.QueryInfoKey(adapters)[0]):
            # Some of the keys are not adapters, and some may not be read.
            with (
                contextlib.suppress(OSError),
                winreg.OpenKey(adapters, winreg.EnumKey(adapters, index)) as adapter,
            ):
                names.append(str(winreg.QueryValueEx(adapter, "DriverDesc")[0]))
    return list(dict.fromkeys(names))
