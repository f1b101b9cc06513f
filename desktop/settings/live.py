"""The settings while the window runs: changed at one place, heard of everywhere at once."""

import msgspec
from PySide6.QtCore import QObject, Signal

from engine.system.settings import read_settings, write_settings


class LiveSettings(QObject):
    """The settings file, with a signal."""

    changed = Signal(object, object)
    """Two ``Settings``: as they were, and as they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = read_settings()

    def change(self, **fields: object) -> None:
        """Replace fields, save, and tell everybody; nothing happens if all stays as it is.

        Raises:
            OSError: They could not be saved; nothing has changed then.
        """
        before = self.now
        after = msgspec.structs.replace(before, **fields)
        if after == before:
            return
        write_settings(after)
        self.now = after
        self.changed.emit(before, after)
