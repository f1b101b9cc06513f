"""What the button beside a problem says and does."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from engine.protocol.doctor import DoctorReport, Problem, Remedy

DRIVERS_PAGE = "https://www.nvidia.com/drivers"


class Offer(msgspec.Struct, frozen=True):
    """The words of a button, and what happens when it is pressed; without words there is none."""

    words: str
    act: Callable[[], object]


class Remedies(QObject):
    """Turns a problem into an offer; nothing is opened or fetched before the button is pressed."""

    fetch_requested = Signal(object)
    """Names of models."""
    settings_requested = Signal(str)
    """Name of a field of ``Settings``."""
    updates_requested = Signal()

    def offer(self, problem: Problem, report: DoctorReport) -> Offer:
        """What can be done about a problem."""
        fields: dict[Remedy, tuple[str, str]] = {
            "choose_models_folder": ("models_folder", self.tr("Choose a folder…")),
            "choose_device": ("device", self.tr("Choose a device…")),
            "change_proxy": ("proxy", self.tr("Change the proxy…")),
        }
        if problem.remedy in fields:
            field, words = fields[problem.remedy]
            return Offer(words, lambda: self.settings_requested.emit(field))
        match problem.remedy:
            case "fetch_models":
                names = missing_models(report)
                return Offer(self.tr("Fetch them"), lambda: self.fetch_requested.emit(names))
            case "free_space":
                folder = existing_folder(problem.parameters.get("path", "~"))
                return Offer(self.tr("Open the folder"), lambda: open_folder(folder))
            case "update_driver":
                return Offer(self.tr("Open the page of drivers"), lambda: open_page(DRIVERS_PAGE))
            case "install_gpu_package" if report.program.updates:
                return Offer(self.tr("Look for it…"), self.updates_requested.emit)
            case _:
                return Offer("", lambda: None)


def missing_models(report: DoctorReport) -> tuple[str, ...]:
    """Names of the models that are to be fetched: those for the first steps, and damaged ones."""
    return tuple(
        model.name
        for model in report.models
        if model.damaged or (model.starter and not model.present)
    )


def existing_folder(path: str) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = Path(path).expanduser()
    return next((place for place in (folder, *folder.parents) if place.is_dir()), Path.home())


def open_folder(folder: Path) -> None:
    """Show it in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_page(address: str) -> None:
    """Show it in the system's browser."""
    QDesktopServices.openUrl(QUrl(address))
