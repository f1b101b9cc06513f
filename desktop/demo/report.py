"""What the demonstration found, as ``report.json``."""

import hashlib
from pathlib import Path

import msgspec

from engine.system.build import build_info
from engine.system.versions import version_of

PACKAGES = ("PySide6-Essentials", "torch", "torchvision", "ultralytics", "segment-anything")


class OutlineFigures(msgspec.Struct, frozen=True):
    """One outlined object: how well its extent agrees with the given box."""

    image: str
    prompt: str
    iou: float


class PhaseFigures(msgspec.Struct, frozen=True):
    """One phase of a run."""

    name: str
    epochs: int
    trainable_parameters: int
    frozen_parameters: int
    seconds: float


class RunFigures(msgspec.Struct, frozen=True):
    """One training run."""

    project: str
    folder: str
    phases: tuple[PhaseFigures, ...]
    epochs: int
    best_epoch: int
    metrics: dict[str, float]
    seconds: float
    suggestions: int
    """Suggestions made by the model on the images nobody had reviewed."""


class DemoReport(msgspec.Struct, frozen=True):
    """All figures of a demonstration; measured in it, on this machine."""

    platform: str
    cores: int
    versions: dict[str, str]
    outlines: tuple[OutlineFigures, ...]
    runs: tuple[RunFigures, ...]
    longest_gap_ms: float
    """Longest time for which the window's 10 ms timer did not fire while the script waited."""
    longest_own_gap_ms: float
    """The same without the time for which the machine ran other programs instead."""
    exports: tuple[str, ...]
    """What was exported, relative to the report's folder."""
    short: bool
    """Whether the runs had one epoch for each phase, so that their figures say nothing."""
    torch_in_window: bool
    originals_unchanged: bool
    seconds: float


def versions() -> dict[str, str]:
    """Versions of what the work was done with; empty where the frozen program does not tell."""
    found = {name: version_of(name) for name in PACKAGES}
    # Only engines load torch, so a frozen window knows of it what was written at build time.
    return found | {"torch": found["torch"] or build_info().torch}


def fingerprint(folder: Path) -> str:
    """SHA-256 over names and contents of the pictures below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def write(report: DemoReport, path: Path) -> None:
    """Write a report as readable JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2))


def summary(report: DemoReport) -> str:
    """The figures in a few lines."""
    lines = [f"{o.image}: {o.prompt}: IoU {o.iou:.3f}" for o in report.outlines]
    for run in report.runs:
        figures = ", ".join(f"{name} {value:.3f}" for name, value in run.metrics.items())
        lines.append(f"{run.project}: {run.epochs} epochs in {run.seconds:.0f} s: {figures}")
        lines.append(f"{run.project}: {run.suggestions} suggestions on unreviewed images")
    lines.append(f"exported: {', '.join(report.exports)}")
    lines.append(
        f"longest gap in the window: {report.longest_gap_ms:.0f} ms, "
        f"of its own making {report.longest_own_gap_ms:.0f} ms"
    )
    return "\n".join(lines)
