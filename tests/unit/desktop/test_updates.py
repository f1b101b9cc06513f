"""Asking for the newest version: one request that says nothing about the person."""

import locale
import platform

import pytest
from PySide6.QtNetwork import QNetworkProxy

from desktop.jobs.updates import LONGEST_ANSWER, Release, UpdateCheck, host_of
from tests.helpers.file_server import serve_files

ANSWER = b'{"tag_name": "v0.2.0", "html_url": "https://example.org/v0.2.0", "draft": false}'


@pytest.fixture
def server():
    with serve_files() as served:
        served.files["/newest"] = ANSWER
        yield served


@pytest.fixture
def straight():
    """No proxy that this machine may have."""
    before = QNetworkProxy.applicationProxy()
    QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    yield
    QNetworkProxy.setApplicationProxy(before)


@pytest.mark.parametrize(
    ("newest", "installed", "is_newer"),
    [
        ("v0.2.0", "0.1.0", True),
        ("v0.10.0", "0.9.1", True),
        ("0.2.0", "0.2.0rc1", True),
        ("v0.2.0", "0.2.0.dev3", True),
        ("v0.2.0", "0.2.0", False),
        ("v0.2", "0.2.0", False),
        ("v0.2.0rc1", "0.2.0", False),
        ("v0.1.9", "0.2.0", False),
        ("nightly", "0.1.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(newest, installed, is_newer):
    assert Release(newest, "").is_newer_than(installed) is is_newer


def test_only_a_page_that_nobody_can_exchange_is_opened():
    assert Release("v1", "https://example.org/1").page.toString() == "https://example.org/1"
    assert Release("v1", "file:///etc/passwd").page.isEmpty()
    assert Release("v1", "http://example.org/1").page.isEmpty()
    assert Release("v1", "").page.isEmpty()


def test_the_newest_release_is_told(qtbot, server, straight):
    check = UpdateCheck(f"{server.address}/newest")
    with qtbot.waitSignal(check.answered) as heard:
        check.start()
    assert heard.args == [Release("v0.2.0", "https://example.org/v0.2.0")]


def test_the_request_says_nothing_about_person_and_machine(qtbot, server, straight):
    check = UpdateCheck(f"{server.address}/newest")
    with qtbot.waitSignal(check.answered):
        check.start()
    [headers] = server.headers_asked
    assert headers["user-agent"] == "Saegim"
    assert headers["accept-language"] == "en"
    assert set(headers) <= {
        "host",
        "user-agent",
        "accept",
        "accept-language",
        "accept-encoding",
        "connection",
    }
    said = " ".join(headers.values())
    assert platform.node() not in said
    assert (locale.getlocale()[0] or "ko_KR") not in said


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Log in to the network</html>",
        b'{"message": "rate limit"}',
        b"",
        b'{"tag_name": "\xff"}',
    ],
)
def test_an_answer_of_something_else_is_no_release(qtbot, server, straight, answer):
    server.files["/newest"] = answer
    check = UpdateCheck(f"{server.address}/newest")
    with qtbot.waitSignal(check.failed) as heard:
        check.start()
    assert heard.args[0]


def test_a_page_that_is_not_there_is_a_failure(qtbot, server, straight):
    check = UpdateCheck(f"{server.address}/gone")
    with qtbot.waitSignal(check.failed) as heard:
        check.start()
    assert "404" in heard.args[0] or "not found" in heard.args[0].lower()


def test_nobody_listening_is_a_failure(qtbot, straight):
    with serve_files() as served:
        address = f"{served.address}/newest"
    check = UpdateCheck(address)
    with qtbot.waitSignal(check.failed) as heard:
        check.start()
    assert heard.args[0]


def test_an_endless_answer_is_cut_off(qtbot, server, straight):
    server.files["/newest"] = b" " * (8 * LONGEST_ANSWER) + ANSWER
    check = UpdateCheck(f"{server.address}/newest")
    with qtbot.waitSignal(check.failed, timeout=20_000):
        check.start()


def test_nothing_is_heard_after_it_was_cancelled(qtbot, server, straight):
    check = UpdateCheck(f"{server.address}/newest")
    heard = []
    check.answered.connect(heard.append)
    check.failed.connect(heard.append)
    check.start()
    check.cancel()
    later = UpdateCheck(f"{server.address}/newest")
    with qtbot.waitSignal(later.answered):
        later.start()
    assert heard == []


def test_the_proxy_of_the_program_is_used(qtbot, server):
    before = QNetworkProxy.applicationProxy()
    host, _, port = server.address.removeprefix("http://").partition(":")
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, host, int(port))
    QNetworkProxy.setApplicationProxy(proxy)
    server.behave_as_proxy()
    try:
        check = UpdateCheck("http://newest.invalid/newest")
        with qtbot.waitSignal(check.answered):
            check.start()
    finally:
        QNetworkProxy.setApplicationProxy(before)


def test_the_host_is_named_without_the_rest_of_the_address():
    assert host_of("https://api.example.org/repos/x/releases/latest") == "api.example.org"
