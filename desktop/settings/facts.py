"""What the struct of the settings says about a row: its default, its range; and what changed."""

from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.settings.table import TABLE
from desktop.settings.vocabulary import Reaction, SettingSpec
from engine.system.settings import Settings


def translated(text: object) -> str:
    """Words of the table in the window's language."""
    return QCoreApplication.translate("Settings", str(text))


def spec_of(field: str) -> SettingSpec:
    """The row of a field."""
    return next(spec for spec in TABLE if spec.field == field)


def value_of(settings: Settings, spec: SettingSpec) -> Any:  # noqa: ANN401
    """What a row is set to."""
    return getattr(settings, spec.field)


def default_of(spec: SettingSpec) -> Any:  # noqa: ANN401
    """What a row is set to at first."""
    return value_of(Settings(), spec)


def range_of(spec: SettingSpec) -> tuple[float, float]:
    """The smallest and the largest value of a number."""
    field = next(f for f in msgspec.structs.fields(Settings) if f.name == spec.field)
    kind = msgspec.inspect.type_info(field.type)
    if not isinstance(kind, msgspec.inspect.FloatType) or kind.ge is None or kind.le is None:
        raise TypeError(f"{spec.field} is no number with a range")
    return float(kind.ge), float(kind.le)


def reactions(before: Settings, after: Settings) -> frozenset[Reaction]:
    """What a change needs to be true at once."""
    return frozenset(
        spec.reaction for spec in TABLE if value_of(before, spec) != value_of(after, spec)
    )
