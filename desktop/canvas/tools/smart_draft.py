"""What the smart tool is working on: immutable, replaced whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from engine.geometry.types import Box
from engine.protocol.requests import MaskCandidate, Prompt, PromptPoint


@dataclass(frozen=True, slots=True)
class SmartDraft:
    """One object in the making.

    Args:
        steps: The prompt after each click or box; the last one counts, the others are to go back.
        answer: Candidates for the last step; best answer first, then the three, part to whole.
        preview: Candidates for a click where the pointer rests.
        waiting: The last step has no answer yet.
        finishing: Finish as soon as it has one.
    """

    steps: tuple[Prompt, ...] = ()
    answer: tuple[MaskCandidate, ...] = ()
    preview: tuple[MaskCandidate, ...] = ()
    waiting: bool = False
    finishing: bool = False

    @property
    def prompt(self) -> Prompt:
        """All clicks so far."""
        return self.steps[-1] if self.steps else Prompt()

    @property
    def offered(self) -> tuple[MaskCandidate, ...]:
        """The candidates in sight."""
        return self.preview or self.answer


def steps_to(prompt: Prompt) -> tuple[Prompt, ...]:
    """The prompts that lead to this one, its box first, then a point at a time."""
    start = (Prompt(box=prompt.box),) if prompt.box is not None else ()
    count = len(prompt.points)
    return (*start, *(Prompt(prompt.points[: n + 1], prompt.box) for n in range(count)))


def with_point(prompt: Prompt, point: PromptPoint) -> Prompt:
    """The prompt with one more point."""
    return msgspec.structs.replace(prompt, points=(*prompt.points, point))


def with_box(prompt: Prompt, box: Box) -> Prompt:
    """The prompt with this box, in place of an earlier one."""
    return msgspec.structs.replace(prompt, box=box)


def masks_of(candidates: Sequence[MaskCandidate]) -> Sequence[MaskCandidate]:
    """The masks to choose among: the three, or the single answer when there is just that."""
    return candidates[1:] if len(candidates) > 1 else candidates


def place_of(candidates: Sequence[MaskCandidate], choice: int | None) -> int:
    """Which of ``masks_of`` is meant; without a choice it is the one that is also the best."""
    masks = masks_of(candidates)
    if choice is not None and choice < len(masks):
        return choice
    return masks.index(candidates[0]) if candidates[0] in masks else 0


def chosen(candidates: Sequence[MaskCandidate], choice: int | None) -> MaskCandidate:
    """The candidate that a choice stands for; the best one without a choice."""
    if choice is None or len(candidates) == 1:
        return candidates[0]
    return masks_of(candidates)[place_of(candidates, choice)]
