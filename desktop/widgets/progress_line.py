"""A bar for long work: what, how far, how long still, and a way to stop it."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from desktop.widgets.elided_label import ElidedLabel

MEGABYTE = 1e6
"""Bytes, as ``unit`` of ``ProgressLine.advance``."""
NARROWEST_BAR = 64
SURE_AFTER = 2.0
"""Seconds of work after which a guess at the rest is worth showing."""


class ProgressLine(QFrame):
    """Hidden until work starts.

    Args:
        is_low: It lies in a row that has little height.
    """

    cancelled = Signal()
    ended = Signal()

    def __init__(self, *, is_low: bool = False) -> None:
        super().__init__()
        self.setObjectName("message_bar")
        self._title = ""
        self._started = 0.0
        self._text = ElidedLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setMinimumWidth(NARROWEST_BAR)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((8, 0, 0, 0) if is_low else (16, 8, 8, 8)))
        row.setSpacing(16)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self.hide()

    def text(self) -> str:
        """What is said of the work."""
        return self._text.whole()

    def begin(self, title: str) -> None:
        """Show the bar for a piece of work of unknown length."""
        self._title = title
        self._started = time.monotonic()
        self._text.set_whole(title)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def advance(self, done: int, total: int, unit: float = 1.0) -> None:
        """Show how far the work is.

        Args:
            done: Finished steps.
            total: All steps; 0 if not known.
            unit: Steps in one shown unit, e.g. 1e6 for megabytes out of bytes.
        """
        # A QProgressBar counts in 32 bits, which is not enough for bytes.
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(round(1000 * done / total) if total else 0)
        far = f"{done / unit:,.0f}" if done or total else ""
        far += f" / {total / unit:,.0f}" if total else ""
        parts = [self._title, far, self._left(done, total)]
        self._text.set_whole(" · ".join(part for part in parts if part))

    def end(self) -> None:
        """The work is over, one way or the other."""
        self.hide()
        self.ended.emit()

    def _left(self, done: int, total: int) -> str:
        elapsed = time.monotonic() - self._started
        if elapsed < SURE_AFTER or not done or not total:
            return ""
        seconds = elapsed / done * (total - done)
        if seconds < 60:
            return self.tr("{seconds} s left").format(seconds=round(seconds))
        return self.tr("{minutes} min left").format(minutes=round(seconds / 60))
