"""A recipe in Ultralytics' words."""

import os

import torch

from engine.protocol.specs import JobSpec

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
    """Return ``bf16`` where the device computes in it, otherwise full precision.

    Half precision would make Ultralytics fetch a model to try it out with.
    """
    return "bf16" if device.startswith("cuda") and torch.cuda.is_bf16_supported() else False


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
