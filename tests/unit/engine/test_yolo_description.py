"""A network's own description in a file of weights builds known layers of bounded size only."""

import copy
from typing import Any

import pytest

from engine.architectures.yolo_description import checked_description

SOUND: dict[str, Any] = {
    "nc": 2,
    "end2end": True,
    "reg_max": 1,
    "depth_multiple": 1.0,
    "width_multiple": 1.0,
    "backbone": [[-1, 1, "Conv", [8, 3, 2]], [-1, 1, "C3k2", [8, False, 0.25]]],
    "head": [
        [-1, 1, "nn.Upsample", ["None", 2, "nearest"]],
        [[1, 2], 1, "Concat", [1]],
        [[1, 2, 3], 1, "Detect", ["nc"]],
    ],
}


def test_known_layers_are_taken_as_they_are() -> None:
    found = checked_description(SOUND | {"something": "else"})
    assert found == SOUND | {"channels": 3}


def layer(*row: object) -> dict[str, Any]:
    return SOUND | {"backbone": [list(row)]}


HOSTILE: dict[str, object] = {
    "nothing": None,
    "a class of Python": layer(-1, 1, "os.system", ["true"]),
    "an unknown layer": layer(-1, 1, "TorchVision", [8, "resnet50", "DEFAULT"]),
    "a word that is evaluated": layer(-1, 1, "Conv", ["__import__('os').system('true')"]),
    "a wide layer": layer(-1, 1, "Conv", [1 << 30, 3, 2]),
    "many layers": layer(-1, 1 << 30, "Conv", [8, 3, 2]),
    "a long list": SOUND | {"head": [[-1, 1, "Conv", [8, 3, 2]]] * 1000},
    "a list in lists": layer(-1, 1, "Conv", [[[1] * 1000]]),
    "no number": layer(-1, 1, "Conv", [float("nan"), 3, 2]),
    "endless": SOUND | {"width_multiple": float("inf")},
    "many classes": SOUND | {"nc": 1 << 40},
    "true classes": SOUND | {"nc": True},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_anything_else_is_none(name: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        checked_description(copy.deepcopy(HOSTILE[name]))
