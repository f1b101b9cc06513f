"""Names that people gave, as the text of a menu or a button."""

LONGEST = 60
"""Characters; a menu is as wide as its longest text."""


def menu_text(name: str) -> str:
    """A name of one line, in which ``&`` is a character and marks no key."""
    line = " ".join(name.split())
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}\u2026"
    return shown.replace("&", "&&")
