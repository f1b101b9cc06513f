"""What a setting is: where it stands in the dialog, what can be chosen, who hears of a change."""

import dataclasses
import enum


class Section(enum.StrEnum):
    """The pages of the settings dialog."""

    GENERAL = "general"
    ENGINE = "engine"
    STORAGE = "storage"
    NETWORK = "network"
    KEYS = "keys"


class Reaction(enum.Enum):
    """What has to be done with a change before it is true for the running program."""

    LOOK = enum.auto()
    LANGUAGE = enum.auto()
    """The window is made anew."""
    PROXY = enum.auto()
    KEYS = enum.auto()
    ASSIST = enum.auto()
    """The assist process is started anew, since it read the setting at its start."""
    NOTHING = enum.auto()
    """Whatever needs it reads it each time."""


@dataclasses.dataclass(frozen=True)
class Choice:
    """One of a few values, with words for each; those marked for translation are translated."""

    words: tuple[tuple[str, object], ...]

    def values(self) -> tuple[str, ...]:
        """What can be chosen."""
        return tuple(value for value, _words in self.words)


@dataclasses.dataclass(frozen=True)
class DeviceChoice:
    """What computes: automatic, the processor, or what an engine has found."""


@dataclasses.dataclass(frozen=True)
class Number:
    """A number; its range is that of the struct's field."""

    unit: object
    step: float
    decimals: int


@dataclasses.dataclass(frozen=True)
class FolderChoice:
    """A folder on this machine, which is made when it is needed; empty for a default."""


@dataclasses.dataclass(frozen=True)
class Address:
    """An address of the web; empty for none. ``or_folder``: a folder will do as well."""

    example: str
    or_folder: bool = False
    needs_port: bool = False


@dataclasses.dataclass(frozen=True)
class Keys:
    """The keys of all actions, in a table of their own."""


Kind = Choice | DeviceChoice | Number | FolderChoice | Address | Keys


@dataclasses.dataclass(frozen=True)
class SettingSpec:
    """One row of the table."""

    field: str
    """Name of the field of ``engine.system.settings.Settings``."""
    section: Section
    label: object
    """English, marked for translation; so is ``help``."""
    help: object
    """One sentence."""
    kind: Kind
    reaction: Reaction
