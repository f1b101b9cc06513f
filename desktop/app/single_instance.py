"""One window for each person: a second start calls the first instead of making another."""

import functools
import logging
import time

import msgspec
from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from engine.protocol.window import MeetingPlace

log = logging.getLogger(__name__)

PATIENCE = 2000
"""Milliseconds that a second start waits for the first window; then it makes its own."""
STARTING = 10_000
"""Milliseconds that a window may take to be there: a slow start is when people click again."""
PAUSE = 50
"""Milliseconds between two tries to reach a window that is just starting."""
LONGEST_CALL = 65_536
"""Bytes; whatever is longer comes from no window of ours."""
READY, TAKEN = b"ready\n", b"taken\n"


class Call(msgspec.Struct, frozen=True):
    """What a second start tells the first window."""

    project: str = ""
    """Absolute path; empty if only the window is wanted."""
    activation: str = ""
    """The right to come to the front, where the system gives it out (Wayland)."""


class SingleInstance(QObject):
    """Either the first of a person's windows, which listens, or a later one, which calls it.

    The first holds a lock for as long as it lives, so that of two starts at the same moment only
    one listens, and whoever holds it may remove a socket that a killed process has left.

    Args:
        place: Where the starts of this person meet.
        parent: Qt owner.
    """

    called = Signal(object)
    """The ``Call`` of a second start."""

    def __init__(self, place: MeetingPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._lock = QLockFile(str(place.lock))
        # By age no lock is stale: the window may be open for weeks. A dead owner's still is.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def call_first(self, call: Call) -> bool:
        """Be the first window from now on, or call the one that is.

        Returns:
            Whether a first window took the call. If not, this process goes on to make a window:
            it is the first itself, or the first does not answer.
        """
        deadline = QDeadlineTimer(self._patience())
        while not deadline.hasExpired():
            if self._lock.tryLock(0):
                self._listen()
                return False
            if self._deliver(call, deadline):
                return True
            QThread.msleep(PAUSE)
        log.warning("The first window does not answer; this one goes on without it")
        return False

    def give_up(self) -> None:
        """Be the first no longer: the next start makes a window."""
        self._server.close()
        self._lock.unlock()

    def _patience(self) -> int:
        try:
            age = time.time() - self._place.lock.stat().st_mtime
        except OSError:
            return PATIENCE
        return STARTING if age * 1000 < STARTING else PATIENCE

    def _listen(self) -> None:
        QLocalServer.removeServer(self._place.socket)
        if not self._server.listen(self._place.socket):
            log.warning("Cannot hear of other starts: %s", self._server.errorString())

    def _deliver(self, call: Call, deadline: QDeadlineTimer) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._place.socket)
        # The call is sent only to a window that lives: one that hangs would open the project when
        # it wakes, long after this process has opened it itself.
        if not _hears(socket, READY, deadline):
            return False
        socket.write(msgspec.json.encode(call) + b"\n")
        return _hears(socket, TAKEN, deadline)

    def _greet(self) -> None:
        # Not when they disconnect: they do that while they are being destroyed, too.
        for old in self._server.findChildren(QLocalSocket):
            if old.state() == QLocalSocket.LocalSocketState.UnconnectedState:
                old.deleteLater()
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(functools.partial(self._take, socket))
            socket.write(READY)

    def _take(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_CALL:
                socket.abort()
            return
        try:
            call = msgspec.json.decode(socket.readLine().data(), type=Call)
        except ValueError:
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        self.called.emit(call)


def _hears(socket: QLocalSocket, word: bytes, deadline: QDeadlineTimer) -> bool:
    while not socket.canReadLine():
        if not socket.waitForReadyRead(deadline.remainingTime()):
            return False
    return socket.readLine().data() == word
