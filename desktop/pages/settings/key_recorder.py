"""A field that takes the next key press as a key."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget
from typing_extensions import override

TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class KeyRecorder(QKeySequenceEdit):
    """Records one key at a time, Tab and Escape, too; afterwards it is empty again."""

    recorded = Signal(str)
    """The key in Qt's portable text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.setFinishingKeyCombinations([])
        self._invite()
        self.keySequenceChanged.connect(self._take)
        # Qt puts words of its own there whenever it has finished.
        self.editingFinished.connect(self._invite)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt watches the line inside; Tab would leave it before anybody can record it.
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in TABS:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _take(self, sequence: QKeySequence) -> None:
        text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
        if text:
            self.clear()
            self.recorded.emit(text)

    def _invite(self) -> None:
        line = cast("QLineEdit", self.findChild(QLineEdit))
        line.setPlaceholderText(self.tr("Press a key"))
