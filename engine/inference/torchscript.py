"""A trained model as TorchScript, which PyTorch runs without the code that made it."""

import pkgutil
import warnings
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from engine.formats.model_package import weights_of
from engine.inference.predictor import read_card
from engine.protocol.errors import SaegimError
from engine.tasks.table import find_task

TOLERANCE = 1e-3
"""Pixels, scores or logits by which the script may differ from the network it was made of."""


def write_torchscript(card_path: Path, target: Path) -> None:
    """Trace the model of a card for one square picture, and compare the two on another one.

    Input and output are those of ``engine.formats.model_card``.

    Args:
        card_path: ``card.json``; the weights lie beside it.
        target: The file to write.

    Raises:
        SaegimError: As ``predictor.load``; ``no_torchscript`` if the script cannot be made or
            answers otherwise than the network.
        OSError: The disk is full.
    """
    card = read_card(card_path)
    network = pkgutil.resolve_name(find_task(card.task).network)(
        card, weights_of(card, card_path.parent)
    )
    try:
        script = _traced(network, card.image_size)
    except RuntimeError as error:
        raise SaegimError("no_torchscript", "program") from error
    # torch's own way to a path neither knows Korean letters on Windows nor says OSError.
    target.write_bytes(script.save_to_buffer())


def _traced(network: nn.Module, side: int) -> Any:  # noqa: ANN401  torch.jit has no types
    first, second = (_noise(side, seed) for seed in (0, 1))
    with torch.no_grad(), warnings.catch_warnings():
        # It is deprecated for running models, and still what everybody can load.
        warnings.simplefilter("ignore")
        # YOLO's head keeps its grid from the first picture that it sees.
        network(first)
        script = cast("Any", torch.jit.trace(network, first, strict=False, check_trace=False))
        pairs = zip(_outputs(script(second)), _outputs(network(second)), strict=True)
        if not all(torch.allclose(*pair, rtol=TOLERANCE, atol=TOLERANCE) for pair in pairs):
            raise SaegimError("no_torchscript", "program")
    return script


def _outputs(answer: Tensor | tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return (answer,) if isinstance(answer, Tensor) else answer


def _noise(side: int, seed: int) -> Tensor:
    return torch.rand(1, 3, side, side, generator=torch.Generator().manual_seed(seed))
