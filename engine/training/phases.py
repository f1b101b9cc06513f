"""Where the phases lie in a run. Pure functions of the recipe."""

import msgspec

from engine.protocol.specs import Phase, Recipe


class PlacedPhase(msgspec.Struct, frozen=True):
    """A phase and where it lies in the run."""

    phase: Phase
    first_epoch: int
    is_last: bool

    @property
    def end(self) -> int:
        """The epoch after its last one."""
        return self.first_epoch + self.phase.epochs


def place_phases(recipe: Recipe) -> tuple[PlacedPhase, ...]:
    """Lay the recipe's phases one after the other; phases without epochs fall out."""
    phases = [phase for phase in recipe.phases if phase.epochs > 0]
    starts = [sum(p.epochs for p in phases[:index]) for index in range(len(phases))]
    return tuple(
        PlacedPhase(phase, start, phase is phases[-1])
        for phase, start in zip(phases, starts, strict=True)
    )


def phase_at(phases: tuple[PlacedPhase, ...], epoch: int) -> PlacedPhase:
    """Return the phase an epoch belongs to."""
    return next(placed for placed in phases if placed.first_epoch <= epoch < placed.end)
