"""What is chosen among a prompt's masks, and how a prompt is taken back."""

from desktop.canvas.tools.smart_draft import chosen, masks_of, place_of, steps_to
from engine.geometry.types import Box, Mask
from engine.protocol.requests import MaskCandidate, Prompt, PromptPoint


def candidate(score: float) -> MaskCandidate:
    return MaskCandidate(Mask(1, 1, "01"), Box(0, 0, 1, 1), score)


PART, MIDDLE, WHOLE = candidate(0.1), candidate(0.9), candidate(0.5)
ANSWER = (MIDDLE, PART, MIDDLE, WHOLE)


def test_without_a_choice_the_best_is_meant():
    assert chosen(ANSWER, None) == MIDDLE
    assert place_of(ANSWER, None) == 1


def test_a_choice_counts_from_part_to_whole():
    assert [chosen(ANSWER, choice) for choice in (0, 1, 2)] == [PART, MIDDLE, WHOLE]


def test_a_single_answer_leaves_no_choice():
    assert masks_of((WHOLE,)) == (WHOLE,)
    assert chosen((WHOLE,), 0) == WHOLE
    assert place_of((WHOLE,), 2) == 0


def test_an_earlier_prompt_can_be_taken_back_step_by_step():
    box, a, b = Box(0, 0, 9, 9), PromptPoint(1, 1), PromptPoint(2, 2, False)
    assert steps_to(Prompt((a, b), box, choice=2)) == (
        Prompt((), box),
        Prompt((a,), box),
        Prompt((a, b), box),
    )
    assert steps_to(Prompt()) == ()
