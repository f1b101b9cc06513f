"""Trying torch on next to nothing; whatever it does, there is an answer."""

import warnings
from collections.abc import Callable

import msgspec

from engine.doctor.facts import TorchDevice, TorchFacts
from engine.system.machine import processor_name
from engine.system.versions import version_of

_LONGEST = 300


def look_at_torch() -> TorchFacts:
    """Load torch and torchvision and compute with them, on every device there is."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            facts = _look()
        except Exception as error:
            return TorchFacts(version=version_of("torch"), said=_words(error))
    if facts.devices or facts.gpu_said:
        return facts
    # torch only warns when a driver is too old or does not answer.
    said = next((_shortened(str(item.message)) for item in warned if _is_of_cuda(item)), "")
    return msgspec.structs.replace(facts, gpu_said=said)


def _look() -> TorchFacts:
    import torch

    if torch.ones(2, 2).sum().item() != 4:
        raise RuntimeError("wrong result")
    devices, said = _cuda_devices()
    return TorchFacts(
        version=str(torch.__version__),
        built_for=built_for(),
        nms_said=_said_by(_try_nms),
        gpu_said=said,
        devices=(*devices, *_apple_devices()),
        oldest_generation=_oldest_generation(),
    )


def built_for() -> str:
    """``cpu``, ``cuda 13.2`` or ``rocm 7.1``; not every version says so itself."""
    import torch

    if torch.version.hip:
        return f"rocm {torch.version.hip}"
    return f"cuda {torch.version.cuda}" if torch.version.cuda else "cpu"


def _try_nms() -> None:
    import torch
    from torchvision.ops import nms

    boxes = torch.tensor([[0.0, 0, 2, 2], [0, 0, 2, 2]])
    if nms(boxes, torch.tensor([0.5, 0.9]), 0.5).tolist() != [1]:
        raise RuntimeError("wrong result")


def _cuda_devices() -> tuple[list[TorchDevice], str]:
    import torch

    try:
        if not torch.cuda.is_available():
            return [], ""
        return [_cuda_device(index) for index in range(torch.cuda.device_count())], ""
    except Exception as error:
        return [], _words(error)


def _cuda_device(index: int) -> TorchDevice:
    import torch

    properties = torch.cuda.get_device_properties(index)
    return TorchDevice(
        kind="cuda",
        name=properties.name,
        memory=properties.total_memory,
        said=_said_by(lambda: _try_device(f"cuda:{index}")),
    )


def _apple_devices() -> list[TorchDevice]:
    import torch

    if not torch.backends.mps.is_available():
        return []
    said = _said_by(lambda: _try_device("mps"))
    return [TorchDevice(kind="mps", name=processor_name(), said=said)]


def _try_device(device: str) -> None:
    import torch

    # A product of matrices needs the libraries that a sum does without (cuBLAS).
    if (torch.ones(8, 8, device=device) @ torch.ones(8, 8, device=device)).sum().item() != 512:
        raise RuntimeError("wrong result")


def _oldest_generation() -> tuple[int, int] | None:
    import torch

    numbers = [
        int("".join(filter(str.isdigit, name)))
        for name in torch.cuda.get_arch_list()
        if name.startswith("sm_")
    ]
    return (min(numbers) // 10, min(numbers) % 10) if numbers else None


def _is_of_cuda(warned: warnings.WarningMessage) -> bool:
    text = str(warned.message).lower()
    return "cuda" in text or "nvidia" in text


def _said_by(attempt: Callable[[], None]) -> str:
    try:
        attempt()
    except Exception as error:
        return _words(error)
    return ""


def _words(error: Exception) -> str:
    return _shortened(str(error)) or type(error).__name__


def _shortened(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0].rstrip(".")[:_LONGEST] if lines else ""
