"""Which precision a card trains in, and the words in which libraries say that memory ran out."""

import pytest
import torch

from engine.architectures.memory import is_out_of_memory
from engine.training.ultralytics.arguments import precision


@pytest.mark.parametrize(
    ("name", "capability", "native", "wanted"),
    [
        ("NVIDIA GeForce RTX 3060", (8, 6), True, "bf16"),
        ("Tesla T4", (7, 5), False, True),
        ("Tesla V100-SXM2-16GB", (7, 0), False, True),
        ("NVIDIA GeForce GTX 1650", (7, 5), False, False),
        ("NVIDIA T1000 8GB", (7, 5), False, False),
        ("NVIDIA GeForce GTX 1080", (6, 1), False, False),
    ],
)
def test_a_card_trains_in_what_it_has_units_for(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    capability: tuple[int, int],
    native: bool,
    wanted: str | bool,
):
    def is_supported(including_emulation: bool = True) -> bool:
        return native or including_emulation

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", is_supported)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _device: name)
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _device: capability)
    assert precision("cuda:0") == wanted
    assert precision("cpu") is precision("mps") is False


@pytest.mark.parametrize(
    "words",
    [
        "MPS backend out of memory (MPS allocated: 8.00 GB, other allocations: 1.00 GB)",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "GET was unable to find an engine to execute this computation",
        "[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory",
    ],
)
def test_a_lack_of_memory_is_known_by_its_words(words: str):
    assert is_out_of_memory(RuntimeError(words))
    assert not is_out_of_memory(ValueError(words))
    assert not is_out_of_memory(RuntimeError("shapes do not match"))
