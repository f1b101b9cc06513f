"""How fast a run learns where it is. Pure functions.

The rate is a function of how much of the phase is over, not of a counter: a resumed run, or one
whose batch was halved, needs no state to go on with the right rate.
"""

import math


def rate_share(progress: float, warmup: float) -> float:
    """The share of its rate that a group learns with.

    Args:
        progress: How much of the phase is over, in [0, 1].
        warmup: Share of the phase over which the rate rises in a straight line.

    Returns:
        From almost 0 up to 1 and along half a cosine back to 0 (Loshchilov and Hutter 2017).
    """
    if progress < warmup:
        # Not from 0 itself: the first batch is to teach something, too.
        return max(progress / warmup, 0.01)
    return 0.5 * (1 + math.cos(math.pi * (progress - warmup) / (1 - warmup)))
