"""A download ends verified under its name, or in one sentence with nothing under its name."""

import hashlib
import os
from pathlib import Path

import pytest

from engine.catalogue.entries import Fetchable
from engine.catalogue.fetching import fetch_file
from engine.protocol.errors import SaegimError
from tests.helpers.file_server import FileServer, serve_files

CONTENT = bytes(range(256)) * 4_000
UNREACHABLE = "http://127.0.0.1:9"


@pytest.fixture
def server():
    with serve_files() as served:
        served.files["/model.pt"] = CONTENT
        yield served


def item(*mirrors: str, content: bytes = CONTENT) -> Fetchable:
    return Fetchable(
        name="model",
        file="model.pt",
        licence="none",
        mirrors=mirrors,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def silent(done: int, total: int | None, what: str) -> None:
    pass


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_file_arrives_and_progress_ends_at_its_size(server: FileServer, tmp_path: Path):
    seen: list[tuple[int, int | None, str]] = []
    path = fetch_file(
        item(f"{server.address}/model.pt"), tmp_path, lambda *values: seen.append(values)
    )
    assert path.read_bytes() == CONTENT
    assert seen[0] == (0, len(CONTENT), "model.pt")
    assert seen[-1] == (len(CONTENT), len(CONTENT), "model.pt")
    assert names_in(tmp_path) == {"model.pt"}


def test_file_that_is_there_is_not_fetched_again(server: FileServer, tmp_path: Path):
    wanted = item(f"{server.address}/model.pt")
    fetch_file(wanted, tmp_path, silent)
    fetch_file(wanted, tmp_path, silent)
    assert len(server.ranges_asked) == 1


def test_damaged_file_under_the_name_is_replaced(server: FileServer, tmp_path: Path):
    (tmp_path / "model.pt").write_bytes(b"damaged")
    path = fetch_file(item(f"{server.address}/model.pt"), tmp_path, silent)
    assert path.read_bytes() == CONTENT


def test_interrupted_download_continues_where_it_stopped(server: FileServer, tmp_path: Path):
    wanted = item(f"{server.address}/model.pt")
    server.break_after = 300_000
    with pytest.raises(SaegimError, match=r"broke off after \d+ of 1024000 bytes") as caught:
        fetch_file(wanted, tmp_path, silent)
    assert caught.value.code == "download_interrupted"
    assert names_in(tmp_path) == {"model.pt.part"}
    received = (tmp_path / "model.pt.part").stat().st_size
    assert 200_000 < received <= 300_000

    server.break_after = None
    assert fetch_file(wanted, tmp_path, silent).read_bytes() == CONTENT
    assert server.ranges_asked == [None, f"bytes={received}-"]
    assert names_in(tmp_path) == {"model.pt"}


def test_whole_part_file_needs_no_server(tmp_path: Path):
    (tmp_path / "model.pt.part").write_bytes(CONTENT)
    path = fetch_file(item(f"{UNREACHABLE}/model.pt"), tmp_path, silent)
    assert path.read_bytes() == CONTENT


def test_part_file_longer_than_the_original_is_deleted(server: FileServer, tmp_path: Path):
    (tmp_path / "model.pt.part").write_bytes(CONTENT + b"more")
    with pytest.raises(SaegimError) as caught:
        fetch_file(item(f"{server.address}/model.pt"), tmp_path, silent)
    assert caught.value.code == "wrong_checksum"
    assert names_in(tmp_path) == set()


def test_wrong_bytes_are_deleted_and_named(server: FileServer, tmp_path: Path):
    server.files["/model.pt"] = b"x" * len(CONTENT)
    with pytest.raises(SaegimError, match=r"model\.pt from http://127.* was deleted") as caught:
        fetch_file(item(f"{server.address}/model.pt"), tmp_path, silent)
    assert caught.value.code == "wrong_checksum"
    assert names_in(tmp_path) == set()


def test_next_mirror_is_tried_after_wrong_bytes(server: FileServer, tmp_path: Path):
    server.files["/wrong.pt"] = b"x" * len(CONTENT)
    wanted = item(f"{server.address}/wrong.pt", f"{server.address}/model.pt")
    assert fetch_file(wanted, tmp_path, silent).read_bytes() == CONTENT


@pytest.mark.parametrize("first", [f"{UNREACHABLE}/model.pt", "{server}/absent.pt", "file:/absent"])
def test_next_mirror_is_tried_when_one_has_nothing(first: str, server: FileServer, tmp_path: Path):
    first = first.format(server=server.address)
    wanted = item(first, f"{server.address}/model.pt")
    assert fetch_file(wanted, tmp_path, silent).read_bytes() == CONTENT


def test_no_network_is_one_sentence_with_what_to_do(tmp_path: Path):
    with pytest.raises(SaegimError, match="connect this machine to a network, or import") as caught:
        fetch_file(item(f"{UNREACHABLE}/model.pt"), tmp_path, silent)
    assert caught.value.code == "no_network"
    assert names_in(tmp_path) == set()


@pytest.mark.parametrize("path", ["absent.pt", "wrong.pt"])
def test_no_error_tells_the_password_of_a_mirror(path: str, server: FileServer, tmp_path: Path):
    server.files["/wrong.pt"] = b"not the model"
    address = server.address.replace("://", "://mina:p@ss@")
    with pytest.raises(SaegimError) as raised:
        fetch_file(item(f"{address}/{path}"), tmp_path, silent)
    assert f"{server.address}/{path}" in str(raised.value)
    assert "ss@" not in str(raised.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_one_sentence(server: FileServer, tmp_path: Path):
    (tmp_path / "model.pt.part").symlink_to("/dev/full")
    with pytest.raises(SaegimError, match="no room left") as caught:
        fetch_file(item(f"{server.address}/model.pt"), tmp_path, silent)
    assert caught.value.code == "no_room"
    assert not (tmp_path / "model.pt").exists()


def test_offline_pack_in_a_folder(tmp_path: Path):
    pack = tmp_path / "usb stick"
    pack.mkdir()
    (pack / "model.pt").write_bytes(CONTENT)
    path = fetch_file(item(f"file:{pack / 'model.pt'}"), tmp_path / "models", silent)
    assert path.read_bytes() == CONTENT


def test_mirror_of_ones_own_comes_first(
    server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SAEGIM_MIRROR", f"{server.address}/mine/")
    server.files["/mine/model.pt"] = CONTENT
    assert fetch_file(item(f"{UNREACHABLE}/model.pt"), tmp_path, silent).read_bytes() == CONTENT


def test_folder_of_ones_own_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAEGIM_MIRROR", os.fspath(tmp_path))
    (tmp_path / "model.pt").write_bytes(CONTENT)
    path = fetch_file(item(f"{UNREACHABLE}/model.pt"), tmp_path / "models", silent)
    assert path.read_bytes() == CONTENT


def test_prefix_in_the_file_name_decides_while_the_checksum_is_unknown(
    server: FileServer, tmp_path: Path
):
    prefix = hashlib.sha256(CONTENT).hexdigest()[:8]
    right, wrong = f"net-{prefix}.pth", "net-00000000.pth"
    for name in (right, wrong):
        server.files[f"/{name}"] = CONTENT
    items = {
        name: Fetchable(
            name="net", file=name, licence="none", mirrors=(f"{server.address}/{name}",)
        )
        for name in (right, wrong)
    }
    assert fetch_file(items[right], tmp_path, silent).is_file()
    with pytest.raises(SaegimError, match="not the file the catalogue names"):
        fetch_file(items[wrong], tmp_path, silent)
    assert names_in(tmp_path) == {right}
