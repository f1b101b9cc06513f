"""The folder of models: what is there, what is right, what came from elsewhere."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine import catalogue
from engine.catalogue import entries
from engine.catalogue.samples.archive import opened_archive
from engine.protocol.errors import SaegimError
from engine.system.settings import Settings, write_settings

KNOWN = b"known weights"
PREFIXED = b"weights with a prefix in the name"
UNNAMED = b"weights that nobody published a checksum of"


@pytest.fixture(autouse=True)
def small_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of three small files in a folder, and an empty folder of models."""
    files = {
        "known": ("known.pt", KNOWN),
        "prefixed": (f"net-{hashlib.sha256(PREFIXED).hexdigest()[:8]}.pth", PREFIXED),
        "unnamed": ("unnamed.pt", UNNAMED),
    }
    source = tmp_path / "source"
    source.mkdir()
    text = ""
    for name, (file, content) in files.items():
        (source / file).write_bytes(content)
        checksum = f'sha256 = "{hashlib.sha256(content).hexdigest()}"' if name == "known" else ""
        mirror = json.dumps(f"file:{source / file}")
        text += f"""
            [[model]]
            name = "{name}"
            title = "Model {name}"
            task = "detect"
            file = "{file}"
            licence = "none"
            card = ""
            mirrors = [{mirror}]
            {checksum}
        """
    (tmp_path / "models.toml").write_text(text)
    monkeypatch.setattr(entries, "_RESOURCES", tmp_path)
    monkeypatch.setenv("SAEGIM_MODELS", str(tmp_path / "models"))
    clear_caches()
    yield source
    clear_caches()


def clear_caches() -> None:
    entries.list_models.cache_clear()
    entries.list_samples.cache_clear()


def silent(done: int, total: int | None, what: str) -> None:
    pass


def test_missing_model_is_one_sentence():
    with pytest.raises(SaegimError, match="Model known is not on this machine yet") as caught:
        catalogue.path_of("known")
    assert caught.value.code == "model_missing"
    assert not catalogue.is_present("known")


def test_fetched_model_is_found():
    path = catalogue.fetch("known", silent)
    assert catalogue.path_of("known") == path
    assert catalogue.is_present("known")
    assert path.parent == catalogue.models_dir()


def test_damaged_model_is_refused_and_fetched_anew():
    path = catalogue.fetch("known", silent)
    path.write_bytes(KNOWN[::-1])
    with pytest.raises(SaegimError) as caught:
        catalogue.path_of("known")
    assert caught.value.code == "model_damaged"
    assert {entry.name: state for entry, state in catalogue.verify()}["known"] == "damaged"
    catalogue.fetch("known", silent)
    assert catalogue.path_of("known").read_bytes() == KNOWN


def test_import_recognises_a_file_by_its_bytes_whatever_its_name(tmp_path: Path):
    renamed = tmp_path / "download (1).bin"
    renamed.write_bytes(KNOWN)
    assert catalogue.import_file(renamed).name == "known"
    assert catalogue.path_of("known").read_bytes() == KNOWN
    assert renamed.read_bytes() == KNOWN


def test_import_recognises_a_file_by_the_prefix_and_records_its_checksum(tmp_path: Path):
    renamed = tmp_path / "anything"
    renamed.write_bytes(PREFIXED)
    assert catalogue.import_file(renamed).name == "prefixed"
    catalogue.path_of("prefixed").write_bytes(b"another")
    with pytest.raises(SaegimError):
        catalogue.path_of("prefixed")


@pytest.mark.parametrize("content", [b"something else", UNNAMED])
def test_import_refuses_what_it_cannot_recognise(content: bytes, tmp_path: Path):
    stranger = tmp_path / "stranger.pt"
    stranger.write_bytes(content)
    with pytest.raises(SaegimError) as caught:
        catalogue.import_file(stranger)
    assert caught.value.code == "unknown_model_file"


def test_first_fetch_without_a_checksum_is_recorded_and_holds(small_catalogue: Path):
    path = catalogue.fetch("unnamed", silent)
    (small_catalogue / "unnamed.pt").write_bytes(b"a later file under the same address")
    path.unlink()
    with pytest.raises(SaegimError) as caught:
        catalogue.fetch("unnamed", silent)
    assert caught.value.code == "wrong_checksum"
    assert not catalogue.is_present("unnamed")


def test_verify_tells_every_state():
    catalogue.fetch("known", silent)
    states = {entry.name: state for entry, state in catalogue.verify()}
    assert states == {"known": "right", "prefixed": "absent", "unnamed": "absent"}


