"""A run folder may be a stranger's, or come off a failing disk: what a run would go on from."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.catalogue import path_of
from engine.protocol.errors import SaegimError
from engine.protocol.events import BatchDone, CheckpointWritten, Event
from engine.protocol.run_folder import RunFolder
from tests.helpers import classification_runs, detection_runs
from tests.helpers.detection_runs import WatchedRun, create_run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Detected pickle protocol"),
]


class BrokenOffError(Exception):
    """In place of a kill."""


class Hostile:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> Any:
        return Path.touch, (self.target,)


def broken_off(folder: RunFolder) -> RunFolder:
    """Train until the first batch after the first epoch."""
    written: list[str] = []

    def react(_folder: RunFolder, event: Event) -> None:
        if isinstance(event, CheckpointWritten):
            written.append(event.file)
        if isinstance(event, BatchDone) and "checkpoints/last.pt" in written:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        WatchedRun(folder, react).train()
    return folder


def classification(root: Path) -> RunFolder:
    manifest = classification_runs.coloured_manifest(root / "pictures", 8, 4, 0)
    recipe = classification_runs.two_phases(1, 1)
    return create_run(root / "run", recipe, manifest, path_of("mobilenet_v2"))


def detection(root: Path) -> RunFolder:
    manifest = detection_runs.drawn_manifest(root / "source", 2, 1)
    recipe = detection_runs.two_phases(1, 1, image_size=64)
    return create_run(root / "run", recipe, manifest, detection_runs.random_weights(root / "n.pt"))


@pytest.fixture(scope="module", params=[classification, detection])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """A run that was broken off, and what it would go on from."""
    folder = broken_off(request.param(tmp_path_factory.mktemp("broken")))
    return folder, {path: path.read_bytes() for path in folder.checkpoints_dir.glob("*.pt")}


@pytest.fixture
def folder(run: tuple[RunFolder, dict[Path, bytes]]) -> RunFolder:
    for path, content in run[1].items():
        path.write_bytes(content)
    return run[0]


def resumed(folder: RunFolder) -> SaegimError:
    """Go on with the run, which must be refused in words."""
    with pytest.raises(SaegimError) as caught:
        WatchedRun(folder, lambda *_: None).train()
    return caught.value


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = torch.load(path, weights_only=False)
    change(content)
    torch.save(content, path)


@pytest.mark.parametrize("name", ["last.pt", "best.pt"])
@pytest.mark.parametrize("shape", ["plain", "inside", "legacy"])
def test_code_in_a_checkpoint_is_not_run(folder: RunFolder, tmp_path: Path, shape: str, name: str):
    trace, path = tmp_path / "executed", folder.checkpoints_dir / name
    if name == "best.pt":
        changed(folder.checkpoints_dir / "last.pt", all_done)
    match shape:
        case "plain":
            path.write_bytes(pickle.dumps(Hostile(trace)))
        case "inside":
            changed(path, lambda content: content.update(extra=Hostile(trace)))
        case _:
            torch.save({"progress": Hostile(trace)}, path, _use_new_zipfile_serialization=False)
    error = resumed(folder)
    assert error.code == "unsafe_checkpoint"
    assert name in str(error)
    assert "afresh" in str(error)
    assert not trace.exists()


@pytest.mark.parametrize("name", ["last.pt", "best.pt"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_checkpoint_is_named_as_damaged(folder: RunFolder, share: float, name: str):
    if name == "best.pt":
        changed(folder.checkpoints_dir / "last.pt", all_done)
    path = folder.checkpoints_dir / name
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    error = resumed(folder)
    assert (error.code, error.parameters) == ("bad_checkpoint", {"file": name})


def all_done(content: dict[str, Any]) -> None:
    """All that is left to do is to take the best epoch for the model."""
    if isinstance(content["progress"], str):
        content["progress"] = content["progress"].replace('"epoch":1', '"epoch":2')
    else:
        content["progress"]["epoch"] = 1


def drop_progress(content: dict[str, Any]) -> None:
    del content["progress"]


def nonsense(content: dict[str, Any]) -> None:
    content["progress"] = "no progress"


def no_batch(content: dict[str, Any]) -> None:
    progress = content["progress"]
    if isinstance(progress, str):
        content["progress"] = progress.replace('"batch_size":8', '"batch_size":-8')
    else:
        progress["batch_size"] = -8


def other_shapes(content: dict[str, Any]) -> None:
    weights = content["weights"] if "weights" in content else content["average"]
    for key, value in weights.items():
        weights[key] = torch.zeros(3, *value.shape)


def no_weights(content: dict[str, Any]) -> None:
    content["weights" if "weights" in content else "average"] = "none"


def no_optimizer(content: dict[str, Any]) -> None:
    content["optimizer"] = {"state": 7}


CHANGES = [drop_progress, nonsense, no_batch, other_shapes, no_weights, no_optimizer]


@pytest.mark.parametrize("change", CHANGES)
def test_a_checkpoint_that_contradicts_itself_is_named_as_damaged(
    folder: RunFolder, change: Callable[[dict[str, Any]], object]
):
    changed(folder.checkpoints_dir / "last.pt", change)
    assert resumed(folder).code == "bad_checkpoint"
