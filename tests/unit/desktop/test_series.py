import numpy as np

from desktop.widgets.series import Series, smooth


def test_smoothing_keeps_a_level():
    assert np.allclose(smooth(np.full(50, 3.0), 0.9), 3.0)


def test_no_smoothing_changes_nothing():
    values = np.array([1.0, 5.0, 2.0])
    assert smooth(values, 0.0).tolist() == values.tolist()


def test_smoothing_narrows_noise():
    noise = np.random.default_rng(0).normal(size=500)
    assert smooth(noise, 0.9).std() < 0.5 * noise.std()


def test_points_before_a_place_are_kept():
    series = Series()
    for x in (1.0, 2.0, 3.0):
        series.append(x, x * 10)
    assert series.before(2.0).y.tolist() == [10.0, 20.0]
