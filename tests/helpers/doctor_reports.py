"""Reports as the doctor would give them on other machines than this one."""

import msgspec

from engine.protocol.doctor import (
    Device,
    DoctorReport,
    Folder,
    Memory,
    ModelState,
    NetworkSettings,
    Package,
    Problem,
    Processor,
    Remark,
    System,
    Torch,
)
from engine.system.build import BuildInfo

GIGABYTE = 10**9


def model(name: str, title: str, present: bool = True, damaged: bool = False) -> ModelState:
    return ModelState(
        name=name, title=title, starter=True, present=present, bundled=False, damaged=damaged
    )


PROCESSOR_ONLY = DoctorReport(
    program=BuildInfo("0.2.0", "a1b2c3d", "2.15.0 (cpu)", "https://example.org/newest", True),
    system=System(name="Linux", version="6.1 (Debian 12)", architecture="x86_64"),
    processor=Processor(name="AMD Ryzen 5 5600G", cores=12, threads_used=11),
    memory=Memory(total=16 * GIGABYTE, free=9 * GIGABYTE),
    devices=(Device(kind="cpu", name="AMD Ryzen 5 5600G"),),
    torch=Torch(version="2.15.0", built_for="cpu", works=True, nms=True),
    packages=tuple(
        Package(name=name, version=version)
        for name, version in (
            ("python", "3.11.9"),
            ("PySide6-Essentials", "6.11.3"),
            ("torch", "2.15.0"),
            ("torchvision", "0.29.2"),
            ("ultralytics", "8.4.190"),
            ("segment-anything", "1.0"),
            ("SQLAlchemy", "2.1.9"),
        )
    ),
    folders=(
        Folder(
            purpose="models",
            path="~/.local/share/saegim/models",
            exists=True,
            writable=True,
            free=120 * GIGABYTE,
        ),
        Folder(
            purpose="projects", path="~/Documents", exists=True, writable=True, free=120 * GIGABYTE
        ),
        Folder(purpose="temporary", path="/tmp", exists=True, writable=True, free=8 * GIGABYTE),
        Folder(
            purpose="settings",
            path="~/.config/saegim",
            exists=True,
            writable=True,
            free=120 * GIGABYTE,
        ),
    ),
    models=(
        model("mobile_sam", "MobileSAM"),
        model("yolo26n", "YOLO26n"),
        model("mobilenet_v2", "MobileNetV2"),
    ),
    network=NetworkSettings(proxy=False, mirror=False, package_index=False),
    summary=(
        Remark(code="no_gpu"),
        Remark(code="machine", parameters={"cores": "12", "free": "9.0", "total": "16.0"}),
        Remark(code="works_offline"),
    ),
    problems=(),
)
"""A machine without a graphics card where everything is well."""

CARD = Device(
    kind="cuda",
    name="NVIDIA GeForce RTX 3060",
    memory=12 * GIGABYTE,
    driver="470.42",
    usable=False,
    why_not="gpu_driver_old",
)
TROUBLED = msgspec.structs.replace(
    PROCESSOR_ONLY,
    devices=(*PROCESSOR_ONLY.devices, CARD),
    models=(model("mobile_sam", "MobileSAM", present=False), *PROCESSOR_ONLY.models[1:]),
    summary=(
        Remark(code="gpu_idle", parameters={"device": CARD.name}),
        PROCESSOR_ONLY.summary[1],
        Remark(code="needs_models"),
    ),
    problems=(
        Problem(
            code="models_missing",
            severity="blocks",
            remedy="fetch_models",
            parameters={"models": "MobileSAM"},
        ),
        Problem(
            code="gpu_driver_old",
            severity="limits",
            remedy="update_driver",
            parameters={"device": CARD.name, "driver": "470.42", "cuda": "13.2"},
        ),
        Problem(
            code="disk_low",
            severity="limits",
            remedy="free_space",
            parameters={"free": "2.1", "path": "~/Documents"},
        ),
        Problem(
            code="proxy_wrong",
            severity="hint",
            remedy="change_proxy",
            parameters={"source": "HTTPS_PROXY"},
        ),
    ),
)
"""A machine where a model is missing and a driver is too old."""
