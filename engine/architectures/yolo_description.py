"""Descriptions of YOLO networks that are in a file of weights, which may be a stranger's."""

from typing import Any

MOST_CLASSES = 10_000
"""Classes of a network that is read."""

MOST_LAYERS, MOST_REPEATS, MOST_NUMBER = 100, 10, 4096

LAYERS = frozenset(
    {
        *("Conv", "DWConv", "C2f", "C3", "C3k2", "Bottleneck", "SPPF", "C2PSA", "Concat"),
        *("nn.Upsample", "Detect", "Segment", "Segment26"),
    }
)
"""The layers of YOLOv8, 11 and 26 for detection and segmentation."""

WORDS = frozenset({"nc", "None", "nearest", "bilinear", "True", "False"})
"""What Ultralytics looks up in a layer's arguments."""


def checked_description(found: object) -> dict[str, Any]:
    """Copy a description of known layers, and nothing else of it.

    Raises:
        ValueError, KeyError, TypeError: It is none, or its numbers are out of bounds.
    """
    if not isinstance(found, dict):
        raise TypeError("no description")
    classes = found["nc"]
    if type(classes) is not int or not 0 < classes <= MOST_CLASSES:
        raise ValueError(f"{classes} classes")
    backbone, head = (
        [_layer(row) for row in _listed(found[part])] for part in ("backbone", "head")
    )
    return {
        "nc": classes,
        "backbone": backbone,
        "head": head,
        "end2end": bool(found.get("end2end", False)),
        "reg_max": _number(found.get("reg_max", 16)),
        "depth_multiple": _number(found.get("depth_multiple", 1.0)),
        "width_multiple": _number(found.get("width_multiple", 1.0)),
        "channels": 3,
    }


def _layer(row: object) -> list[Any]:
    source, repeats, name, arguments = _listed(row)
    if name not in LAYERS or type(repeats) is not int or not 0 < repeats <= MOST_REPEATS:
        raise ValueError(f"{repeats} times {name}")
    return [_argument(source), repeats, name, [_argument(one) for one in _listed(arguments)]]


def _argument(value: object) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return [_argument(one) for one in _listed(value)]
    if value is None or isinstance(value, bool) or (isinstance(value, str) and value in WORDS):
        return value
    return _number(value)


def _number(value: object) -> int | float:
    if type(value) not in (int, float) or not -MOST_NUMBER <= value <= MOST_NUMBER:  # pyright: ignore
        raise ValueError(f"{value!r} is out of bounds")
    return value  # pyright: ignore


def _listed(value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST_LAYERS:
        raise ValueError("no list of layers")
    return value
