"""What was seen on a machine, before anything is made of it."""

import msgspec

from engine.protocol.doctor import (
    DeviceKind,
    Folder,
    Memory,
    ModelState,
    NetworkSettings,
    Package,
    Processor,
    System,
)
from engine.system.build import BuildInfo
from engine.system.graphics import NvidiaCard


class TorchDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A graphics card as torch sees it."""

    kind: DeviceKind
    name: str
    memory: int | None = None
    said: str = ""
    """What it said to a small calculation; empty if that went well."""


class TorchFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What torch can do in this process."""

    version: str = ""
    built_for: str = ""
    said: str = ""
    """What torch said when it was loaded or tried; empty if that went well."""
    nms_said: str = ""
    """What torchvision said when it was loaded or tried; empty if that went well."""
    gpu_said: str = ""
    """What torch said when it was asked for graphics cards."""
    devices: tuple[TorchDevice, ...] = ()
    oldest_generation: tuple[int, int] | None = None
    """Lowest compute capability it is built for; None where it does not tell."""


class SeenFolder(msgspec.Struct, frozen=True):
    """A folder, and a number that it shares with all others on the same disk."""

    folder: Folder
    disk: int


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was seen."""

    program: BuildInfo
    system: System
    processor: Processor
    memory: Memory
    nvidia: tuple[NvidiaCard, ...] = ()
    """As NVIDIA's driver tells."""
    nvidia_without_driver: tuple[str, ...] = ()
    amd: tuple[str, ...] = ()
    torch: TorchFacts
    packages: tuple[Package, ...]
    folders: tuple[SeenFolder, ...]
    models: tuple[ModelState, ...]
    network: NetworkSettings
    proxy_wrong: bool = False
    wrong_proxy_variables: tuple[str, ...] = ()
    """Those that are gone by, as the settings name no proxy."""
    models_folder_chosen: bool = False
    """Whether a person chose it in the settings, so that it should be there."""
    device: str = "auto"
    """The device of the settings."""
