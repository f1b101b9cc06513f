"""Which device a run computes on, and what it says about it."""

import contextlib
import platform
from collections.abc import Generator

import psutil
import torch

from engine.protocol.errors import SaegimError
from engine.system.process import compute_threads
from engine.system.settings import read_settings
from engine.system.versions import version_of

_THIS_PROCESS = psutil.Process()

_NAMED = ("torch", "torchvision", "lightning-fabric", "ultralytics", "saegim")


def resolve_device(wanted: str) -> str:
    """Turn ``auto`` into what the settings say, or else the best there is, and check what is named.

    Returns:
        ``cpu``, ``cuda:N`` or ``mps``.

    Raises:
        SaegimError: ``no_device``.
    """
    if wanted == "auto":
        wanted = read_settings().device
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else _mps_or_cpu()
    if wanted == "cuda":
        wanted = "cuda:0"
    if not _is_there(wanted):
        raise SaegimError("no_device", "machine", device=wanted)
    return wanted


def use_threads() -> None:
    """Compute with as many threads as leave the window its core."""
    torch.set_num_threads(compute_threads())


@contextlib.contextmanager
def one_thread() -> Generator[None]:
    """Compute on one thread: for tiny work, waiting for a second one takes longer than the work."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def memory_in_use(device: str) -> int:
    """Bytes in use on the device, or resident bytes of this process on a CPU."""
    if device.startswith("cuda"):
        return torch.cuda.memory_allocated(device)
    if device == "mps":
        return torch.mps.current_allocated_memory()
    return _THIS_PROCESS.memory_info().rss


def library_versions() -> dict[str, str]:
    """Versions a run should be repeated with, Python's included."""
    versions = {"python": platform.python_version()}
    found = {name: version_of(name) for name in _NAMED}
    return versions | {name: version for name, version in found.items() if version}


def _mps_or_cpu() -> str:
    return "mps" if torch.backends.mps.is_available() else "cpu"


def _is_there(device: str) -> bool:
    match device.partition(":"):
        case ("cpu", "", ""):
            return True
        case ("mps", "", ""):
            return torch.backends.mps.is_available()
        case ("cuda", ":", number) if number.isdigit():
            return int(number) < torch.cuda.device_count()
        case _:
            return False
