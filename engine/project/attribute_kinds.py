"""What an attribute of an object can be, and which values it takes: one row a kind.

An annotation keeps its values by key: the id of an own attribute of its class, or the name of one
that every class has. Neither changes, whatever is renamed or moved.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal, NamedTuple, get_args

from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.system.text import plain_name, plain_text

AttributeValue = bool | int | float | str
AttributeKindName = Literal["tick", "choice", "number", "text"]

CROWD = "crowd"
"""Many objects that are marked as one."""
MOST_ATTRIBUTES = 100
"""Of a class."""
MOST_CHOICES = 200
LONGEST_TEXT = 2_000
"""Letters of a text."""
_LARGEST_NUMBER = 1e15
"""Up to it every whole number is kept exactly, whatever program reads it."""


class Place(NamedTuple):
    """What a value has to fit: the kind of an attribute, and what there is to choose from."""

    kind: str
    choices: Collection[str] = ()


class AttributeKind(NamedTuple):
    """A kind of attributes; ``title`` is its name for people."""

    name: AttributeKindName
    title: str
    fits: Callable[[AttributeValue, Collection[str]], bool]
    """Whether a value is one, given the choices."""
    has_choices: bool = False
    may_be_required: bool = True
    """Whether an object without a value lacks something."""


class BuiltInAttribute(NamedTuple):
    """An attribute that the objects of every class have; its name is the key of its values."""

    name: str
    title: str
    kind: AttributeKindName = "tick"


def _is_tick(value: AttributeValue, _choices: Collection[str]) -> bool:
    # What is not ticked has no value.
    return value is True


def _is_choice(value: AttributeValue, choices: Collection[str]) -> bool:
    return isinstance(value, str) and value in choices


def _is_number(value: AttributeValue, _choices: Collection[str]) -> bool:
    if isinstance(value, bool | str):
        return False
    # NaN is not less than anything.
    return abs(value) <= _LARGEST_NUMBER


def _is_text(value: AttributeValue, _choices: Collection[str]) -> bool:
    return isinstance(value, str) and value != "" and plain_text(value, LONGEST_TEXT) == value


ATTRIBUTE_KINDS: tuple[AttributeKind, ...] = (
    AttributeKind(
        "tick", QT_TRANSLATE_NOOP("Attributes", "Yes or no"), _is_tick, may_be_required=False
    ),
    AttributeKind("choice", QT_TRANSLATE_NOOP("Attributes", "One of several"), _is_choice, True),
    AttributeKind("number", QT_TRANSLATE_NOOP("Attributes", "Number"), _is_number),
    AttributeKind("text", QT_TRANSLATE_NOOP("Attributes", "Text"), _is_text),
)

BUILT_IN: tuple[BuiltInAttribute, ...] = (
    BuiltInAttribute("occluded", QT_TRANSLATE_NOOP("Attributes", "Occluded")),
    BuiltInAttribute("truncated", QT_TRANSLATE_NOOP("Attributes", "Truncated")),
    BuiltInAttribute("difficult", QT_TRANSLATE_NOOP("Attributes", "Difficult")),
    BuiltInAttribute(CROWD, QT_TRANSLATE_NOOP("Attributes", "Crowd")),
)

KIND_NAMES: tuple[str, ...] = get_args(AttributeKindName)
BUILT_IN_PLACES: Mapping[str, Place] = {row.name: Place(row.kind) for row in BUILT_IN}

_KINDS: Mapping[str, AttributeKind] = {row.name: row for row in ATTRIBUTE_KINDS}


def kind_of(name: str) -> AttributeKind:
    """Return the row of a kind."""
    return _KINDS[name]


def plain_choices(names: Iterable[str]) -> tuple[str, ...]:
    """Return what there is to choose from: different plain names, not more than may be."""
    plain = dict.fromkeys(plain_name(name) for name in names)
    return tuple(name for name in plain if name)[:MOST_CHOICES]


def fits(place: Place, value: AttributeValue) -> bool:
    """Whether an attribute can have a value."""
    kind = _KINDS.get(place.kind)
    return kind is not None and kind.fits(value, place.choices)


def fitting(
    values: Mapping[str, AttributeValue], own: Mapping[str, Place]
) -> dict[str, AttributeValue]:
    """Return the values that have a place among the attributes of a class, ordered by key.

    Args:
        values: By key.
        own: The own attributes of the class, by key.
    """
    places = {**BUILT_IN_PLACES, **own}
    kept = {key: value for key, value in values.items() if key in places}
    return {key: kept[key] for key in sorted(kept) if fits(places[key], kept[key])}
