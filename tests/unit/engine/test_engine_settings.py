"""Engines go by what a person has set, unless they are told otherwise."""

import importlib.metadata
import sys
import types
from pathlib import Path

import pytest

from engine.cli.assist import cache_bytes
from engine.protocol.errors import SaegimError
from engine.system.build import BuildInfo
from engine.system.settings import Settings, write_settings
from engine.system.versions import version_of
from engine.training.devices import library_versions, resolve_device


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))


def test_automatic_is_the_device_of_the_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    assert resolve_device("auto") == "cuda:0"
    write_settings(Settings(device="cuda:1"))
    assert resolve_device("auto") == "cuda:1"
    assert resolve_device("cpu") == "cpu"
    write_settings(Settings(device="cpu"))
    assert resolve_device("auto") == "cpu"


def test_a_device_of_the_settings_that_is_gone_is_one_sentence():
    write_settings(Settings(device="cuda:7"))
    with pytest.raises(SaegimError, match="no device cuda:7"):
        resolve_device("auto")


def test_the_cache_is_as_large_as_the_settings_say():
    write_settings(Settings(cache_gigabytes=1.5))
    assert cache_bytes() == 1_500_000_000


def test_versions_are_told_where_there_is_no_metadata(monkeypatch: pytest.MonkeyPatch):
    def none(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", none)
    monkeypatch.setattr("engine.system.versions.build_info", lambda: BuildInfo("1.2"))
    loaded = types.SimpleNamespace(__version__="2.6")
    monkeypatch.setitem(sys.modules, "lightning_fabric", loaded)
    assert version_of("saegim") == "1.2"
    assert version_of("lightning-fabric") == "2.6"
    assert version_of("never-heard-of") == ""
    assert library_versions().keys() >= {"python", "torch", "lightning-fabric", "saegim"}
