"""Ultralytics, kept to itself: no network, no pip, nothing outside the program's own folder."""

import functools
import importlib.util
import os
import pickle
import shutil
from pathlib import Path
from typing import Any, cast

import platformdirs
from PIL import Image
from torch import nn

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
        path: A ``.pt`` file; it is read with an allowlist of layer classes, so that nothing in it
            is executed.

    Returns:
        The network in 32-bit floats, in eval mode, on the CPU; ``.names`` maps class index to name.

    Raises:
        SaegimError: ``weights_missing``; ``unsafe_weights`` for a file that names anything but
            known layers; ``unreadable_weights`` for one that is damaged or no YOLO network.
    """
    checkpoint = read_checkpoint(path)
    network = checkpoint.get("ema") or checkpoint.get("model")
    if not isinstance(network, nn.Module):
        raise SaegimError("unreadable_weights", file=path.name)
    from ultralytics.utils import DEFAULT_CFG_DICT

    network = network.float().eval()
    # Ultralytics' losses, validator and predictor read their settings from here.
    network.args = {**DEFAULT_CFG_DICT, **checkpoint.get("train_args", {})}  # pyright: ignore
    return network


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Read an Ultralytics checkpoint with the allowlist; errors as for `load_yolo`."""
    if not path.is_file():
        # Ultralytics would look for the name on the network.
        raise SaegimError("weights_missing", file=path)
    quiet()
    from ultralytics.nn.tasks import torch_safe_load

    try:
        checkpoint, _ = torch_safe_load(str(path), safe_only=True)
    except OSError:
        raise
    except Exception as error:  # a stranger's bytes can break the reader at any point
        refused = isinstance(error.__cause__, pickle.UnpicklingError)
        code = "unsafe_weights" if refused else "unreadable_weights"
        raise SaegimError(code, file=path.name) from error
    return checkpoint


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
