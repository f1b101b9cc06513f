"""Keeping the search for garbage out of the way of the window."""

import gc


def settle_memory() -> None:
    """Spare the window the pauses of searching all that stays anyway for garbage (0.1 s each)."""
    # Nothing is frozen if this is the first project, or if the one before has just been closed.
    if gc.get_freeze_count() == 0:
        gc.collect()
    gc.freeze()


def release_memory() -> None:
    """Let what a closed project leaves behind be found when the next one is opened."""
    gc.unfreeze()
