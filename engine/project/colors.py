"""Colours of label classes: data, the same in light and dark windows and in exported pictures."""

import itertools
from collections.abc import Collection, Iterator

OKABE_ITO = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#0072b2",
    "#d55e00",
    "#cc79a7",
    "#999999",
)
"""Okabe and Ito, "Color Universal Design" (2008), told apart with every kind of colour vision; its
black is replaced by the grey that is usual beside it, because black lines vanish on dark photos."""


def next_color(used: Collection[str]) -> str:
    """Return the first colour nobody uses: Okabe-Ito, then Glasbey's list of distinct colours.

    Args:
        used: Colours as ``#rrggbb``. When all 264 are in use they begin again.
    """
    taken = {color.lower() for color in used}
    for color in itertools.chain(OKABE_ITO, _glasbey()):
        if color not in taken:
            return color
    return OKABE_ITO[len(taken) % 8]


def _glasbey() -> Iterator[str]:
    # Imported when eight colours are not enough: colorcet brings matplotlib along, which would
    # cost every start of the window and of the command line half a second.
    import colorcet

    for color in colorcet.glasbey:
        yield color.lower()
