"""Waiting, visibly, for a project that another program keeps locked."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

PAUSE = 100
"""Milliseconds between two tries."""


class LockWait(QProgressDialog):
    """Tries again and again until it can be done, or is given up; the window is drawn meanwhile.

    Args:
        attempt: Whether it is done; what it raises ends the waiting and is in ``error``.
        parent: The window that waits.
    """

    def __init__(self, attempt: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self.error: Exception | None = None
        self._attempt = attempt
        self.setWindowTitle(self.tr("Waiting"))
        self.setLabelText(self.tr("Another program is writing to the project. Waiting for it…"))
        give_up = QPushButton(self.tr("Give up"))
        # It comes up in the middle of work: a key that was meant for the picture must not press it.
        give_up.setAutoDefault(False)
        give_up.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCancelButton(give_up)
        self.setRange(0, 0)
        self.setMinimumWidth(400)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._try)
        self._timer.start()

    def _try(self) -> None:
        try:
            if not self._attempt():
                return
        except Exception as error:
            self.error = error
        self._timer.stop()
        self.accept()


class LockWaiting:
    """Waits with a dialog of a window, one thing at a time.

    Args:
        window: The window.
    """

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._is_waiting = False

    def __call__(self, attempt: Callable[[], bool]) -> bool:
        """Wait until ``attempt`` is True; False if that was given up.

        What comes up meanwhile, by a timer say, is not waited for.
        """
        if self._is_waiting:
            return False
        self._is_waiting = True
        dialog = LockWait(attempt, self._window)
        try:
            is_done = bool(dialog.exec())
        finally:
            self._is_waiting = False
            dialog.deleteLater()
        if dialog.error is not None:
            raise dialog.error
        return is_done
