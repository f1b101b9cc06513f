"""The score from which a model's predictions count, found on validation images."""

import numpy as np
import pytest

from engine.training.average_precision import Objects, judge

SIDE = 10.0


def objects(places, scores=None):
    shapes = [[place, 0.0, SIDE, SIDE] for place in places]
    given = np.ones(len(places)) if scores is None else np.array(scores, float)
    return Objects(np.zeros(len(places), int), shapes, given)


def threshold(truth, found):
    return judge(truth, found, "bbox").threshold


def test_where_many_scores_are_as_good_the_middle_counts():
    truth = [objects([0, 20, 40])]
    found = [objects([0, 20, 40, 100, 120], [0.9, 0.85, 0.8, 0.1, 0.05])]
    assert threshold(truth, found) == pytest.approx(0.45, abs=0.06)


def test_it_is_where_false_finds_begin():
    rng = np.random.default_rng(1)
    places = np.arange(0, 20 * 40, 20.0)
    truth, found = [], []
    for _ in range(20):
        right, wrong = (rng.normal(middle, 0.1, 40).clip(0, 1) for middle in (0.7, 0.3))
        truth.append(objects(places))
        found.append(objects([*places, *(places + 1e5)], [*right, *wrong]))
    assert threshold(truth, found) == pytest.approx(0.5, abs=0.05)


def test_without_a_hit_there_is_none():
    assert threshold([objects([0])], [objects([500], [0.9])]) is None
