"""The sentences of the status bar."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.project_session import ProjectSession
from engine.catalogue import SAM_MODEL, find
from engine.protocol.requests import Hello, Readiness

HINT_TIME = 8000
"""Milliseconds a passing remark stays."""
SEPARATOR = "  ·  "


class Status(QObject):
    """Saved · pointer · smart tool · a passing remark; and on the right what computes.

    Args:
        session: Tells when something was written.
        parent: Qt owner.
    """

    left_changed = Signal(str)
    right_changed = Signal(str)

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._with_smart_tool = False
        self._hello: Hello | None = None
        self._saved = self.tr("Saved")
        self._pointer = ""
        self._smart = ""
        self._hint = ""
        self._hint_over = QTimer(self, interval=HINT_TIME, singleShot=True)
        self._hint_over.timeout.connect(lambda: self._set_hint(""))
        session.changed.connect(lambda _changes: self._set_saved(self.tr("Saved")))
        session.edit_lost.connect(lambda: self._set_saved(self.tr("Not saved")))

    def left(self) -> str:
        """The whole line."""
        parts = (self._saved, self._pointer, self._smart, self._hint)
        return SEPARATOR.join(part for part in parts if part)

    def say(self, text: str) -> None:
        """Make a passing remark."""
        self._set_hint(text)
        self._hint_over.start()

    def point(self, x: float, y: float, value: str = "") -> None:
        """Show where the pointer is, in image pixels, and the value of the pixel there."""
        self._pointer = SEPARATOR.join(part for part in (f"{x:.0f}, {y:.0f}", value) if part)
        self._tell()

    def show_readiness(self, readiness: Readiness, seconds_left: float) -> None:
        """Show how far the smart tool is with the image in hand."""
        if not self._with_smart_tool:
            return
        words = {
            "none": self.tr("smart tool waiting"),
            "waiting": self.tr("smart tool waiting"),
            "encoding": self.tr("smart tool looks at the picture"),
            "ready": self.tr("smart tool ready"),
            "failed": self.tr("smart tool cannot read the picture"),
        }
        self._smart = words[readiness]
        if readiness == "encoding" and seconds_left >= 1:
            left = self.tr("{seconds} s left").format(seconds=round(seconds_left))
            self._smart = f"{self._smart}, {left}"
        self._tell()

    def show_no_model(self) -> None:
        """Show that the smart tool's model is missing."""
        self._smart = self.tr("smart tool without its model") if self._with_smart_tool else ""
        self._tell()

    def show_smart_tool(self, is_shown: bool) -> None:
        """Tell of the smart tool, or be silent about it where nothing is drawn."""
        if is_shown != self._with_smart_tool:
            self._with_smart_tool = is_shown
            self._smart = self.tr("smart tool starting") if is_shown else ""
            self._tell()
            if self._hello is not None:
                self.greet(self._hello)

    def greet(self, hello: Hello) -> None:
        """Show what computes."""
        self._hello = hello
        device = hello.devices[0] if hello.devices else "CPU"
        is_there = self._with_smart_tool and SAM_MODEL in hello.models
        model = find(SAM_MODEL).title if is_there else ""
        self.right_changed.emit(SEPARATOR.join(part for part in (device.upper(), model) if part))

    def show_engine_away(self) -> None:
        """Show that the assist process died and is being started again."""
        self.right_changed.emit(self.tr("assist process restarting"))

    def _set_saved(self, text: str) -> None:
        self._saved = text
        self._tell()

    def _set_hint(self, text: str) -> None:
        self._hint = text
        self._tell()

    def _tell(self) -> None:
        self.left_changed.emit(self.left())
