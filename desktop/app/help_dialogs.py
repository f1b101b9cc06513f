"""What helps a person who is stuck or new: samples, settings, doctor, updates, about box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop import paths
from desktop.actions import Act
from desktop.app.samples import SampleProjects
from desktop.jobs.doctor import Doctor
from engine.system.build import build_info

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from desktop.app.open_project import OpenProject
    from desktop.main_window import MainWindow
    from desktop.pages.start.page import StartPage
    from desktop.settings import LiveSettings
    from desktop.widgets.message_bar import MessageBar


class HelpDialogs(QObject):
    """Outlives the window, so that a machine is not examined again when it is made anew.

    The dialogs are imported when they are opened: most people never do.

    Args:
        settings: What can be set.
        project: Tells which project is open.
        parent: Qt owner.
    """

    project_wanted = Signal(object)
    """The ``Path`` of a sample project that the person wants to see."""

    def __init__(
        self,
        settings: LiveSettings,
        project: Callable[[], OpenProject | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._project = project
        self._window: MainWindow | None = None
        self.doctor = Doctor(paths.log_file().with_name("doctor.log"), parent=self)

    def serve(self, window: MainWindow, start: StartPage) -> None:
        """Wire a window and its start page; dialogs belong to that window from now on."""
        self._window = window
        samples = SampleProjects(window.messages, window.progress, window)
        samples.ready.connect(lambda path: self._offer_sample(path, window.messages))
        samples.busy_changed.connect(start.samples.setDisabled)
        start.sample_chosen.connect(samples.open)
        start.doctor_requested.connect(self.show_doctor)
        start.rested.connect(self.doctor.examine_once)
        start.machine.follow(self.doctor)
        window.closing.connect(samples.cancel)
        window.closing.connect(self.doctor.close)
        window.table.on(Act.SETTINGS, self.show_settings, window)
        window.table.on(Act.DOCTOR, self.show_doctor, window)
        window.table.on(Act.CHECK_UPDATES, self.check_updates, window)
        window.table.on(Act.ABOUT, self.show_about, window)

    def show_doctor(self) -> None:
        """What this machine can do, and what is wrong with it."""
        from desktop.pages.doctor.dialog import DoctorDialog

        dialog = DoctorDialog(self.doctor, self._window)
        dialog.settings_requested.connect(self.show_settings)
        dialog.updates_requested.connect(self.check_updates)
        _show(dialog)

    def show_settings(self, field: str = "") -> None:
        """Everything that can be set; at a field of ``Settings``, if one is named."""
        from desktop.pages.settings import SettingsDialog

        dialog = SettingsDialog(self._settings, self._devices(), self._window)
        if field:
            dialog.show_field(field)
        _show(dialog)

    def check_updates(self) -> None:
        """Offer to ask for the newest version."""
        from desktop.pages.help.update_dialog import UpdateDialog

        _show(UpdateDialog(build_info(), self._window))

    def show_about(self) -> None:
        """Which version this is."""
        from desktop.pages.help.about_dialog import AboutDialog

        _show(AboutDialog(build_info(), self._window))

    def _devices(self) -> list[str]:
        """What the open project's engine or the doctor found, by the names of the settings."""
        project = self._project()
        if project is not None and project.devices:
            return list(project.devices)
        found = [] if self.doctor.report is None else self.doctor.report.devices
        kinds = [device.kind for device in found if device.usable]
        cards = [f"cuda:{number}" for number in range(kinds.count("cuda"))]
        return [*cards, *(kind for kind in kinds if kind == "mps")]

    def _offer_sample(self, path: Path, messages: MessageBar) -> None:
        if self._project() is None:
            self.project_wanted.emit(path)
            return
        # Somebody who has begun to work meanwhile is not to be torn away.
        messages.say(
            self.tr("The sample project {name} is ready.").format(name=path.stem),
            "info",
            self.tr("Open it"),
            lambda: self.project_wanted.emit(path),
        )


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
