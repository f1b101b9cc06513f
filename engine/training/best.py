"""Which epoch the model is taken from, beside what its figures say."""

FEW_TO_JUDGE = 10
"""Validation images below which the newest epoch is taken: they cannot tell epochs apart."""


def takes_newest(best_phase: int | None, phase: int, images: int) -> bool:
    """Whether an epoch becomes the best one whatever its figures say.

    The head alone was never meant to be the model, so every later phase is better than it.

    Args:
        best_phase: First epoch of the phase that the best epoch so far belongs to; None without
            one.
        phase: First epoch of the phase that the new epoch belongs to.
        images: Number of validation images.
    """
    return best_phase is None or best_phase < phase or images < FEW_TO_JUDGE
