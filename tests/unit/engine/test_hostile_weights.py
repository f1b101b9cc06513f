"""Weights of strangers: refused in words, with nothing run and no memory taken for them."""

import pickle
import subprocess
import sys
import tracemalloc
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from engine.architectures.weights import read_weights
from engine.protocol.errors import SaegimError
from tests.helpers.detection_runs import random_weights

LIMITED = """
import resource, sys, pathlib
from engine.architectures.weights import read_weights
from engine.architectures.yolo import load_yolo, quiet
from engine.protocol.errors import SaegimError
quiet()
from ultralytics.nn import tasks
now = int(pathlib.Path("/proc/self/statm").read_text().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (now + (1 << 29),) * 2)
for path in sys.argv[1:]:
    for read in (read_weights, load_yolo):
        try:
            read(pathlib.Path(path))
        except SaegimError as error:
            print(error.code)
        else:
            print("accepted")
"""
"""Reads files with half a gigabyte to do it in."""


class Called:
    """What a pickle calls instead of having it."""

    def __init__(self, function: Callable[..., Any], *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> Any:
        return self.call


def _with_zeros(path: Path) -> None:
    torch.save({"a": torch.zeros(1)}, path)
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            with archive.open(name, "w") as file:
                file.write(content)
                for _ in range(1000 if name.endswith("data/0") else 0):
                    file.write(bytes(1 << 20))


def _with_a_huge_view(path: Path) -> None:
    torch.save({"a": torch.zeros(1).expand(40_000, 40_000)}, path)


def _with_a_huge_memo(path: Path) -> None:
    path.write_bytes(b"\x80\x02Nr\xff\xff\xff\x7f.")


def _with_a_huge_legacy_storage(path: Path) -> None:
    torch.save({"a": torch.zeros(7)}, path, _use_new_zipfile_serialization=False)
    content = path.read_bytes()
    assert content.count(b"K\x07") >= 1
    path.write_bytes(content.replace(b"K\x07", b"J\xff\xff\xff\x7f"))


def _as_torchscript(path: Path) -> None:
    torch.jit.save(torch.jit.script(nn.Linear(2, 2)), path)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a layer of 6_4 GB": lambda path: torch.save(Called(nn.Linear, 40_000, 40_000), path),
    "a tensor of 40 GB": lambda path: torch.save({"a": Called(torch.FloatTensor, 10**10)}, path),
    "an array of 100 GB": lambda path: torch.save({"a": Called(bytearray, 10**11)}, path),
    "a call": lambda path: torch.save({"a": Called(print, "called")}, path),
    "a plain pickle": lambda path: path.write_bytes(pickle.dumps(Called(print, "called"))),
    "packed zeros": _with_zeros,
    "a huge view": _with_a_huge_view,
    "a huge memo": _with_a_huge_memo,
    "a huge legacy storage": _with_a_huge_legacy_storage,
    "TorchScript": _as_torchscript,
    "a list": lambda path: torch.save([torch.zeros(1)], path),
    "nothing": lambda path: path.write_bytes(b""),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
@pytest.mark.slow
def test_hostile_weights_are_refused_in_little_memory(tmp_path: Path) -> None:
    paths = [tmp_path / f"{kind}.pt" for kind in HOSTILE]
    for path in paths:
        HOSTILE[path.stem](path)
    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    codes = answer.stdout.split()
    assert codes[::2] == ["bad_weights"] * len(HOSTILE)
    assert set(codes[1::2]) <= {"unsafe_weights", "unreadable_weights"}


@pytest.mark.parametrize("is_zip", [True, False])
def test_sound_weights_are_read_as_torch_reads_them(tmp_path: Path, is_zip: bool) -> None:
    path = tmp_path / "weights.pt"
    base = torch.arange(12.0)
    wanted = OrderedDict(
        a=base.reshape(3, 4).T,
        b=base[3:5],
        half=torch.ones(2, dtype=torch.float16),
        count=torch.tensor(7),
        none=torch.zeros(0, 3),
        flags=torch.tensor([True, False]),
        layer=nn.Parameter(torch.ones(2)),
    )
    torch.save(wanted, path, _use_new_zipfile_serialization=is_zip)
    found = read_weights(path)
    assert list(found) == list(wanted)
    for name, tensor in wanted.items():
        assert found[name].dtype == tensor.dtype
        assert torch.equal(found[name], tensor)


def test_a_network_of_an_unknown_description_is_refused(tmp_path: Path) -> None:
    from engine.architectures.yolo import load_yolo

    path = random_weights(tmp_path / "weights.pt")
    content = torch.load(path, weights_only=False)
    for changes in ({"yaml_file": "../../mine.yaml"}, {"nc": 10**9}, {"nc": 3}, {"scale": "x"}):
        network = content["model"]
        before = dict(network.yaml)
        network.yaml.update(changes)
        if "scale" in changes:
            network.yaml["yaml_file"] = "yolo26.yaml"
        torch.save(content, path)
        network.yaml = before
        with pytest.raises(SaegimError) as caught:
            load_yolo(path)
        assert caught.value.code == "unreadable_weights"


def _pickled(path: Path, data: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("weights/data.pkl", b"\x80\x02" + data)


def _legacy(path: Path, data: bytes) -> None:
    heads = (pickle.dumps(value, 2) for value in (0x1950A86A20F9469CFC6C, 1001, {}))
    path.write_bytes(b"".join(heads) + b"\x80\x02" + data)


LIST = b"(" + b"N" * 100_000 + b"lq\x000"
COPIES_OF_A_LIST = LIST + b"ctorch\nSize\nq\x010(" + b"h\x01h\x00\x85R" * 1000 + b"l."
MANY_CLASSES = b"(" + b"ctorch.nn.modules.\nX\n" * 200_000 + b"l."


@pytest.mark.parametrize("write", [_pickled, _legacy])
@pytest.mark.parametrize("data", [COPIES_OF_A_LIST, MANY_CLASSES])
def test_a_small_pickle_does_not_become_a_large_one(
    tmp_path: Path, write: Callable[[Path, bytes], None], data: bytes
) -> None:
    path = tmp_path / "weights.pt"
    write(path, data)
    tracemalloc.start()
    try:
        with pytest.raises(SaegimError):
            read_weights(path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 << 20
