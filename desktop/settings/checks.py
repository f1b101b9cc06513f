"""Whether a value can be right; if not, one sentence that says why."""

import re
from pathlib import Path
from typing import assert_never
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from desktop.settings.vocabulary import (
    Address,
    Choice,
    DeviceChoice,
    FolderChoice,
    Keys,
    Number,
    SettingSpec,
)
from engine.system.files import is_folder, is_there, is_writable

DEVICES = re.compile(r"auto|cpu|mps|cuda(:\d+)?")


def problem(spec: SettingSpec, value: object) -> str:
    """What is wrong with a value, in the window's language; empty if nothing is."""
    match spec.kind:
        case FolderChoice():
            return _folder_problem(str(value))
        case Address():
            return _address_problem(spec.kind, str(value))
        case DeviceChoice():
            return "" if DEVICES.fullmatch(str(value)) else _say_unknown(value)
        case Choice():
            return "" if value in spec.kind.values() else _say_unknown(value)
        case Number() | Keys():
            # Their widgets give no other values than right ones.
            return ""
        case _:
            assert_never(spec.kind)


def existing_part(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next((part for part in (folder, *folder.parents) if is_there(part)), folder)


def _folder_problem(text: str) -> str:
    folder = Path(text)
    if not text:
        return ""
    if not folder.is_absolute():
        return QCoreApplication.translate("Settings", "Write the whole path of the folder.")
    there = existing_part(folder)
    if not is_folder(there):
        said = QCoreApplication.translate("Settings", "{path} is no folder: choose another one.")
        return said.format(path=there)
    if not is_writable(there):
        said = QCoreApplication.translate(
            "Settings", "Nothing can be written into {path}: choose another folder."
        )
        return said.format(path=there)
    return ""


def _address_problem(kind: Address, text: str) -> str:
    if not text or (kind.or_folder and Path(text).is_absolute() and is_folder(Path(text))):
        return ""
    if kind.or_folder and not text.startswith(("http:", "https:")):
        said = QCoreApplication.translate(
            "Settings", "This is neither a folder that is there nor an address like {example}."
        )
    elif _is_address(text, needs_port=kind.needs_port):
        return ""
    else:
        said = QCoreApplication.translate("Settings", "This is no address like {example}.")
    return said.format(example=kind.example)


def _is_address(text: str, *, needs_port: bool) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    if any(character.isspace() for character in text) or not parts.hostname:
        return False
    return parts.scheme in ("http", "https") and (port is not None or not needs_port)


def _say_unknown(value: object) -> str:
    said = QCoreApplication.translate("Settings", "“{value}” cannot be chosen.")
    return said.format(value=value)
