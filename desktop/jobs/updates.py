"""Asking which version is the newest, once, and only when a person says so."""

from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QObject, QUrl, QVersionNumber, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

PATIENCE = 15_000
"""Milliseconds without a sign of the other side after which it counts as out of reach."""
LONGEST_ANSWER = 4_000_000
"""Bytes; the answer of a code forge has a few thousand."""


class Release(msgspec.Struct, frozen=True):
    """The newest release, as code forges describe it (*latest release*)."""

    tag_name: str
    html_url: str

    def is_newer_than(self, version: str) -> bool:
        """Whether it comes after ``version``; 0.2.0 comes after 0.2.0rc1."""
        newest, offered = _split(self.tag_name), _split(version)
        return newest[0] > offered[0] or (
            newest[0] == offered[0] and not newest[1] and bool(offered[1])
        )

    @property
    def page(self) -> QUrl:
        """The page about it; empty if what was answered is no address that can be trusted."""
        url = QUrl(self.html_url)
        return url if url.scheme() == "https" else QUrl()


def host_of(address: str) -> str:
    """Whom the question goes to, for people."""
    return urlsplit(address).hostname or address


class UpdateCheck(QObject):
    """One question, through the proxy of the settings or of the system (``desktop.network``).

    Nothing goes out but the request for the address itself.

    Args:
        address: The address of the newest release's JSON.
        parent: Qt owner.
    """

    answered = Signal(object)
    """A ``Release``."""
    failed = Signal(str)
    """A technical half-sentence."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._request = _request(address)
        self._network = QNetworkAccessManager(self)
        self._reply: QNetworkReply | None = None

    def start(self) -> None:
        """Ask; ``answered`` or ``failed`` follows, unless it is cancelled."""
        self._reply = self._network.get(self._request)
        self._reply.downloadProgress.connect(self._limit)
        self._reply.finished.connect(self._hear)

    def cancel(self) -> None:
        """Ask no longer; nothing more is heard."""
        if (reply := self._reply) is not None:
            self._reply = None
            reply.abort()
            reply.deleteLater()

    def _limit(self, received: int, _total: int) -> None:
        if received > LONGEST_ANSWER and self._reply is not None:
            self._reply.abort()

    def _hear(self) -> None:
        if (reply := self._reply) is None:
            return
        self._reply = None
        reply.deleteLater()
        if reply.error() != QNetworkReply.NetworkError.NoError:
            self.failed.emit(reply.errorString())
            return
        try:
            # Progress is told now and then only, so that too much may be here at once.
            release = msgspec.json.decode(reply.read(LONGEST_ANSWER).data(), type=Release)
        except ValueError as error:
            self.failed.emit(str(error))
        else:
            self.answered.emit(release)


def _request(address: str) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(address))
    request.setTransferTimeout(PATIENCE)
    # Qt would tell its version and the person's language otherwise.
    request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, "Saegim")
    request.setRawHeader(b"Accept-Language", b"en")
    request.setRawHeader(b"Accept", b"application/json")
    return request


def _split(version: str) -> tuple[QVersionNumber, str]:
    """The numbers of a version, and what follows them (``rc1``, ``.dev3``)."""
    text = version.strip().removeprefix("v")
    numbers = QVersionNumber.fromString(text)
    return numbers.normalized(), text.lstrip("0123456789.")
