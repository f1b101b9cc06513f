"""Machines that doctors are shown."""

import msgspec

from engine.doctor.facts import Facts, SeenFolder, TorchDevice, TorchFacts
from engine.protocol.doctor import (
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

H100 = NvidiaCard("NVIDIA H100", 85 * 10**9, "580.65", 13020, (9, 0))


def folder(purpose: str, disk: int = 1, **changes: object) -> SeenFolder:
    sound = Folder(
        purpose=purpose,
        path=f"/data/{purpose}",
        exists=True,
        writable=True,
        free=100 * 10**9,
    )
    return SeenFolder(msgspec.structs.replace(sound, **changes), disk)


def model(title: str, **changes: object) -> ModelState:
    sound = ModelState(
        name=title.lower(), title=title, starter=True, present=True, bundled=False, damaged=False
    )
    return msgspec.structs.replace(sound, **changes)


def torch(**changes: object) -> TorchFacts:
    sound = TorchFacts(version="2.15.0", built_for="cuda 13.2", oldest_generation=(7, 5))
    return msgspec.structs.replace(sound, **changes)


def torch_with(card: NvidiaCard, said: str = "", **changes: object) -> TorchFacts:
    device = TorchDevice(kind="cuda", name=card.name, memory=card.memory, said=said)
    return torch(devices=(device,), **changes)


def machine(**changes: object) -> Facts:
    """A machine without a graphics card and without a fault, but for the changes."""
    sound = Facts(
        program=BuildInfo("0.1.0"),
        system=System(name="Debian GNU/Linux", version="12", architecture="x86_64"),
        processor=Processor(name="A processor", cores=4, threads_used=3),
        memory=Memory(total=16 * 10**9, free=12 * 10**9),
        torch=torch(),
        packages=(Package(name="torch", version="2.15.0"),),
        folders=tuple(map(folder, ("models", "projects", "temporary", "settings"))),
        models=(model("MobileSAM"), model("YOLO26n")),
        network=NetworkSettings(proxy=False, mirror=False, package_index=False),
    )
    return msgspec.structs.replace(sound, **changes)
