"""What the benchmark of the Annotate page prints: a row each, beside its peer or floor."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

HEAD = f"{'':44}{'median':>9}{'95 %':>9}{'beside':>10}{'ratio':>10}  goal"


@dataclass(frozen=True)
class Goal:
    """The most that a row may show.

    Args:
        most: Milliseconds, or times what it is beside.
        is_ratio: The second; medians are compared, where milliseconds are those of the 95th
            percentile.
    """

    most: float
    is_ratio: bool = False

    def __str__(self) -> str:
        return f"{self.most:g} x" if self.is_ratio else f"{self.most:g} ms"


@dataclass(frozen=True)
class Row:
    """The times of one action.

    Args:
        what: Names it.
        times: Of each round, in milliseconds.
        goal: None for a figure that the goals do not speak of.
        beside: The times of a peer or floor, in milliseconds.
    """

    what: str
    times: Sequence[float]
    goal: Goal | None = None
    beside: Sequence[float] = ()

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.times)

    @property
    def late(self) -> float:
        """The 95th percentile, in milliseconds."""
        return float(np.percentile(self.times, 95))

    def is_met(self) -> bool:
        """Whether the goal is reached."""
        if self.goal is None:
            return True
        if self.goal.is_ratio:
            return self.median <= self.goal.most * statistics.median(self.beside)
        return self.late <= self.goal.most

    def __str__(self) -> str:
        beside = ratio = ""
        if self.beside:
            floor = statistics.median(self.beside)
            beside, ratio = f"{floor:.2f}", _ratio(self.median, floor)
        goal = "" if self.goal is None else f"{self.goal}{'' if self.is_met() else '  MISSED'}"
        figures = f"{self.median:9.2f}{self.late:9.2f}{beside:>10}{ratio:>10}"
        return f"{self.what:44}{figures}  {goal}".rstrip()


def print_rows(title: str, rows: Sequence[Row]) -> None:
    """Print one block of the table."""
    print(f"\n{title}\n{HEAD}")
    for row in rows:
        print(row, flush=True)


def _ratio(ours: float, floor: float) -> str:
    return f"{ours / floor:.2f} x" if ours * 50 > floor else f"1 / {floor / ours:.0f}"
