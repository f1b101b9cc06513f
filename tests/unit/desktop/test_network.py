"""The proxy of the settings reaches this process's network and the engines that it starts."""

import os

import pytest
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory

from desktop.network import VARIABLES, Proxy
from engine.system.process import engine_environment


@pytest.fixture
def proxy(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://system.example:1")
    made = Proxy()
    yield made
    made.use("")


def test_engines_inherit_the_proxy(proxy):
    proxy.use("http://proxy.example:3128")
    environment = engine_environment()
    assert {environment[name] for name in VARIABLES} == {"http://proxy.example:3128"}


def test_the_window_s_own_requests_go_through_it(proxy):
    proxy.use("http://me:top%20secret@proxy.example:3128")
    used = QNetworkProxy.applicationProxy()
    assert (used.hostName(), used.port()) == ("proxy.example", 3128)
    assert (used.user(), used.password()) == ("me", "top secret")


@pytest.mark.parametrize(
    ("written", "host", "port"),
    [
        ("proxy.example:3128", "proxy.example", 3128),
        ("http://proxy.example:port", "proxy.example", 8080),
        ("http://proxy.example:99999", "proxy.example", 8080),
        ("http://[::1", "", 8080),
    ],
)
def test_what_somebody_wrote_into_the_file_does_not_keep_the_program_from_starting(
    proxy, written, host, port
):
    proxy.use(written)
    used = QNetworkProxy.applicationProxy()
    assert (used.hostName(), used.port()) == (host, port)


def test_without_it_all_is_as_the_system_has_it(proxy):
    proxy.use("http://proxy.example:3128")
    proxy.use("")
    assert os.environ["HTTPS_PROXY"] == "http://system.example:1"
    assert "HTTP_PROXY" not in os.environ or os.name == "nt"
    assert QNetworkProxyFactory.usesSystemConfiguration()
