"""Pretrained weights of a run that goes on somewhere else than where it was started."""

from pathlib import Path

import msgspec
import pytest

from engine.catalogue import path_of
from engine.protocol.errors import SaegimError
from tests.helpers.classification_runs import coloured_manifest, create_run, opened, two_phases


def test_weights_are_those_that_the_run_was_started_with(tmp_path: Path) -> None:
    own = tmp_path / "own.pth"
    own.write_bytes(b"weights")
    manifest = coloured_manifest(tmp_path / "images", 1, 1, 0)
    with opened(create_run(tmp_path / "run", two_phases(), manifest, weights_path=str(own))) as run:
        assert run.pretrained() == own
        own.unlink()
        assert run.pretrained() == path_of("mobilenet_v2")


@pytest.mark.parametrize(
    ("name", "code"), [("mobilenet_v2", "model_missing"), ("no such", "unknown_model_name")]
)
def test_weights_that_are_nowhere_are_named(
    tmp_path: Path, name: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = msgspec.structs.replace(two_phases(), weights=name)
    manifest = coloured_manifest(tmp_path / "images", 1, 1, 0)
    gone = str(tmp_path / "gone.pth")
    folder = create_run(tmp_path / "run", recipe, manifest, weights_path=gone)
    monkeypatch.setenv("SAEGIM_MODELS", str(tmp_path / "models"))
    with opened(folder) as run, pytest.raises(SaegimError) as refused:
        run.pretrained()
    assert refused.value.code == code
