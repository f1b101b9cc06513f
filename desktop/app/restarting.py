"""Ending the program and starting it again in the same place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QProcess

from desktop import paths
from desktop.app.command_line import command_line_to
from desktop.app.location import Location
from engine.system.process import window_command

if TYPE_CHECKING:
    from desktop.app.program import Program
    from desktop.app.single_instance import SingleInstance

log = logging.getLogger(__name__)


def restart(program: Program, instance: SingleInstance | None) -> None:
    """Start the program where this one is, then end this one.

    In this order, since what is wrong with this one may keep it from ending properly.
    """
    program.window.remember_geometry()
    if instance is not None:
        instance.give_up()
    command = [*window_command(), *command_line_to(_place(program))]
    started, _process = QProcess.startDetached(command[0], command[1:], str(paths.SOURCE_ROOT))
    if not started:
        log.error("The program could not be started again: %s", command)
        return
    QCoreApplication.exit(0)
    program.window.close()


def _place(program: Program) -> Location:
    try:
        return program.place()
    except Exception:
        log.exception("Nobody knows where the person is")
        return Location()
