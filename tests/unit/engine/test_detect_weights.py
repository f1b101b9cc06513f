"""Weights come from strangers: nothing in them is executed."""

import pickle
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from PIL import Image, UnidentifiedImageError

from engine.architectures.yolo import load_yolo, quiet
from engine.protocol.errors import SaegimError
from engine.training.ultralytics.checkpoint import read_state, write_weights
from tests.helpers.detection_runs import random_weights


class Hostile:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self):
        return Path.touch, (self.target,)


def test_reads_a_network_in_full_precision_and_eval_mode(tmp_path: Path):
    network = load_yolo(random_weights(tmp_path / "n.pt"))
    assert len(network.names) == 80
    assert not network.training
    assert {p.dtype for p in network.parameters()} == {torch.float32}


def test_what_a_resumed_run_writes_is_read_again(tmp_path: Path) -> None:
    from ultralytics.nn.tasks import DetectionModel

    pretrained: Any = load_yolo(random_weights(tmp_path / "n.pt"))
    # Its class branches stay as wide as those of the pretrained network for 80 classes.
    description = cast("Any", {**pretrained.yaml, "end2end": False})
    network: Any = DetectionModel(description, nc=1, verbose=False)
    network.load(pretrained, verbose=False)
    network.names = {0: "tree"}
    for name in ("first.pt", "resumed.pt"):
        write_weights(tmp_path / name, network, {})
        network = load_yolo(tmp_path / name)
    assert (network.yaml["nc"], network.names) == (1, {0: "tree"})


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
@pytest.mark.parametrize("shape", ["as the model", "beside the model", "plain pickle"])
def test_hostile_weights_are_refused_and_do_nothing(tmp_path: Path, shape: str):
    trace, path = tmp_path / "executed", tmp_path / "hostile.pt"
    match shape:
        case "as the model":
            torch.save({"model": Hostile(trace)}, path)
        case "beside the model":
            network = load_yolo(random_weights(tmp_path / "n.pt"))
            torch.save({"model": network, "train_args": {"lr0": Hostile(trace)}}, path)
        case _:
            path.write_bytes(pickle.dumps({"model": Hostile(trace)}))
    with pytest.raises(SaegimError) as caught:
        load_yolo(path)
    assert caught.value.code == "unsafe_weights"
    assert not trace.exists()


def test_a_description_that_would_be_evaluated_is_refused(tmp_path: Path):
    from ultralytics.nn.tasks import DetectionModel

    network = load_yolo(random_weights(tmp_path / "n.pt"))
    trace = tmp_path / "executed"
    hostile = {**network.yaml, "activation": f"__import__('pathlib').Path({str(trace)!r}).touch()"}
    with pytest.raises(TypeError):
        DetectionModel(hostile, nc=2, verbose=False)
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"junk", b"PK\x03\x04 cut off"])
def test_damaged_weights_are_named_as_such(tmp_path: Path, content: bytes):
    path = tmp_path / "damaged.pt"
    path.write_bytes(content)
    with pytest.raises(SaegimError) as caught:
        load_yolo(path)
    assert caught.value.code in {"unreadable_weights", "unsafe_weights"}


def test_a_file_without_a_network_is_no_model(tmp_path: Path):
    path = tmp_path / "other.pt"
    torch.save({"model": {"weight": torch.zeros(1)}}, path)
    with pytest.raises(SaegimError, match="not a YOLO network"):
        load_yolo(path)


def test_absent_weights_are_not_looked_for_elsewhere(tmp_path: Path):
    with pytest.raises(SaegimError) as caught:
        load_yolo(tmp_path / "yolo26n.pt")
    assert caught.value.code == "weights_missing"


def test_pillow_stays_itself(tmp_path: Path):
    quiet()
    (tmp_path / "a.png").write_bytes(b"no picture")
    with pytest.raises(UnidentifiedImageError):
        Image.open(tmp_path / "a.png")


def test_a_hostile_checkpoint_is_not_resumed_from(tmp_path: Path):
    trace, path = tmp_path / "executed", tmp_path / "last.pt"
    torch.save({"progress": {}, "model": None, "optimizer": Hostile(trace)}, path)
    with pytest.raises(SaegimError) as caught:
        read_state(path)
    assert caught.value.code == "unsafe_checkpoint"
    assert not trace.exists()


def test_a_checkpoint_of_something_else_is_named_as_such(tmp_path: Path):
    with pytest.raises(SaegimError) as caught:
        read_state(random_weights(tmp_path / "last.pt"))
    assert caught.value.code == "bad_checkpoint"
