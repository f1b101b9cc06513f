"""What the window and the open project do about a change of settings.

Language, colours and proxy belong to the whole program: ``appearance``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from desktop.actions import KeyMap
from desktop.settings.facts import reactions
from desktop.settings.vocabulary import Reaction

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.open_project import OpenProject
    from desktop.main_window import MainWindow
    from desktop.settings import LiveSettings
    from engine.system.settings import Settings

DIALOG = "settings"
"""Object name of the dialog, which is imported only when it is opened."""


class SettingsEffects(QObject):
    """Outlives the window; ``serve`` gives a new one what is set.

    Args:
        settings: What is set.
        project: Tells which project is open.
        parent: Qt owner.
    """

    settings_wanted = Signal(str)
    """The dialog is to be shown again, at this field."""

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
        self._was_choosing = False
        settings.changed.connect(self._follow)

    def serve(self, window: MainWindow) -> None:
        """Give a window its keys; go on choosing where its making anew came in between."""
        self._window = window
        self._use_keys(window)
        if self._was_choosing:
            self._was_choosing = False
            QTimer.singleShot(0, self, lambda: self.settings_wanted.emit("language"))

    def _follow(self, before: Settings, after: Settings) -> None:
        needed = reactions(before, after)
        if Reaction.KEYS in needed and self._window is not None:
            self._use_keys(self._window)
        if Reaction.ASSIST in needed and (project := self._project()) is not None:
            project.restart_assist()
        if Reaction.LANGUAGE in needed and self._window is not None:
            dialog = self._window.findChild(QDialog, DIALOG)
            self._was_choosing = dialog is not None and dialog.isVisible()

    def _use_keys(self, window: MainWindow) -> None:
        keys = KeyMap.of_settings(self._settings.now)
        # At the start most people's are the ones that the table has already.
        if keys != window.table.keys:
            window.table.use(keys)
