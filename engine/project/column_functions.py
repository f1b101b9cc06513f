"""Functions for SQL that see into what a column holds; each takes a value's bytes."""

import functools
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from engine.geometry.limits import are_near, is_sound_geometry
from engine.geometry.skeleton import Skeleton, is_sound_skeleton
from engine.geometry.types import Geometry
from engine.project.attribute_kinds import AttributeValue, Place, fitting, plain_choices
from engine.project.places import is_run_id, safe_hash
from engine.project.rows import LONGEST_NOTE
from engine.protocol.requests import Prompt
from engine.protocol.specs import ModelCard, ValueRange, ValueRangeRule
from engine.system.text import plain_name, plain_text
from engine.tasks.cards import is_sound_card

_LONGEST_JSON = 1 << 24
_LONGEST_NAME = 800
"""Bytes; 200 letters of four bytes."""

_geometry: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Geometry)
_prompt = msgspec.json.Decoder(Prompt)
_skeleton = msgspec.json.Decoder(Skeleton)
_card = msgspec.json.Decoder(ModelCard)
_values = msgspec.json.Decoder(dict[str, Any])
_choices = msgspec.json.Decoder(tuple[str, ...])
_own_attributes = msgspec.json.Decoder(list[tuple[int, str, str]])
_range: msgspec.json.Decoder[Any] = msgspec.json.Decoder(ValueRangeRule)


def install(connection: sqlite3.Connection) -> None:
    """Let the SQL of a connection call the functions."""
    for name, count, function in _CHECKS:
        connection.create_function(name, count, _of_bytes(function), deterministic=True)
    for name, count, replacement in _REPLACEMENTS:
        connection.create_function(name, count, replacement, deterministic=True)


def _of_bytes(check: Callable[..., bool]) -> Callable[..., bool]:
    """A check that nothing passes but bytes; SQL asks it of NULL as well."""

    def checked(data: object, *others: object) -> bool:
        return isinstance(data, bytes) and check(data, *others)

    return checked


def _is_geometry(data: bytes, width: object, height: object) -> bool:
    if not isinstance(width, int) or not isinstance(height, int):
        return False
    geometry = _decoded(_geometry, data)
    return geometry is not None and is_sound_geometry(geometry, width, height)


def _is_prompt(data: bytes) -> bool:
    prompt = _decoded(_prompt, data)
    if prompt is None:
        return False
    box = prompt.box
    return are_near(tuple((point.x, point.y) for point in prompt.points), 0) and (
        box is None or is_sound_geometry(box, 0, 0)
    )


def _is_card(data: bytes) -> bool:
    card = _decoded(_card, data)
    return card is not None and is_sound_card(card)


def _is_skeleton(data: bytes) -> bool:
    skeleton = _decoded(_skeleton, data)
    return skeleton is not None and is_sound_skeleton(skeleton)


def _is_range(data: bytes) -> bool:
    rule = _decoded(_range, data)
    return rule.is_sound() if isinstance(rule, ValueRange) else rule is not None


def _are_choices(data: bytes) -> bool:
    choices = _decoded(_choices, data)
    return choices is not None and plain_choices(choices) == choices


def _made_choices(data: bytes | None) -> str:
    return _encoded(plain_choices(_decoded(_choices, data or b"") or ()))


def _are_values(data: bytes, attributes: object) -> bool:
    return _made_values(data, attributes).encode() == data


def _made_values(data: bytes | None, attributes: object) -> str:
    """What of an annotation's values has a place among the attributes of its class."""
    found = _decoded(_values, data or b"") or {}
    values = {k: v for k, v in found.items() if isinstance(v, AttributeValue)}
    return _encoded(fitting(values, _places(str(attributes))))


@functools.lru_cache(maxsize=64)
def _places(attributes: str) -> Mapping[str, Place]:
    found = _own_attributes.decode(attributes)
    return {str(i): Place(kind, _decoded(_choices, c.encode()) or ()) for i, kind, c in found}


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _is_text(data: bytes, most: int) -> bool:
    return 0 < len(data) <= most and b"\0" not in data and _decoded_text(data) is not None


def _is_plain(data: bytes) -> bool:
    text = _decoded_text(data) if len(data) <= _LONGEST_NAME else None
    return bool(text) and plain_name(text or "") == text


def _made_plain(data: bytes | None) -> str | None:
    return plain_name((data or b"")[:_LONGEST_NAME].decode(errors="ignore")) or None


def _safe_hash(data: bytes | None) -> str:
    return safe_hash((data or b"").decode(errors="replace"))


def _is_note(data: bytes) -> bool:
    return _made_note(data).encode() == data


def _made_note(data: bytes | None) -> str:
    return plain_text((data or b"")[: 4 * LONGEST_NOTE].decode(errors="ignore"), LONGEST_NOTE)


def _decoded(decoder: msgspec.json.Decoder[Any], data: bytes) -> Any:  # noqa: ANN401
    if len(data) > _LONGEST_JSON:
        return None
    try:
        return decoder.decode(data)
    except (ValueError, RecursionError):
        return None


def _decoded_text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


_CHECKS: tuple[tuple[str, int, Callable[..., bool]], ...] = (
    ("is_text", 2, _is_text),
    ("is_plain", 1, _is_plain),
    ("is_run_id", 1, lambda data: is_run_id(_decoded_text(data))),
    ("is_geometry", 3, _is_geometry),
    ("is_prompt", 1, _is_prompt),
    ("is_skeleton", 1, _is_skeleton),
    ("is_card", 1, _is_card),
    ("is_range", 1, _is_range),
    ("are_choices", 1, _are_choices),
    ("are_values", 2, _are_values),
    ("is_note", 1, _is_note),
)
_REPLACEMENTS: tuple[tuple[str, int, Callable[..., str | None]], ...] = (
    ("made_plain", 1, _made_plain),
    ("safe_hash", 1, _safe_hash),
    ("made_choices", 1, _made_choices),
    ("made_values", 2, _made_values),
    ("made_note", 1, _made_note),
)
