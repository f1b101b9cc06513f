"""What a package says about itself."""

import pytest

from tests.helpers.packaging_scripts import load_script


def test_newer_versions_are_told_only_by_whom_nobody_can_stand_in_for(
    monkeypatch: pytest.MonkeyPatch,
):
    describe = load_script("prepare.py")._describe
    monkeypatch.setenv("SAEGIM_UPDATES", "https://example.org/latest")
    assert describe().updates == "https://example.org/latest"
    monkeypatch.setenv("SAEGIM_UPDATES", "http://example.org/latest")
    with pytest.raises(SystemExit, match="https"):
        describe()
