"""A batch size that shrinks when the memory was not enough."""

from collections.abc import Callable
from typing import TypeVar

from engine.training.context import RunContext
from engine.training.failures import is_out_of_memory
from engine.training.memory import halved

T = TypeVar("T")


class BatchSize:
    """How many images at once, which is fewer from the moment they did not fit.

    Args:
        run: Told when the size changes.
        value: Size to begin with.
    """

    def __init__(self, run: RunContext, value: int) -> None:
        self._run = run
        self.value = value

    def fit(self, action: Callable[[int], T]) -> T:
        """Call ``action`` with the batch size, again with smaller ones until it fits.

        Args:
            action: Goes on where it was when it is called again.

        Raises:
            SaegimError: ``out_of_memory`` if not even one image fits.
        """
        while True:
            try:
                return action(self.value)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            # Outside of the handler: the exception's frames held on to the tensors.
            self.value = halved(self._run, self.value)
