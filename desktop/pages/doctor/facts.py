"""The doctor's report as rows of a table: a caption, and what was found in a line."""

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.protocol.doctor import Device, DoctorReport, Folder, ModelState

translate = QCoreApplication.translate

GIGABYTE = 1e9


class Fact(msgspec.Struct, frozen=True):
    """One row."""

    caption: str
    value: str


CAPTIONS: dict[str, object] = {
    "models": QT_TRANSLATE_NOOP("Facts", "Folder of models"),
    "projects": QT_TRANSLATE_NOOP("Facts", "New projects"),
    "temporary": QT_TRANSLATE_NOOP("Facts", "Temporary files"),
    "settings": QT_TRANSLATE_NOOP("Facts", "Settings"),
}


def facts(report: DoctorReport) -> list[Fact]:
    """All rows in the order of the page."""
    return [
        *_computing(report),
        Fact(translate("Facts", "Models"), _models(report.models)),
        *(
            Fact(translate("Facts", str(CAPTIONS[folder.purpose])), _folder(folder))
            for folder in report.folders
        ),
        Fact(translate("Facts", "Network"), _network(report)),
        Fact(translate("Facts", "Program"), _program(report)),
        Fact(translate("Facts", "System"), _system(report)),
        Fact(
            translate("Facts", "Libraries"),
            ", ".join(f"{p.name} {p.version}" for p in report.packages),
        ),
    ]


def _computing(report: DoctorReport) -> list[Fact]:
    cards = [device for device in report.devices if device.kind != "cpu"]
    processor, memory = report.processor, report.memory
    return [
        *(Fact(translate("Facts", "Graphics card"), _device(card)) for card in cards),
        *(
            []
            if cards
            else [Fact(translate("Facts", "Graphics card"), translate("Facts", "none found"))]
        ),
        Fact(translate("Facts", "Torch"), _torch(report)),
        Fact(
            translate("Facts", "Processor"),
            translate("Facts", "{name}, {cores} cores, {threads} used for computing").format(
                name=processor.name, cores=processor.cores, threads=processor.threads_used
            ),
        ),
        Fact(
            translate("Facts", "Memory"),
            translate("Facts", "{free} GB of {total} GB free").format(
                free=_gigabytes(memory.free), total=_gigabytes(memory.total)
            ),
        ),
    ]


def _device(device: Device) -> str:
    memory = "" if device.memory is None else f"{_gigabytes(device.memory)} GB"
    driver = (
        translate("Facts", "driver {version}").format(version=device.driver)
        if device.driver
        else ""
    )
    used = (
        translate("Facts", "can be used") if device.usable else translate("Facts", "cannot be used")
    )
    return _joined(device.name, memory, driver, used)


def _torch(report: DoctorReport) -> str:
    torch = report.torch
    if not torch.version:
        return translate("Facts", "not installed")
    if not torch.works:
        state = translate("Facts", "cannot be loaded")
    elif not torch.nms:
        state = translate("Facts", "without torchvision's operators")
    else:
        state = translate("Facts", "works")
    return _joined(torch.version, _built_for(torch.built_for), state)


def _built_for(kind: str) -> str:
    match kind:
        case "":
            return ""
        case "cpu":
            return translate("Facts", "built for the processor only")
        case _:
            name = kind.replace("cuda", "CUDA").replace("rocm", "ROCm")
            return translate("Facts", "built for {what}").format(what=name)


def _models(models: tuple[ModelState, ...]) -> str:
    there = [model.title for model in models if model.present and not model.damaged]
    damaged = [model.title for model in models if model.damaged]
    missing = [model.title for model in models if not model.present]
    parts = (
        (translate("Facts", "here: {names}"), there),
        (translate("Facts", "damaged: {names}"), damaged),
        (translate("Facts", "not here: {names}"), missing),
    )
    return "; ".join(text.format(names=", ".join(names)) for text, names in parts if names)


def _folder(folder: Folder) -> str:
    written = (
        translate("Facts", "can be written")
        if folder.writable
        else translate("Facts", "cannot be written")
    )
    free = "" if folder.free is None else f"{_gigabytes(folder.free)} GB"
    return _joined(
        folder.path, written, free and translate("Facts", "{size} free").format(size=free)
    )


def _network(report: DoctorReport) -> str:
    network = report.network
    chosen = [
        name
        for name, is_set in (
            (translate("Facts", "a proxy"), network.proxy),
            (translate("Facts", "a mirror"), network.mirror),
            (translate("Facts", "a package index"), network.package_index),
        )
        if is_set
    ]
    set_to = translate("Facts", "set: {names}").format(names=", ".join(chosen)) if chosen else ""
    return _joined(set_to, translate("Facts", "nobody was contacted"))


def _program(report: DoctorReport) -> str:
    program = report.program
    kind = translate("Facts", "installed") if program.frozen else translate("Facts", "from source")
    torch = f"torch {program.torch}" if program.torch else ""
    return _joined(f"Saegim {program.version}", program.commit, torch, kind)


def _system(report: DoctorReport) -> str:
    system = report.system
    return _joined(f"{system.name} {system.version}", system.architecture)


def _gigabytes(size: int) -> str:
    return f"{size / GIGABYTE:.1f}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
