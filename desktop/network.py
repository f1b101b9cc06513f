"""The proxy that a person has set, for this process and for the engines that it starts."""

import os

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory

# Programs look for the one or the other spelling; on Windows they are the same.
VARIABLES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
USUAL_PORT = 8080


class Proxy:
    """Puts the settings' proxy in place of the system's, and takes it away again."""

    def __init__(self) -> None:
        self._found = {name: os.environ.get(name) for name in VARIABLES}

    def use(self, address: str) -> None:
        """Go through the proxy ``http://[USER:PASSWORD@]HOST:PORT``; empty for the system's."""
        for name, found in self._found.items():
            value = address or found
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        if address:
            QNetworkProxy.setApplicationProxy(_qt_proxy(address))
        else:
            QNetworkProxyFactory.setUseSystemConfiguration(True)


def _qt_proxy(address: str) -> QNetworkProxy:
    # From a file that people write to, too: "proxy.example:8080", or what is no address at all.
    url = QUrl(address if "://" in address else f"http://{address}")
    decoded = QUrl.ComponentFormattingOption.FullyDecoded
    return QNetworkProxy(
        QNetworkProxy.ProxyType.HttpProxy,
        url.host(),
        url.port(USUAL_PORT),
        url.userName(decoded),
        url.password(decoded),
    )
