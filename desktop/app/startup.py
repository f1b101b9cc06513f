"""From the command line to the window's end."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer

from desktop import paths
from desktop.app.application import Application
from desktop.app.command_line import read_command_line
from desktop.app.external_requests import ACTIVATION, ExternalRequests
from desktop.app.memory import GarbageCollection
from desktop.app.preloading import Preloading
from desktop.app.restarting import restart
from desktop.app.single_instance import Call, SingleInstance
from desktop.errors import Log, UnexpectedErrors
from engine.protocol.window import let_others_come_forward, meeting_place
from engine.system.process import leave_libraries_to_the_system

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.location import Location
    from desktop.app.program import Program
    from desktop.settings import LiveSettings

log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Run the program until its window is closed, or call the window that is open already.

    Returns:
        The exit code.
    """
    app = Application(arguments)
    GarbageCollection(app)
    wanted = read_command_line(app.arguments())
    instance = _meet()
    if instance is not None and _call(instance, wanted):
        return 0
    leave_libraries_to_the_system()
    files = Log(paths.log_file())
    files.open()
    errors = UnexpectedErrors(files, app)
    errors.install()
    try:
        settings = _dress(app)
        program = build(settings)
        _wire(program, app, instance, errors)
        program.window.show()
        _begin(program, wanted, files)
        return app.exec()
    finally:
        errors.close()
        files.close()


def build(settings: LiveSettings | None = None) -> Program:
    """Make the window. Needs a ``QApplication``."""
    # Imported here: a second start that only calls the first window needs nothing of it.
    from desktop.app.program import Program
    from desktop.remembered import Remembered

    return Program(Remembered(), settings)


def _dress(app: Application) -> LiveSettings:
    from desktop.app.appearance import Appearance
    from desktop.settings import LiveSettings

    settings = LiveSettings(app)
    Appearance(app, settings)
    return settings


def _meet() -> SingleInstance | None:
    try:
        place = meeting_place()
    except OSError as error:
        log.warning("Other starts cannot be met: %s", error)
        return None
    return SingleInstance(place)


def _call(instance: SingleInstance, wanted: Location) -> bool:
    let_others_come_forward()
    return instance.call_first(Call(wanted.project, os.environ.get(ACTIVATION, "")))


def _wire(
    program: Program,
    app: Application,
    instance: SingleInstance | None,
    errors: UnexpectedErrors,
) -> None:
    requests = ExternalRequests(program)
    app.file_opened.connect(requests.open_file)
    if instance is not None:
        instance.called.connect(requests.answer)
    errors.said.connect(lambda text: program.window.messages.say(text, "danger"))
    errors.restart_requested.connect(lambda: restart(program, instance))


def _begin(program: Program, wanted: Location, files: Log) -> None:
    """Import what a project takes, and open the one that is wanted as soon as it is there."""
    preloading = Preloading(program)
    if not wanted.project:
        preloading.begin_soon()
        _tell_at_start(program, files)
        return
    text = QCoreApplication.translate("Program", "Opening {name}…")
    program.window.messages.say(text.format(name=Path(wanted.project).stem))
    preloading.finished.connect(lambda: _open(program, wanted, files))
    # Once the window has been painted.
    QTimer.singleShot(0, preloading, preloading.begin)


def _open(program: Program, wanted: Location, files: Log) -> None:
    # Somebody may have opened another one while the modules came.
    if program.project is None:
        program.go_to(wanted)
    _tell_at_start(program, files)


def _tell_at_start(program: Program, files: Log) -> None:
    """Say what the person should know of the last time and of this machine, once it is quiet."""
    if files.ended_badly:
        text = QCoreApplication.translate(
            "Program",
            "Saegim ended unexpectedly the last time. Nothing was lost: every edit is saved when "
            "it is made. Details: {file}",
        ).format(file=files.file)
        program.window.messages.say(text, "info")
    if (folder := paths.unwritable_folder()) is not None:
        text = QCoreApplication.translate(
            "Program",
            "Nothing can be written to {folder}: settings and the list of projects are forgotten "
            "when the window closes.",
        ).format(folder=folder)
        program.window.messages.say(text, "warning")
