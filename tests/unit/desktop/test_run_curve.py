"""Series made from a run's events."""

import numpy as np
import pytest

from desktop.pages.train.run_curve import RunCurve, total
from engine.protocol.events import Record, RunStarted
from tests.helpers import recorded_run as recorded


def records(said, first=0):
    return [Record(first + i, 1000.0 + i, event) for i, event in enumerate(said)]


@pytest.fixture
def curve():
    made = RunCurve()
    made.extend(records(recorded.events()))
    return made


def test_every_batch_and_every_epoch_is_a_point(curve):
    assert len(curve.batch_loss) == 10 * recorded.BATCHES
    assert len(curve.train_loss()) == len(curve.val_loss()) == 10
    assert curve.metric("mAP50").x.tolist() == [float(n) for n in range(1, 11)]


def test_batches_are_placed_within_their_epoch(curve):
    x = curve.batch_loss.x
    assert x[0] == pytest.approx(1 / recorded.BATCHES)
    assert x[recorded.BATCHES - 1] == 1.0
    assert np.all(np.diff(x) > 0)


def test_phases_follow_each_other(curve):
    assert [(p.name, p.start, p.end) for p in curve.phases] == [
        ("head only", 0.0, 4.0),
        ("whole network", 4.0, 10.0),
    ]


def test_the_best_epoch_is_the_last_that_was_best(curve):
    assert curve.best.epoch == 7


def test_the_main_metric_comes_first(curve):
    assert curve.metric_names()[0] == "mAP50-95"


def test_rates_are_kept_per_group(curve):
    assert set(curve.rates) == {"head", "backbone"}
    assert curve.rates["backbone"].x[0] > 4.0


def test_a_resumed_run_takes_back_the_interrupted_epoch():
    curve = RunCurve()
    said = recorded.events(epochs=6)[:-10]
    curve.extend(records(said))
    curve.extend(records([RunStarted(recorded.job_spec(), "cpu", {}, resumed_epoch=5)]))
    assert len(curve.epochs) == 5
    assert curve.batch_loss.x[-1] == 5.0
    curve.extend(records([recorded.phase_started("whole network", 5, 5, 2_600_000)]))
    assert [(p.name, p.start, p.end) for p in curve.phases] == [
        ("head only", 0.0, 4.0),
        ("whole network", 4.0, 10.0),
    ]


def test_a_named_loss_is_taken_before_a_sum():
    assert total({"loss": 1.0, "box": 5.0}) == 1.0
    assert total({"box": 1.0, "cls": 0.5}) == 1.5
    assert total({}) is None
