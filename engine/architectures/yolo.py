"""Ultralytics, kept to itself: no network, no pip, nothing outside the program's own folder."""

import contextlib
import functools
import importlib.util
import os
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, cast

import platformdirs
import torch
from PIL import Image
from torch import Tensor, nn

from engine.architectures.tensor_file import RefusedError, read_tensor_file
from engine.architectures.yolo_description import MOST_CLASSES, checked_description
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ModelCard
from engine.system.process import compute_threads

FONTS = ("Arial.ttf", "Arial.Unicode.ttf")
"""What Ultralytics looks for before a training, and downloads when it is absent."""

MOST_WIDTH = 100
"""Channels of a head's class branches that follow the number of classes (Ultralytics' Detect)."""

MOST_LEVELS = 32
"""Levels of layers within layers; YOLO26 has 9."""

MOST_VALUES = 300_000_000
"""Of all tensors of a network together; the largest, YOLOv8x-seg, has 72 million."""

MOST_STRIDE = 64

_DESCRIPTION = re.compile(r"(?P<family>yolo(v8|11|26))(?P<scale>[nsmlx]?)(?P<rest>(-seg)?)")

INTEGRATIONS_OFF = {
    "sync": False,
    "api_key": "",
    "openai_api_key": "",
    "clearml": False,
    "comet": False,
    "dvc": False,
    "mlflow": False,
    "raytune": False,
    "tensorboard": False,
    "wandb": False,
    "vscode_msg": False,
    "openvino_msg": False,
}


@functools.cache
def quiet() -> None:
    """Make Ultralytics silent, offline and safe in this process; call it before importing it.

    Afterwards a training opens no socket, installs nothing, and writes its settings below the
    program's own data folder only. Weights and model descriptions are read with an allowlist, also
    by Ultralytics itself.
    """
    folder = platformdirs.user_data_path("saegim", appauthor=False) / "ultralytics"
    config = folder / "Ultralytics"
    config.mkdir(parents=True, exist_ok=True)
    os.environ.update(_environment(folder))
    os.environ.pop("ULTRALYTICS_API_KEY", None)
    for name in FONTS:
        _put_font(config / name)
    pillow_open = Image.open
    from ultralytics.utils import SETTINGS

    # Ultralytics puts in its place one that wants a package installed for every damaged picture.
    Image.open = pillow_open

    if any(SETTINGS.get(key) != value for key, value in INTEGRATIONS_OFF.items()):
        SETTINGS.update(INTEGRATIONS_OFF)


def _environment(folder: Path) -> dict[str, str]:
    return {
        "YOLO_OFFLINE": "1",
        "YOLO_AUTOINSTALL": "0",
        "YOLO_CONFIG_DIR": str(folder),
        "ULTRALYTICS_SAFE_LOAD": "1",
        "MPLCONFIGDIR": str(folder / "matplotlib"),
        "TORCHINDUCTOR_CACHE_DIR": str(folder / "inductor"),
        # Ultralytics sets 1 when it is not set, and with it slows down everything else.
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", str(compute_threads())),
    }


def _put_font(target: Path) -> None:
    """Put matplotlib's own font there under the wanted name: it is never drawn with."""
    spec = importlib.util.find_spec("matplotlib")
    if target.exists() or spec is None or spec.origin is None:
        return
    source = Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
    partial = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copyfile(source, partial)
    partial.replace(target)


def load_yolo(path: Path) -> nn.Module:
    """Read the network of an Ultralytics checkpoint, whoever made it.

    Args:
        path: A ``.pt`` file; nothing in it is executed or constructed (``rebuilt``).

    Returns:
        The network in 32-bit floats, in eval mode, on the CPU; ``.names`` maps class index to name.

    Raises:
        SaegimError: ``weights_missing``; ``unsafe_weights`` for a file that names anything but
            known layers; ``unreadable_weights`` for one that is damaged or no YOLO network.
    """
    checkpoint = read_checkpoint(path)
    network = rebuilt(checkpoint.get("ema") or checkpoint.get("model"), path).eval()
    from ultralytics.utils import DEFAULT_CFG_DICT

    # Ultralytics' losses, validator and predictor read their settings from here.
    network.args = dict(DEFAULT_CFG_DICT)  # pyright: ignore
    return network


def rebuilt(found: object, path: Path) -> nn.Module:
    """Build a network of a known description anew, with the weights of one that was read.

    Args:
        found: What a checkpoint has as its network: of it, only the name of the description, the
            classes and the tensors are used.
        path: The checkpoint.

    Returns:
        The network in 32-bit floats on the CPU.

    Raises:
        SaegimError: ``unreadable_weights`` if it is none, or its weights do not fit.
    """
    try:
        return _rebuilt(found)
    except Exception as error:
        raise SaegimError("unreadable_weights", file=path.name) from error


