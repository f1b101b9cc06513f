"""Has an engine make TorchScript of a model: that takes torch, which the window never loads."""

import logging
from pathlib import Path

from PySide6.QtCore import QProcess

from desktop.jobs.background import Progress
from desktop.jobs.engine_process import new_process
from engine.protocol.errors import SaegimError
from engine.system.process import engine_command

log = logging.getLogger(__name__)

LOOK = 200
"""Milliseconds between looks whether the person has cancelled."""


def make_script(card: Path, target: Path, report: Progress) -> None:
    """Write the model of a card as TorchScript; for a thread, since it waits for the engine.

    Args:
        card: ``card.json`` with the weights beside it.
        target: The file to write.
        report: Called again and again; may raise to end the engine.

    Raises:
        SaegimError: ``no_torchscript``.
    """
    program, *arguments = engine_command()
    process = new_process()
    process.setStandardOutputFile(QProcess.nullDevice())
    process.start(program, [*arguments, "export", "torchscript", str(card), str(target)])
    try:
        while (
            not process.waitForFinished(LOOK) and process.state() != process.ProcessState.NotRunning
        ):
            report(0, 0)
    finally:
        process.kill()
        process.waitForFinished()
    was_killed = process.exitStatus() != process.ExitStatus.NormalExit
    if was_killed or process.exitCode() != 0 or not target.is_file():
        said = bytes(process.readAllStandardError().data()).decode(errors="replace")
        log.warning("No TorchScript of %s: %s", card, said or process.errorString())
        raise SaegimError("no_torchscript", "program")
