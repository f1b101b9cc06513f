"""What is good to know about a setting on this machine."""

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.settings.checks import existing_part
from engine.catalogue import default_models_dir, list_models, models_dir
from engine.system.settings import Settings

VARIABLES = {"models_folder": "SAEGIM_MODELS", "mirror": "SAEGIM_MIRROR"}
"""They go before the settings, so that a command line can have a folder of its own."""


def note_on(field: str, before: Settings, now: Settings) -> str:
    """A sentence or two about a field as it is set.

    Args:
        field: Name of the field.
        before: As it was when the dialog was opened.
        now: As it is.
    """
    variable = VARIABLES.get(field, "")
    if os.environ.get(variable):
        said = QCoreApplication.translate(
            "Settings", "The environment variable {name} goes before this: it says {value}."
        )
        return said.format(name=variable, value=os.environ[variable])
    if field == "models_folder":
        notes = (_left_behind(before, now), _free_space(models_dir()))
        return " ".join(filter(None, notes))
    return ""


def _free_space(folder: Path) -> str:
    try:
        free = shutil.disk_usage(existing_part(folder)).free
    except OSError:
        return ""
    return QCoreApplication.translate("Settings", "{size} are free there.").format(size=_size(free))


def _left_behind(before: Settings, now: Settings) -> str:
    """What happens to models that were fetched into the folder that was set before."""
    old = folder_of(before)
    if folder_of(now) == old:
        return ""
    files = [old / entry.file for entry in list_models()]
    sizes = [file.stat().st_size for file in files if file.is_file()]
    if not sizes:
        return ""
    said = QCoreApplication.translate(
        "Settings",
        "{count} models ({size}) stay in {folder}: nothing is moved. Move the files here yourself, "
        "or they are fetched again when they are needed.",
    )
    return said.format(count=len(sizes), size=_size(sum(sizes)), folder=old)


def folder_of(settings: Settings) -> Path:
    """The folder of models that these settings mean."""
    return Path(settings.models_folder) if settings.models_folder else default_models_dir()


def _size(number: int) -> str:
    return QLocale().formattedDataSize(number, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
