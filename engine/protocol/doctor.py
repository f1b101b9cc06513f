"""What the doctor says about a machine: the report that window, command line and people share.

Nothing in it names a person: paths below the home folder begin with ``~``, and addresses of
proxies and mirrors, which may hold passwords, are only said to be there.
"""

from typing import Literal

import msgspec

from engine.system.build import BuildInfo

Severity = Literal["blocks", "limits", "hint"]
"""``blocks``: the main job cannot be done; ``limits``: slower or in part; ``hint``: no harm."""

Remedy = Literal[
    "fetch_models",
    "choose_models_folder",
    "choose_device",
    "change_proxy",
    "free_space",
    "update_driver",
    "install_gpu_package",
    "none",
]
"""What a button beside a problem can do about it."""

DeviceKind = Literal["cpu", "cuda", "mps"]
FolderPurpose = Literal["models", "projects", "temporary", "settings"]


class System(msgspec.Struct, frozen=True, kw_only=True):
    """The operating system."""

    name: str
    version: str
    architecture: str


class Processor(msgspec.Struct, frozen=True, kw_only=True):
    """The processor."""

    name: str
    cores: int
    threads_used: int
    """Threads that an engine computes with."""


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """Main memory, in bytes."""

    total: int
    free: int
    """What programs can have without swapping."""


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """Something to compute on."""

    kind: DeviceKind
    name: str
    memory: int | None = None
    """Bytes of its own; None where it shares the main memory."""
    driver: str = ""
    usable: bool = True
    """Whether torch can compute on it."""
    why_not: str = ""
    """Code of a problem if it is not usable."""


class Torch(msgspec.Struct, frozen=True, kw_only=True):
    """The library that computes."""

    version: str = ""
    """Empty where it is not installed."""
    built_for: str = ""
    """``cpu``, ``cuda 13.2`` or ``rocm 7.1``; empty where it cannot be loaded."""
    works: bool = False
    nms: bool = False
    """Whether ``torchvision::nms`` works, without which nothing can be detected."""


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A library and its version."""

    name: str
    version: str


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """A folder that matters; one that is not there yet is judged by where it would be made."""

    purpose: FolderPurpose
    path: str
    exists: bool
    writable: bool
    free: int | None
    """Bytes; None where the disk does not tell."""


class ModelState(msgspec.Struct, frozen=True, kw_only=True):
    """A model of the catalogue: those for the first steps, and others that are there."""

    name: str
    title: str
    starter: bool
    present: bool
    bundled: bool
    """Whether the file is the one that came with the program."""
    damaged: bool


class NetworkSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What is set for fetching. The doctor itself contacts nobody."""

    proxy: bool
    mirror: bool
    package_index: bool


ProblemCode = Literal[
    "torch_broken",
    "nms_missing",
    "gpu_needs_other_package",
    "gpu_needs_other_torch",
    "gpu_driver_old",
    "gpu_generation_old",
    "gpu_fails",
    "gpu_without_driver",
    "gpu_amd",
    "device_gone",
    "memory_small",
    "memory_taken",
    "disk_low",
    "models_folder_missing",
    "models_folder_readonly",
    "models_missing",
    "models_damaged",
    "temporary_readonly",
    "home_readonly",
    "proxy_wrong",
    "proxy_variable_wrong",
]

RemarkCode = Literal[
    "gpu_ready",
    "apple_ready",
    "no_gpu",
    "gpu_idle",
    "gpu_unwanted",
    "by_hand_only",
    "machine",
    "works_offline",
    "needs_models",
]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it should be."""

    code: ProblemCode
    severity: Severity
    remedy: Remedy = "none"
    parameters: dict[str, str] = {}


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """A plain sentence about what this machine can do."""

    code: RemarkCode
    parameters: dict[str, str] = {}


class DoctorReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the doctor found."""

    program: BuildInfo
    system: System
    processor: Processor
    memory: Memory
    devices: tuple[Device, ...]
    torch: Torch
    packages: tuple[Package, ...]
    folders: tuple[Folder, ...]
    models: tuple[ModelState, ...]
    network: NetworkSettings
    summary: tuple[Remark, ...]
    problems: tuple[Problem, ...]
    """The worst first."""

    @property
    def blocked(self) -> bool:
        """Whether the main job cannot be done here."""
        return any(problem.severity == "blocks" for problem in self.problems)
