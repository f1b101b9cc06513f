"""Work on a project that another program may keep locked; the window never stands still for it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from engine.project.sqlite import waiting_at_most
from engine.protocol.errors import SaegimError

SHORT_WAIT = 200
"""Milliseconds that the window stands still for a lock; most programs let go sooner."""
BUSY = "project_busy"

T = TypeVar("T")


class Waiting(Protocol):
    """Waits while the window lives on."""

    def __call__(self, attempt: Callable[[], bool]) -> bool:
        """Call ``attempt`` until it is True; False if that was given up before."""
        ...


def carry_out(work: Callable[[], T], waiting: Waiting) -> T:
    """Do the work; if the project is locked, as soon as it is free.

    Raises:
        SaegimError: What the work raises; ``project_busy`` if the waiting was given up.
    """
    done: list[T] = []
    locked: list[SaegimError] = []

    def attempt(milliseconds: int = 0) -> bool:
        try:
            with waiting_at_most(milliseconds):
                done.append(work())
        except SaegimError as error:
            if error.code != BUSY:
                raise
            locked.append(error)
        return bool(done)

    if attempt(SHORT_WAIT) or waiting(attempt):
        return done[0]
    raise locked[0]


def not_waiting(attempt: Callable[[], bool]) -> bool:
    """Give up at once."""
    del attempt
    return False