@pytest.fixture
def bundled(small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that comes with one of the models, and a network that has none."""
    folder = tmp_path / "program" / "offline"
    folder.mkdir(parents=True)
    (small_catalogue / "known.pt").rename(folder / "known.pt")
    monkeypatch.setenv("SAEGIM_BUNDLED", str(folder))
    return folder


def test_model_of_the_program_is_used_where_it_lies(bundled: Path):
    assert catalogue.is_present("known")
    assert catalogue.is_bundled("known")
    assert catalogue.path_of("known") == bundled / "known.pt"
    assert catalogue.fetch("known", silent) == bundled / "known.pt"
    assert {entry.name: state for entry, state in catalogue.verify()}["known"] == "right"
    assert not catalogue.models_dir().exists()


def test_fetched_file_wins_over_the_program_s(bundled: Path):
    catalogue.import_file(bundled / "known.pt")
    assert catalogue.path_of("known").parent == catalogue.models_dir()
    assert not catalogue.is_bundled("known")


def test_damaged_file_is_replaced_by_the_program_s_without_a_network(bundled: Path):
    catalogue.import_file(bundled / "known.pt")
    (catalogue.models_dir() / "known.pt").write_bytes(b"damaged")
    with pytest.raises(SaegimError):
        catalogue.path_of("known")
    catalogue.fetch("known", silent)
    assert catalogue.path_of("known").read_bytes() == KNOWN


def test_damaged_file_of_the_program_is_fetched_anew(bundled: Path, small_catalogue: Path):
    (bundled / "known.pt").rename(small_catalogue / "known.pt")
    (bundled / "known.pt").write_bytes(b"damaged")
    with pytest.raises(SaegimError) as caught:
        catalogue.path_of("known")
    assert caught.value.code == "model_damaged"
    catalogue.fetch("known", silent)
    assert catalogue.path_of("known") == catalogue.models_dir() / "known.pt"


def test_sample_of_the_program_is_opened_without_a_network(bundled: Path, tmp_path: Path):
    with zipfile.ZipFile(bundled / "sample.whl", "w") as archive:
        archive.writestr("sample/picture.png", b"a picture")
    checksum = hashlib.sha256((bundled / "sample.whl").read_bytes()).hexdigest()
    (tmp_path / "samples.toml").write_text(
        f"""
        [[sample]]
        name = "sample"
        file = "sample.whl"
        sha256 = "{checksum}"
        licence = "none"
        mirrors = []
        """
    )
    with opened_archive("sample", silent) as archive:
        assert archive.read("sample/picture.png") == b"a picture"


def test_folder_of_the_settings_is_used_unless_a_variable_says_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    write_settings(Settings(models_folder=str(tmp_path / "chosen")))
    assert catalogue.models_dir() == tmp_path / "models"
    monkeypatch.delenv("SAEGIM_MODELS")
    assert catalogue.models_dir() == tmp_path / "chosen"


def test_mirror_of_the_settings_comes_first(
    small_catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    stick = tmp_path / "usb stick"
    small_catalogue.rename(stick)
    write_settings(Settings(mirror=str(stick)))
    assert catalogue.fetch("known", silent).read_bytes() == KNOWN


def test_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("SAEGIM_MODELS", str(tmp_path / "file" / "models"))
    with pytest.raises(SaegimError, match="choose another folder of models") as caught:
        catalogue.fetch("known", silent)
    assert caught.value.code == "folder_readonly"


def run_cli(*arguments: str, models: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "engine", "models", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"SAEGIM_MODELS": str(models)},
        check=False,
    )


def test_command_line_lists_models_as_json(tmp_path: Path):
    done = run_cli("list", "--json", models=tmp_path)
    listed = {item["name"]: item for item in json.loads(done.stdout)}
    assert listed["mobile_sam"]["present"] is False
    assert listed["mobile_sam"]["starter"] is True


def test_command_line_says_one_sentence_for_an_unknown_name(tmp_path: Path):
    done = run_cli("fetch", "yolo99", models=tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "There is no model called yolo99; see 'saegim-engine models list'."
    ]


def test_command_line_verify_fails_for_a_damaged_file(tmp_path: Path):
    (tmp_path / "yolo26n.pt").write_bytes(b"damaged")
    done = run_cli("verify", models=tmp_path)
    assert done.returncode == 1
    assert done.stdout == "yolo26n: damaged; run: saegim-engine models fetch yolo26n\n"
