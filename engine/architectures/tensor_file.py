"""Reading torch's files by our own means: tensors and plain values, and no code at all.

``torch.load(weights_only=True)`` calls allow-listed constructors with a stranger's arguments. Here
a class of a network is read as a ``Shell``, which has attributes and does nothing, and a tensor
takes no more room than the file has bytes for it.
"""

import io
import math
import pickle
import struct
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import torch
from torch import Tensor
from typing_extensions import override

_STORAGES = {
    "DoubleStorage": torch.float64,
    "FloatStorage": torch.float32,
    "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
    "ShortStorage": torch.int16,
    "CharStorage": torch.int8,
    "ByteStorage": torch.uint8,
    "BoolStorage": torch.bool,
}
_SHELLS = ("torch.nn.modules.", "ultralytics.")
_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_MOST_PICKLE_BYTES = 8 << 20
"""Of what is no tensor, some 0.5 MB in a checkpoint: a byte of it can become 100 in memory."""
_MOST_ITEMS = 16
"""Of what is made from a list: sizes, strides and a set of names; a list can be copied often."""


class RefusedError(Exception):
    """The file names something that is neither a tensor, a plain value nor a layer."""


class Shell:
    """An object of a file, as its class's name and its attributes."""

    kind: str


class _Unpickler(pickle._Unpickler):  # pyright: ignore[reportPrivateUsage]
    def __init__(self, file: BinaryIO, storage: Callable[[str, torch.dtype, int], Tensor]) -> None:
        super().__init__(file, encoding="utf-8")
        self._storage = storage
        self._shells: dict[str, type[Shell]] = {}

    @override
    def find_class(self, module: str, name: str) -> Any:
        """Return what stands for a name, for this file alone: it may set attributes."""
        if module == "torch" and name in _STORAGES:
            return _STORAGES[name]
        if module.startswith(_SHELLS):
            if name not in self._shells:
                self._shells[name] = type("Shell", (Shell,), {"kind": name})
            return self._shells[name]
        match module, name:
            case "torch._utils", "_rebuild_tensor_v2":
                return lambda *given: _view(*given[:4])
            case "torch._utils", "_rebuild_parameter":
                return lambda data, *_: data
            case "collections", "OrderedDict":
                return partial(_few, OrderedDict)
            case "torch", "Size":
                return partial(_few, tuple)
            case "builtins" | "__builtin__", "set":
                return partial(_few, set)
            # A best figure in numpy's type, and the place of a data set: nobody needs them.
            case (
                ("numpy.core.multiarray" | "numpy._core.multiarray", "scalar")
                | ("numpy", "dtype")
                | ("_codecs", "encode")
                | ("pathlib", "PosixPath" | "WindowsPath")
            ):
                return lambda *_: None
            case _:
                raise RefusedError(f"{module}.{name}")

    @override
    def persistent_load(self, pid: Any) -> Tensor:
        """Return the storage, a flat tensor."""
        _, dtype, key, _, count, *_ = pid
        if not isinstance(dtype, torch.dtype) or not isinstance(count, int) or count < 0:
            raise RefusedError("storage")
        return self._storage(str(key), dtype, count)


def read_tensor_file(path: Path) -> Any:  # noqa: ANN401  whatever was saved
    """Read what ``torch.save`` has written.

    Returns:
        Dictionaries, lists, plain values, tensors on the CPU, and shells.

    Raises:
        RefusedError: It names something else.
        Exception: It is damaged; of any kind.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return _read_archive(archive, path.stat().st_size)
    with path.open("rb") as file:
        return _read_legacy(file, path.stat().st_size)


def _read_archive(archive: zipfile.ZipFile, size: int) -> Any:  # noqa: ANN401
    entries = {entry.filename: entry for entry in archive.infolist()}
    # Packed zeros, or entries that share their bytes, would become far more than the file is.
    packed = any(entry.compress_type != zipfile.ZIP_STORED for entry in entries.values())
    if packed or sum(entry.file_size for entry in entries.values()) > size:
        raise RefusedError("archive")
    (head,) = (name for name in entries if name.count("/") == 1 and name.endswith("/data.pkl"))
    if entries[head].file_size > _MOST_PICKLE_BYTES:
        raise RefusedError("archive")
    folder, known = head.removesuffix("data.pkl"), dict[str, Tensor]()

    def storage(key: str, dtype: torch.dtype, count: int) -> Tensor:
        if key not in known:
            content = bytearray(archive.read(f"{folder}data/{key}"))
            if len(content) != count * dtype.itemsize:
                raise RefusedError("storage")
            known[key] = torch.frombuffer(content, dtype=dtype) if count else _empty(dtype)
        return known[key]

    return _Unpickler(io.BytesIO(archive.read(head)), storage).load()


def _read_legacy(file: BinaryIO, size: int) -> Any:  # noqa: ANN401
    """Read the format of torch before 1.6: five pickles, then the storages one after the other."""
    head, known = io.BytesIO(file.read(_MOST_PICKLE_BYTES)), dict[str, Tensor]()

    def storage(key: str, dtype: torch.dtype, count: int) -> Tensor:
        if key not in known:
            taken = sum(tensor.nbytes for tensor in known.values())
            if taken + count * dtype.itemsize > size:
                raise RefusedError("storage")
            known[key] = torch.empty(count, dtype=dtype)
        return known[key]

    magic, _, _, found, keys = (_Unpickler(head, storage).load() for _ in range(5))
    file.seek(head.tell())
    if magic != _LEGACY_MAGIC or set(keys) != set(known):
        raise RefusedError("legacy")
    for key in keys:
        (count,) = struct.unpack("<q", file.read(8))
        content = bytearray(file.read(known[key].nbytes))
        if count != known[key].numel() or len(content) != known[key].nbytes:
            raise RefusedError("storage")
        if count:
            known[key].copy_(torch.frombuffer(content, dtype=known[key].dtype))
    return found


def _few(kind: Callable[..., Any], items: Collection[Any] = ()) -> Any:  # noqa: ANN401
    if len(items) > _MOST_ITEMS:
        raise RefusedError(f"{len(items)} items")
    return kind(items)


def _empty(dtype: torch.dtype) -> Tensor:
    return torch.empty(0, dtype=dtype)


def _view(storage: Tensor, offset: int, size: tuple[int, ...], stride: tuple[int, ...]) -> Tensor:
    """Return a tensor of a storage that has no more values than that."""
    numbers = (offset, *size, *stride)
    if len(size) != len(stride) or not all(type(n) is int and n >= 0 for n in numbers):
        raise RefusedError("tensor")
    if math.prod(size) > storage.numel():
        raise RefusedError("tensor")
    return torch.as_strided(storage, size, stride, offset)
