"""Codes and figures of training in words."""

import pytest

from desktop.pages.dataset.words import warning_words
from desktop.pages.train import words
from engine.protocol.run_folder import RunStatus
from engine.tasks.figures import DataFigures, warnings_of
from engine.tasks.recipes import suggest_recipe
from engine.tasks.table import find_task


@pytest.mark.parametrize("task", ["detect", "classify"])
@pytest.mark.parametrize("has_gpu", [False, True])
def test_every_reason_of_a_recipe_has_words(task, has_gpu):
    figures = DataFigures({"train": 80, "val": 20}, {"tree": 300}, 1920.0)
    for reason in suggest_recipe(figures, find_task(task), has_gpu=has_gpu).reasons:
        assert "{" not in words.reason_words(reason)


def test_every_warning_has_words():
    figures = [
        DataFigures({}, {"a:b": 0, "tree": 3}, 0.0),
        DataFigures({"train": 5, "val": 2}, {"tree": 30}, 640.0),
    ]
    said = [warning_words(code) for f in figures for code in warnings_of(f)]
    assert len(said) == 5
    assert any("a:b" in text for text in said)
    assert not any("{" in text for text in said)


def test_every_status_has_words():
    assert all(words.status_words(status) for status in RunStatus)


@pytest.mark.parametrize(
    ("seconds", "text"), [(4.2, "5 s"), (89, "89 s"), (240, "4 min"), (3 * 3600 + 61, "3 h 2 min")]
)
def test_durations_are_as_exact_as_useful(seconds, text):
    assert words.duration_words(seconds) == text


def test_few_validation_pictures_give_a_wide_interval():
    low, high = words.wilson_interval(0.9, 10)
    assert low == pytest.approx(0.596, abs=0.001)
    assert high == pytest.approx(0.982, abs=0.001)
    assert words.wilson_interval(1.0, 6)[1] == pytest.approx(1.0)
    assert words.wilson_interval(0.0, 0) == (0.0, 1.0)


def test_accuracy_is_told_with_its_interval_and_map_with_its_pictures():
    assert words.certainty_words("accuracy", 0.9, 10) == "60% to 98%, from 10 pictures"
    assert words.certainty_words("mAP50", 0.4, 12) == "from 12 pictures"
