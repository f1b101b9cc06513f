"""What is said before the window closes while a training goes on, which does not end with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.remembered import Remembered
    from engine.project.rows import RunRow

Button = QMessageBox.StandardButton


class ClosingNotice(QObject):
    """Says once a run that it goes on, unless the person does not want to hear it.

    Args:
        remembered: Knows what was said before.
        active: The runs that are going in the open project.
        parent: Qt owner.
    """

    def __init__(
        self,
        remembered: Remembered,
        active: Callable[[], list[RunRow]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._active = active

    def may_close(self, window: QWidget) -> bool:
        """Whether the window may close now; otherwise it is asked about and closed afterwards."""
        told = self._remembered.runs_told
        untold = [run for run in self._active() if run.id not in told]
        if not untold or not self._remembered.tells_of_runs or _is_session_ending():
            return True
        self._ask(window, untold)
        return False

    def _ask(self, window: QWidget, runs: list[RunRow]) -> None:
        question = QMessageBox(window)
        question.finished.connect(question.deleteLater)
        question.setIcon(QMessageBox.Icon.Information)
        question.setTextFormat(Qt.TextFormat.PlainText)
        names = ", ".join(run.name for run in runs)
        question.setText(
            self.tr("The training goes on without the window: {runs}").format(runs=names)
        )
        question.setInformativeText(
            self.tr("Open the project again to see how far it is, or to stop it.")
        )
        silent = QCheckBox(self.tr("Do not say this again"))
        question.setCheckBox(silent)
        close = question.addButton(self.tr("Close the window"), QMessageBox.ButtonRole.AcceptRole)
        question.addButton(Button.Cancel)
        question.setDefaultButton(close)

        def close_now() -> None:
            self._remembered.tells_of_runs = not silent.isChecked()
            self._remembered.tell_of_runs([run.id for run in runs])
            window.close()

        question.accepted.connect(close_now)
        question.open()


def _is_session_ending() -> bool:
    """Whether the system closes all windows, and waits for no answer."""
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()
