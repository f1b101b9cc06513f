"""Where a person is in the program, so that a restart or a new window leads back there."""

import msgspec


class Location(msgspec.Struct, frozen=True, omit_defaults=True):
    """A project, a page of it, and the image in hand; each may be missing."""

    project: str = ""
    """Absolute path; empty on the start page."""
    page: str = ""
    """One of the names in ``OpenProject.pages``."""
    image: int | None = None

    def as_text(self) -> str:
        """The place as one argument of a command line."""
        return msgspec.json.encode(self).decode()


def place_from(text: str) -> Location:
    """The place that ``as_text`` wrote; the start page for anything else."""
    try:
        return msgspec.json.decode(text, type=Location)
    except msgspec.DecodeError:
        return Location()
