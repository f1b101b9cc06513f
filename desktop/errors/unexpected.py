"""The last net: an error that nobody foresaw is logged and told, and the program goes on."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger("desktop")


class UnexpectedErrors(QObject):
    """Takes over ``sys.excepthook``, through which PySide also reports what slots raise.

    Args:
        log_file: Where tracebacks are appended.
        parent: Qt owner.
    """

    happened = Signal(str)
    """A sentence for the person; says where the details are."""

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        handler = logging.FileHandler(log_file, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        self._handler = handler

    def install(self) -> None:
        """From now on hear of every error that nobody caught."""
        sys.excepthook = self.hear

    def close(self) -> None:
        """Give the hook and the log file back."""
        sys.excepthook = sys.__excepthook__
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and say so; an interrupt by the person ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("Unexpected error", exc_info=(kind, error, trace))
        self.happened.emit(
            self.tr("Something went wrong inside the program; it goes on. Details: {file}").format(
                file=self._log_file
            )
        )
