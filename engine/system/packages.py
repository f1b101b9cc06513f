"""The packages of a release: one row for each that people choose from.

Nothing but the standard library: a workflow asks for the rows before anything is installed.
"""

import dataclasses
import sys


@dataclasses.dataclass(frozen=True, kw_only=True)
class Package:
    """What people install on one system, for one kind of processor that computes."""

    system: str
    """As ``sys.platform`` calls it."""
    variant: str
    """In the file's name: ``nvidia``, ``cpu`` or ``apple``."""
    built_for: str
    """What its torch is built for: ``cuda`` or ``cpu`` (torch for Macs says ``cpu``, too)."""
    file: str
    """Its name, with ``{version}``."""
    runner: str
    """The machine that the workflow builds it on."""
    torch_index: str = ""
    """Where its torch is, below the address of torch's own packages; empty: the ordinary index."""


PACKAGES = (
    Package(
        system="win32",
        variant="nvidia",
        built_for="cuda",
        file="Saegim-{version}-windows-x64-nvidia-setup.exe",
        runner="windows-2022",
        # The ordinary index has torch for Windows without CUDA.
        torch_index="cu132",
    ),
    Package(
        system="win32",
        variant="cpu",
        built_for="cpu",
        file="Saegim-{version}-windows-x64-cpu-setup.exe",
        runner="windows-2022",
    ),
    # Linux: the oldest there is, for the C library; GitHub retires it in April 2027.
    Package(
        system="linux",
        variant="nvidia",
        built_for="cuda",
        file="saegim_{version}_amd64_nvidia.deb",
        runner="ubuntu-22.04",
    ),
    Package(
        system="linux",
        variant="cpu",
        built_for="cpu",
        file="saegim_{version}_amd64_cpu.deb",
        runner="ubuntu-22.04",
        # The ordinary index has torch for Linux with CUDA only.
        torch_index="cpu",
    ),
    Package(
        system="darwin",
        variant="apple",
        built_for="cpu",
        file="Saegim-{version}-macos-arm64.dmg",
        runner="macos-15",
    ),
)


def package_for(built_for: str, system: str = sys.platform) -> Package | None:
    """The package of a system with such a torch, such as ``cuda 13.2``; None if there is none."""
    kind = built_for.partition(" ")[0]
    return next((p for p in PACKAGES if (p.system, p.built_for) == (system, kind)), None)
