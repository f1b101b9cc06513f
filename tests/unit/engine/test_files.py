"""Files that are never half written, and folders that are nobody else's."""

import os
from pathlib import Path

import pytest

from engine.protocol.files import replace_atomically
from engine.protocol.settings import Settings, write_settings


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    replace_atomically(path, b"old")

    def fail(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace_atomically(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="folders below a home are one person's there")
def test_others_cannot_look_into_the_folder_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "saegim" / "settings.json"
    monkeypatch.setenv("SAEGIM_SETTINGS", str(path))
    write_settings(Settings(proxy="http://mina:secret@proxy.example:3128"))
    assert path.parent.stat().st_mode & 0o077 == 0
