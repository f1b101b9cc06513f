"""A recipe in Ultralytics' words."""

import os
import re

import torch

from engine.protocol.specs import JobSpec

HALF_FROM = (7, 0)
"""Compute capability of the first cards with units for half precision (Volta)."""

WITHOUT_HALF = re.compile(r"GTX 16\d\d|\bT(400|500|550|600|1000|1200|2000)\b|MX(450|550)")
"""Cards of that generation without them; some compute NaN instead (Ultralytics' ``check_amp``)."""

MOSAIC_FREE_SHARE = 0.3
"""The last part of a run sees whole pictures instead of mosaics, as they come when predicting."""


def trainer_arguments(
    spec: JobSpec, task: str, device: str, batch_size: int, folder: str
) -> dict[str, str | int | float | bool]:
    """Return Ultralytics' settings for a run.

    Args:
        spec: The run.
        task: Ultralytics' name of the task.
        device: ``cpu``, ``cuda:N`` or ``mps``.
        batch_size: Images per step, which may be fewer than the recipe's after a lack of memory.
        folder: Where Ultralytics may write.
    """
    recipe = spec.recipe
    return {
        "task": task,
        "model": spec.weights_path,
        "epochs": recipe.epochs,
        "imgsz": recipe.image_size,
        "batch": batch_size,
        # One optimiser step a batch: a larger nominal size leaves small data sets few steps.
        "nbs": batch_size,
        "patience": recipe.patience,
        "weight_decay": recipe.weight_decay,
        "optimizer": "AdamW",
        "lr0": recipe.phases[-1].learning_rate,
        "warmup_epochs": 0.0,  # engine.training.ultralytics.schedule does it
        "close_mosaic": max(1, round(recipe.epochs * MOSAIC_FREE_SHARE)),
        "seed": spec.seed,
        "deterministic": False,
        "amp": precision(device),
        "device": device.removeprefix("cuda:"),
        "workers": loader_workers(device),
        "save_dir": folder,
        "exist_ok": True,
        "plots": False,
        "verbose": False,
        **_augmentation(spec),
    }


def precision(device: str) -> str | bool:
    """Return ``bf16`` where the card computes in it, half precision where it has units for that.

    Returns:
        Ultralytics' ``amp``: ``bf16``, True for half precision with scaled losses, or False.
    """
    if not device.startswith("cuda"):
        return False
    if torch.cuda.is_bf16_supported(including_emulation=False):
        return "bf16"
    name, capability = torch.cuda.get_device_name(device), torch.cuda.get_device_capability(device)
    return capability >= HALF_FROM and WITHOUT_HALF.search(name) is None


def trust_precision() -> None:
    """Keep Ultralytics from fetching a model to try half precision with: it is decided here."""
    from ultralytics.engine import trainer

    trainer.check_amp = _is_fine  # pyright: ignore[reportPrivateImportUsage]


def _is_fine(model: object) -> bool:
    del model
    return True


def loader_workers(device: str) -> int:
    """Return how many processes prepare pictures: none where the cores do the training itself."""
    return min(8, (os.cpu_count() or 2) - 1) if device.startswith("cuda") else 0


def _augmentation(spec: JobSpec) -> dict[str, float]:
    chosen = spec.recipe.augmentation
    return {
        "fliplr": chosen.flip_horizontal,
        "flipud": chosen.flip_vertical,
        "degrees": chosen.rotation,
        "translate": chosen.shift,
        "scale": chosen.scale,
        "hsv_v": chosen.brightness,
        "hsv_s": chosen.saturation,
        "hsv_h": chosen.hue,
        "mosaic": chosen.mosaic,
    }
