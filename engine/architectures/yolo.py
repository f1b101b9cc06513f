"""Ultralytics, kept to itself: no network, no pip, nothing outside the program's own folder."""

import functools
import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any, cast

import platformdirs
import torch
from PIL import Image
from torch import nn

from engine.architectures.tensor_file import RefusedError, read_tensor_file
from engine.architectures.yolo_rebuilding import rebuild
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ModelCard
from engine.system.process import compute_threads

FONTS = ("Arial.ttf", "Arial.Unicode.ttf")
"""What Ultralytics looks for before a training, and downloads when it is absent."""

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
        return rebuild(found)
    except Exception as error:
        raise SaegimError("unreadable_weights", file=path.name) from error


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


def in_fast_order(pixels: torch.Tensor) -> torch.Tensor:
    """Let the channels of a pixel lie side by side where the processor computes.

    YOLO26n on two cores: 22 instead of 31 ms a picture to predict, 34 to 53 instead of 43 to 60 ms
    to train.

    Args:
        pixels: (n, 3, rows, columns).
    """
    if pixels.device.type != "cpu":
        return pixels
    return pixels.contiguous(memory_format=torch.channels_last)


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