def _rebuilt(found: Any) -> nn.Module:  # noqa: ANN401
    from ultralytics.nn import tasks

    kinds = {"DetectionModel": tasks.DetectionModel, "SegmentationModel": tasks.SegmentationModel}
    description, names = found.yaml, found.names
    if "yaml_file" not in description:
        return _from_description(kinds[found.kind], found)
    name, classes = Path(description["yaml_file"]).stem, description["nc"]
    scale = description.get("scale", "")
    known = _DESCRIPTION.fullmatch(name)
    if known is None or not (type(classes) is int and 0 < classes <= MOST_CLASSES):
        raise ValueError(name)
    if known["scale"] == "":
        name = f"{known['family']}{scale}{known['rest']}"
    if len(names) != classes or _DESCRIPTION.fullmatch(name) is None:
        raise ValueError(name)
    # What is random in a new network is no part of a run's own random numbers.
    weights = _weights_of(found)
    with torch.random.fork_rng(devices=[]):
        network: Any = kinds[found.kind](f"{name}.yaml", nc=classes, verbose=False)
        head: Any = network.model[-1]
        width = weights[f"model.{head.i}.cv3.0.2.weight"].shape[1]
        if width != head.cv3[0][-1].in_channels:
            donor: Any = kinds[found.kind](f"{name}.yaml", nc=min(width, MOST_WIDTH), verbose=False)
            _widen(head, donor.model[-1], classes)
    network.load_state_dict(weights)
    network.names = {index: str(names[index]) for index in range(classes)}
    return network


def _from_description(kind: Any, found: Any) -> nn.Module:  # noqa: ANN401
    """Build a network that has a description of its own, of known layers and bounded numbers.

    It is built without memory first (torch's device ``meta``), and gets the tensors that were read,
    which have to fit: so it is as large as the file, whatever the description says.
    """
    description = checked_description(found.yaml)
    with torch.random.fork_rng(devices=[]), torch.device("meta"), _without_biases():
        network: Any = kind(description, nc=description["nc"], verbose=False)
    weights = _weights_of(found)
    network.load_state_dict(weights, assign=True)
    if any(tensor.is_meta for tensor in (*network.parameters(), *network.buffers())):
        raise ValueError("tensors are missing")
    # The only thing that building has computed, which on that device has no value.
    stride = list(found._modules["model"]._modules.values())[-1].stride.float()
    if stride.ndim != 1 or not bool(((stride >= 1) & (stride <= MOST_STRIDE)).all()):
        raise ValueError("strides")
    network.stride = network.model[-1].stride = stride
    network.names = {index: str(found.names[index]) for index in range(description["nc"])}
    return network


def _nothing(self: object) -> None:
    del self


@contextlib.contextmanager
def _without_biases() -> Generator[None]:
    """Let new heads not compute their first biases, for which there are no values yet."""
    from ultralytics.nn.modules.head import Detect

    before = Detect.bias_init
    Detect.bias_init = _nothing
    try:
        yield
    finally:
        Detect.bias_init = before


def _widen(head: Any, donor: Any, classes: int) -> None:  # noqa: ANN401
    """Give a head the class branches of a pretrained one, whose width follows its own classes.

    Ultralytics keeps them when it begins from weights for other classes.
    """
    for name in ("cv3", "one2one_cv3"):
        branches = getattr(donor, name, None)
        for branch in () if branches is None else branches:
            branch[-1] = nn.Conv2d(branch[-1].in_channels, classes, 1)
        if branches is not None:
            setattr(head, name, branches)


def _weights_of(found: Any) -> dict[str, Tensor]:  # noqa: ANN401
    tensors = dict(_tensors(found))
    # Many of them may share the bytes of one: as floats each has its own.
    count = sum(tensor.numel() for tensor in tensors.values())
    if count > MOST_VALUES:
        raise ValueError(f"{count} values")
    return {key: tensor.float() for key, tensor in tensors.items()}


def _tensors(found: Any, prefix: str = "") -> Iterator[tuple[str, Tensor]]:  # noqa: ANN401
    """Walk over the state of a network that was read as shells."""
    if prefix.count(".") > MOST_LEVELS:
        raise ValueError(prefix)
    left_out = getattr(found, "_non_persistent_buffers_set", set())
    for kind in (found._parameters, found._buffers):
        for name, tensor in kind.items():
            if tensor is not None and name not in left_out:
                yield prefix + name, tensor
    for name, part in found._modules.items():
        if part is not None:
            yield from _tensors(part, f"{prefix}{name}.")


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Read an Ultralytics checkpoint, its networks as shells; errors as for `load_yolo`."""
    if not path.is_file():
        raise SaegimError("weights_missing", file=path)
    quiet()
    try:
        checkpoint = read_tensor_file(path)
    except OSError:
        raise
    except RefusedError as error:
        raise SaegimError("unsafe_weights", file=path.name) from error
    except Exception as error:  # a stranger's bytes can break the reader at any point
        raise SaegimError("unreadable_weights", file=path.name) from error
    if not isinstance(checkpoint, dict):
        raise SaegimError("unreadable_weights", file=path.name)
    return cast("dict[str, Any]", checkpoint)


def traceable(card: ModelCard, weights: Path) -> nn.Module:
    """The network as TorchScript traces it: with the head that was validated, as in ``Detector``.

    Raises:
        SaegimError: As ``load_yolo``.
    """
    network = cast("Any", load_yolo(weights))
    network.end2end = False
    # Without its answers for training.
    network.model[-1].export, network.model[-1].format = True, "torchscript"
    return network.fuse(verbose=False)
