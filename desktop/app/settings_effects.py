"""What the window and the open project do about a change of settings.

Language, colours and proxy belong to the whole program: ``dressing``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from desktop.actions import KeyMap
from desktop.settings.facts import reactions
from desktop.settings.vocabulary import Reaction

if TYPE_CHECKING:
    from desktop.app.program import Program
    from engine.system.settings import Settings

DIALOG = "settings"
"""Object name of the dialog, which is imported only when it is opened."""


class SettingsEffects(QObject):
    """Outlives the window; ``serve`` gives a new one what is set.

    Args:
        program: The program, with its settings.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._was_choosing = False
        program.settings.changed.connect(self._follow)

    def serve(self) -> None:
        """Give the window its keys; go on choosing where its making anew came in between."""
        self._use_keys()
        if self._was_choosing:
            self._was_choosing = False
            show = self._program.helping.show_settings
            QTimer.singleShot(0, self, lambda: show("language"))

    def _follow(self, before: Settings, after: Settings) -> None:
        needed = reactions(before, after)
        if Reaction.KEYS in needed:
            self._use_keys()
        if Reaction.ASSIST in needed and self._program.project is not None:
            self._program.project.restart_assist()
        if Reaction.LANGUAGE in needed:
            dialog = self._program.window.findChild(QDialog, DIALOG)
            self._was_choosing = dialog is not None and dialog.isVisible()

    def _use_keys(self) -> None:
        table, keys = self._program.window.table, KeyMap.of_settings(self._program.settings.now)
        # At the start most people's are the ones that the table has already.
        if keys != table.keys:
            table.use(keys)
