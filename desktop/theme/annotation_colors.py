"""Colours of label classes: data, the same in light and dark."""

OKABE_ITO = (
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#999999",
)
"""Okabe & Ito, Color Universal Design (2008): told apart with every kind of colour blindness. Its
black is replaced by a grey, which shows on dark pictures, too."""


def annotation_color(index: int) -> str:
    """The colour of the class made as number ``index`` (from 0), as ``#rrggbb``.

    After the first eight come those of ``glasbey_bw_minc_20`` (Glasbey et al. 2007, by colorcet),
    which are spread evenly.
    """
    if index < len(OKABE_ITO):
        return OKABE_ITO[index]
    # Imported late: colorcet brings matplotlib along, which would delay the window.
    import colorcet

    spread: list[str] = list(colorcet.b_glasbey_bw_minc_20)
    return spread[(index - len(OKABE_ITO)) % len(spread)]
