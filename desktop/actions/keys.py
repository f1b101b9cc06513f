"""Which keys every action has: the table's, a preset's, and a person's own."""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtGui import QKeySequence

from desktop.actions.presets import PRESETS, Keys
from desktop.actions.table import TABLE
from desktop.actions.vocabulary import Act, Scope
from engine.system.settings import KeyPreset, Settings

SPACE = "Space"
"""Held, it moves the picture, so the canvas watches it and tells a tap from that."""
TAKING_BACK = ("Esc", "Backspace")
ON_THE_CANVAS = (Scope.ANNOTATE, Scope.DRAW)

_SPECS = {spec.act: spec for spec in TABLE}


@dataclasses.dataclass(frozen=True)
class KeyMap:
    """The keys of every action; no key means two things.

    Scopes lie one in another (a project's actions work while its pictures are annotated, too), so
    a key must be the only one of its kind in the whole table.
    """

    preset: KeyPreset = "saegim"
    own: Mapping[Act, Keys] = dataclasses.field(default_factory=dict[Act, Keys])
    """What a person has chosen in place of the preset's keys."""

    @classmethod
    def of_settings(cls, settings: Settings) -> "KeyMap":
        """The keys that are set; names and keys that this version does not know are left out."""
        own = {
            spec.act: tuple(filter(None, map(normal, settings.keys[spec.act])))
            for spec in TABLE
            if spec.act in settings.keys
        }
        return cls(settings.key_preset, own)

    def overrides(self) -> dict[str, Keys]:
        """``Settings.keys`` for this map."""
        return {str(act): keys for act, keys in self.own.items()}

    def of(self, act: Act) -> Keys:
        """The keys of an action, the one to show first at the head."""
        return self._resolved[act]

    def preset_of(self, act: Act) -> Keys:
        """The keys of an action before anybody changed them."""
        return PRESETS[self.preset].get(act, _SPECS[act].keys)

    def holder(self, key: str) -> Act | None:
        """The action that has this key, or one of which one begins the other."""
        return next((act for act in Act if any(clash(key, k) for k in self.of(act))), None)

    def with_keys(self, act: Act, keys: Iterable[str]) -> "KeyMap":
        """The map with other keys for an action, which any other action that has them loses."""
        wanted = tuple(dict.fromkeys(keys))
        own = dict(self.own)
        for other in Act:
            left = tuple(k for k in self.of(other) if not any(clash(k, key) for key in wanted))
            if other is not act and left != self.of(other):
                own[other] = left
        own[act] = wanted
        return KeyMap(self.preset, {a: k for a, k in own.items() if k != self.preset_of(a)})

    def losers(self, act: Act, keys: Iterable[str]) -> tuple[Act, ...]:
        """The other actions that ``with_keys`` would take a key from."""
        after = self.with_keys(act, keys)
        return tuple(a for a in Act if a is not act and len(after.of(a)) < len(self.of(a)))

    @functools.cached_property
    def _resolved(self) -> dict[Act, Keys]:
        # What a person chose goes before a preset, and before keys that come with a new version.
        taken: list[str] = []
        resolved: dict[Act, Keys] = {}
        for act in sorted(Act, key=lambda act: act not in self.own):
            wanted = self.own.get(act, self.preset_of(act))
            resolved[act] = tuple(_usable(act, wanted, taken))
            taken += resolved[act]
        return resolved


def normal(key: str) -> str:
    """A key as the settings write it (Qt's portable text); empty for what is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    """A key as people read it on this system."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    # Keys one after the other: a comma stands between different keys already.
    return text.replace(", ", " ") if QKeySequence(key).count() > 1 else text


def clash(one: str, other: str) -> bool:
    """Whether two keys are the same, or one begins the other."""
    first, second = _presses(one), _presses(other)
    begun = min(len(first), len(second))
    return first[:begun] == second[:begun]


@functools.cache
def _presses(key: str) -> tuple[str, ...]:
    # Every key is compared with every other at the start, so Qt is asked only once for each.
    text = normal(key)
    return tuple(text.split(", ")) if text else ()


def may_have(act: Act, key: str) -> bool:
    """Whether an action can have a key.

    Space belongs to the canvas and what is done there; Escape and Backspace throw away and take
    back what is being drawn, so neither can finish it.
    """
    if act is Act.FINISH and key in TAKING_BACK:
        return False
    return key != SPACE or _SPECS[act].scope in ON_THE_CANVAS


def _usable(act: Act, keys: Keys, taken: list[str]) -> Iterator[str]:
    for key in keys:
        if may_have(act, key) and not any(clash(key, other) for other in taken):
            yield key
