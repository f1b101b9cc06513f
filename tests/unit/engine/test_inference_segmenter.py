"""What a semantic segmenter says of every pixel."""

import pytest
import torch
from torch.nn.functional import interpolate

from engine.inference.segmenter import answers_at


@pytest.mark.parametrize("size", [(300, 170), (64, 48), (33, 500), (1, 1)])
def test_strips_say_what_the_whole_map_would(size: tuple[int, int]) -> None:
    logits = torch.randn(5, 64, 48, generator=torch.Generator().manual_seed(0)) * 4
    whole = interpolate(logits[None], size, mode="bilinear")[0].softmax(0)
    answers, scores = answers_at(logits, *size)
    assert answers.shape == scores.shape == size
    assert torch.allclose(scores, whole.amax(0), atol=1e-3)
    same = answers.long() == whole.argmax(0)
    # Where two are equally likely, either is right.
    assert same.float().mean() > 0.999
