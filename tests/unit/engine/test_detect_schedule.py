"""Learning rates over the phases of a detection run."""

import pytest

from engine.protocol.specs import Phase
from engine.training.phases import phase_at, place_phases
from engine.training.ultralytics.schedule import LAST_PHASE_END, group_rates, rate_share
from tests.helpers.detection_runs import two_phases


def test_epochs_belong_to_the_phases_one_after_the_other():
    phases = place_phases(two_phases(2, 3))
    assert [phase_at(phases, epoch).phase.name for epoch in range(5)] == [
        *["head only"] * 2,
        *["whole network"] * 3,
    ]


def test_a_phase_without_epochs_falls_out():
    assert [p.phase.name for p in place_phases(two_phases(0, 3))] == ["whole network"]


def test_a_frozen_backbone_has_no_rate():
    assert group_rates(Phase("head only", "head", 1, 2e-3)) == {"head": 2e-3}


def test_backbone_rates_are_spaced_geometrically_below_the_head():
    rates = group_rates(Phase("whole network", "all", 1, 1e-3, 0.01, 0.25))
    assert list(rates.values()) == pytest.approx([1e-5, 5e-5, 2.5e-4, 1e-3])


def test_the_rate_rises_shortly_and_falls_to_the_end_of_its_phase():
    first, last = place_phases(two_phases(2, 3))
    assert rate_share(last, 0.1, 0.05) < rate_share(last, 0.1, 0.1)
    assert rate_share(last, 0.1, 0.5) < rate_share(last, 0.1, 0.1)
    assert rate_share(last, 0.1, 1.0) == pytest.approx(LAST_PHASE_END)
    assert rate_share(first, 0.1, 1.0) > 10 * LAST_PHASE_END
