"""What the doctor says about a machine: the report that window, command line and people share.

Nothing in it names a person: paths below the home folder begin with ``~``, and addresses of
proxies and mirrors, which may hold passwords, are only said to be there.
"""

from typing import Literal

import msgspec

from engine.protocol.build import BuildInfo

Severity = Literal["blocks", "limits", "hint"]
"""``blocks``: the main job cannot be done; ``limits``: slower or in part; ``hint``: no harm."""

Remedy = Literal[
    "fetch_models",
    "choose_models_folder",
    "choose_device",
    "change_proxy",
    "free_space",
    "update_driver",
    "install_gpu_build",
    "none",
]
"""What a button beside a problem can do about it."""

DeviceKind = Literal["cpu", "cuda", "mps"]
FolderPurpose = Literal["models", "projects", "temporary", "settings"]

PROBLEM_SENTENCES: dict[str, str] = {
    "torch_broken": (
        "Training and the smart tool cannot start, because torch cannot be loaded ({said}): "
        "install the program again."
    ),
    "nms_missing": (
        "Objects cannot be detected, because torch and torchvision do not fit together ({said}): "
        "install the program again."
    ),
    "gpu_needs_other_build": (
        "{device} is not used, because this copy of the program computes on the processor only: "
        "install the variant for graphics cards."
    ),
    "gpu_driver_old": (
        "{device} is not used, because its driver {driver} is too old for CUDA {cuda}: install a "
        "newer driver."
    ),
    "gpu_generation_old": (
        "{device} is not used, because this version of torch no longer supports its generation."
    ),
    "gpu_fails": (
        "{device} is there, but it fails at a small calculation ({said}): restart the machine, "
        "then install a newer driver."
    ),
    "gpu_without_driver": (
        "{device} is not used, because its driver is missing or does not answer: install it again."
    ),
    "gpu_amd": "{device} is not used: this copy of the program has no support for AMD cards.",
    "device_gone": (
        "The device chosen in the settings, {device}, is not on this machine: choose another one."
    ),
    "memory_small": (
        "This machine has {total} GB of memory, and 8 GB are recommended: choose small models."
    ),
    "memory_taken": (
        "Only {free} GB of memory are free, and training may need 4 GB: close other programs."
    ),
    "disk_low": (
        "Only {free} GB are free on the disk of {path}, and training may need 5 GB: free some "
        "space."
    ),
    "models_folder_missing": (
        "The folder of models, {path}, is not there: connect its disk, or choose another folder."
    ),
    "models_folder_readonly": (
        "The folder of models, {path}, cannot be written, so no model can be fetched: choose "
        "another folder."
    ),
    "models_missing": "Models for the first steps are not on this machine yet: {models}.",
    "models_damaged": "Files of models are damaged and have to be fetched again: {models}.",
    "temporary_readonly": (
        "The folder for temporary files, {path}, cannot be written: change its rights, or free "
        "some space there."
    ),
    "home_readonly": (
        "The home folder cannot be written, so settings are not kept: change its rights."
    ),
    "proxy_wrong": (
        "The proxy in the settings is not an address such as http://proxy.example:8080, so "
        "nothing can be fetched: correct it."
    ),
    "proxy_variable_wrong": (
        "The environment variable {variable} is not an address such as "
        "http://proxy.example:8080: correct it, or name a proxy in the settings."
    ),
}
"""Code to English sentence; the window translates the same sentences (``errors.problems``)."""

SUMMARY_SENTENCES: dict[str, str] = {
    "gpu_ready": "Training and the smart tool use {device} with {memory} GB of memory.",
    "apple_ready": "Training and the smart tool use the graphics part of {device}.",
    "no_gpu": (
        "No graphics card that torch can use was found: everything works on the processor, "
        "training takes longer."
    ),
    "gpu_idle": (
        "There is a graphics card, {device}, but it cannot be used yet: everything works on the "
        "processor, training takes longer."
    ),
    "gpu_unwanted": (
        "{device} is ready, but the settings say that everything is computed on the processor."
    ),
    "by_hand_only": (
        "Pictures can be labelled by hand, but training and the smart tool do not work yet."
    ),
    "machine": (
        "The processor has {cores} cores, and {free} GB of the {total} GB of memory are free."
    ),
    "works_offline": (
        "The models for the first steps are on this machine, so no network is needed."
    ),
    "needs_models": "The models for the first steps have to be fetched once.",
}
"""Code to English sentence of what this machine can do."""


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
    """Code of ``PROBLEM_SENTENCES`` if it is not usable."""


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


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """What is set for fetching. The doctor itself contacts nobody."""

    proxy: bool
    mirror: bool
    package_index: bool
    contacted: Literal[False] = False


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it should be."""

    code: str
    """Key of ``PROBLEM_SENTENCES``."""
    severity: Severity
    remedy: Remedy = "none"
    parameters: dict[str, str] = {}


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """A plain sentence about what this machine can do."""

    code: str
    """Key of ``SUMMARY_SENTENCES``."""
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
    network: Network
    summary: tuple[Remark, ...]
    problems: tuple[Problem, ...]
    """The worst first."""

    @property
    def blocked(self) -> bool:
        """Whether the main job cannot be done here."""
        return any(problem.severity == "blocks" for problem in self.problems)


def problem_sentence(problem: Problem) -> str:
    """The problem in English."""
    return PROBLEM_SENTENCES[problem.code].format(**problem.parameters)


def summary_sentence(remark: Remark) -> str:
    """The remark in English."""
    return SUMMARY_SENTENCES[remark.code].format(**remark.parameters)
