"""Which pretrained weights and sample data exist, and how they are fetched."""

from engine.catalogue.entries import SAM_MODEL, ModelEntry, find, list_models
from engine.catalogue.library import (
    default_models_dir,
    fetch,
    import_file,
    is_bundled,
    is_present,
    models_dir,
    path_of,
    state_of,
    verify,
)
from engine.catalogue.progress import Progress

__all__ = [
    "SAM_MODEL",
    "ModelEntry",
    "Progress",
    "default_models_dir",
    "fetch",
    "find",
    "import_file",
    "is_bundled",
    "is_present",
    "list_models",
    "models_dir",
    "path_of",
    "state_of",
    "verify",
]
