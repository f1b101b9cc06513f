"""Loads the segmentation model of the catalogue."""

from engine.assist.sam import SamModel
from engine.assist.sam_models import build_sam
from engine.catalogue.library import path_of


def load_sam(name: str, device: str) -> SamModel:
    """Load a segmentation model of the catalogue onto a device.

    Raises:
        SaegimError: ``model_missing``, ``model_damaged``, ``bad_weights``, ``unknown_model_name``
            or ``unknown_architecture``.
    """
    return SamModel(build_sam(name, path_of(name)), device)
