"""The file of the settings, as people and other versions leave it."""

import os
from pathlib import Path

import pytest

from engine.system.settings import Settings, read_settings, write_settings


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "saegim" / "settings.json"
    monkeypatch.setenv("SAEGIM_SETTINGS", str(path))
    return path


@pytest.mark.skipif(os.name == "nt", reason="folders below a home are one person's there")
def test_others_cannot_look_into_the_folder_of_the_settings(path: Path):
    write_settings(Settings(proxy="http://mina:secret@proxy.example:3128"))
    assert path.parent.stat().st_mode & 0o077 == 0


def test_what_was_written_is_read(path: Path):
    chosen = Settings(
        language="ko", keys={"fit": ("Ctrl+F",)}, cache_gigabytes=1.5, proxy="http://p:1"
    )
    write_settings(chosen)
    assert read_settings() == chosen


def test_a_value_that_makes_no_sense_costs_no_other(path: Path):
    path.parent.mkdir()
    path.write_text('{"theme": "sepia", "cache_gigabytes": 0, "language": "ko", "new": 1}')
    assert read_settings() == Settings(language="ko")


def test_what_editors_of_windows_save_is_read(path: Path):
    path.parent.mkdir()
    path.write_text('{"language": "ko"}', encoding="utf-8-sig")
    assert read_settings() == Settings(language="ko")
    path.write_text('{"language": "ko", "models_folder": "D:/모델"}', encoding="cp949")
    assert read_settings() == Settings(language="ko")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff\xfe{\0}\0"])
def test_a_file_of_something_else_means_the_defaults(path: Path, content: bytes):
    path.parent.mkdir()
    path.write_bytes(content)
    assert read_settings() == Settings()
