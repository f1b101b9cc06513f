"""The curves of a run, drawn from recorded events."""

import msgspec
import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtSvg import QSvgRenderer

from desktop.pages.train import curve_lines, run_figures
from desktop.pages.train.curve_panel import CurvePanel
from desktop.pages.train.run_curve import RunCurve
from desktop.widgets.plot_content import Band
from desktop.widgets.plot_decoration import plot_font
from engine.protocol.events import DataReady, EpochDone, Record
from engine.protocol.run_folder import RunStatus
from tests.helpers.recorded_run import BATCHES, events


def curve(epochs=10) -> RunCurve:
    made = RunCurve()
    made.extend([Record(n, float(n), event) for n, event in enumerate(events(epochs))])
    return made


@pytest.fixture
def panel(qtbot):
    made = CurvePanel()
    made.resize(720, 480)
    qtbot.addWidget(made)
    made.show()
    return made


def lines(panel, lane):
    return {line.key: line for line in panel.plots.lanes[lane].lines}


def test_every_batch_and_epoch_is_drawn(panel):
    panel.show_curve(curve())
    panel.finish_drawing()
    assert len(lines(panel, 0)["batches"].x) == 10 * BATCHES
    assert len(lines(panel, 0)["train"].x) == len(lines(panel, 0)["val"].x) == 10
    assert set(lines(panel, 1)) == {"mAP50-95", "mAP50"}
    assert set(lines(panel, 2)) == {"head", "backbone"}


def test_phases_are_bands_with_their_names(panel):
    panel.show_curve(curve())
    panel.finish_drawing()
    bands = panel.plots.lanes[0].bands
    assert [(b.name, b.start, b.end) for b in bands] == [
        ("head only", 0.0, 4.0),
        ("whole network", 4.0, 10.0),
    ]


def test_the_best_epoch_is_marked_with_its_value(panel):
    panel.show_curve(curve())
    panel.finish_drawing()
    mark = panel.plots.lanes[1].mark
    assert mark.x == 8.0
    assert mark.text == "best 0.214, epoch 8"


def test_smoothing_changes_the_batches_only(panel):
    panel.show_curve(curve())
    panel.finish_drawing()
    before = lines(panel, 0)
    panel.smoothing.setValue(0)
    panel.finish_drawing()
    after = lines(panel, 0)
    assert before["batches"].y.std() != after["batches"].y.std()
    assert before["val"].y.tolist() == after["val"].y.tolist()


def test_hovering_shows_the_values_of_all_series(panel, qtbot):
    panel.show_curve(curve())
    panel.finish_drawing()
    panel.plots.hovered.emit(5.0)
    text = panel.plots.values_text()
    for name in ("batch", "training", "validation", "mAP50-95", "mAP50", "head", "backbone"):
        assert name in text


def test_another_run_is_laid_over(panel):
    panel.show_curve(curve(4))
    panel.finish_drawing()
    panel.lay_over(curve(), "Earlier run")
    panel.finish_drawing()
    assert lines(panel, 1)["other mAP50"].stroke == "dashed"
    assert len(lines(panel, 1)["other mAP50"].x) == 10
    panel.lay_over(None)
    panel.finish_drawing()
    assert "other mAP50" not in lines(panel, 1)


def test_a_run_that_has_said_nothing_yet_is_an_empty_plot(panel):
    panel.show_curve(RunCurve())
    panel.finish_drawing()
    assert lines(panel, 0) == {}


def test_the_loss_can_be_drawn_on_a_log_scale(panel, qtbot):
    panel.show_curve(curve())
    panel.finish_drawing()
    panel.log.click()
    panel.show_curve(curve())
    panel.finish_drawing()
    panel.grab()


@pytest.mark.parametrize("name", ["curve.png", "curve.svg"])
def test_the_curve_is_exported(panel, tmp_path, name):
    panel.show_curve(curve())
    panel.finish_drawing()
    assert panel.export(tmp_path / name)
    if name.endswith("png"):
        exported = QImage(str(tmp_path / name))
        assert exported.width() == 2 * panel.plots.width()
        # Twice as fine, but the same picture: not a corner of it.
        shown = panel.plots.grab().toImage().scaled(32, 32).convertToFormat(exported.format())
        small = exported.scaled(32, 32)
        pairs = [
            (shown.pixelColor(x, y), small.pixelColor(x, y)) for x in range(32) for y in range(32)
        ]
        assert sum(abs(a.lightness() - b.lightness()) for a, b in pairs) / len(pairs) < 12
    else:
        assert QSvgRenderer(str(tmp_path / name)).isValid()


def test_long_names_of_lines_have_room_in_all_lanes(panel):
    made = curve()
    for place, epoch in enumerate(made.epochs):
        metrics = {f"mask {name}": value for name, value in epoch.metrics.items()}
        made.epochs[place] = msgspec.structs.replace(epoch, metrics=metrics)
    started = made.started
    recipe = msgspec.structs.replace(started.spec.recipe, task="instance")
    spec = msgspec.structs.replace(started.spec, recipe=recipe)
    made.started = msgspec.structs.replace(started, spec=spec)
    panel.show_curve(made)
    panel.finish_drawing()
    metrics = QFontMetrics(plot_font())
    for lane in panel.plots.lanes:
        assert lane.room > metrics.horizontalAdvance("mask mAP50-95")
    ends = {round(lane.plot.getViewBox().viewRange()[0][1], 3) for lane in panel.plots.lanes}
    assert len(ends) == 1


def test_a_band_too_narrow_for_its_name_goes_without(panel):
    panel.show_curve(curve())
    panel.finish_drawing()
    lane = panel.plots.lanes[0]
    assert [word.text for word in lane._band_names()] == ["head only", "whole network"]
    lane.bands = (Band("head only", 0.0, 0.3), Band("whole network", 0.3, 10.0))
    assert [word.text for word in lane._band_names()] == ["whole network"]


def test_a_kept_epoch_that_did_not_score_highest_is_not_called_best(panel):
    few = [DataReady({"train": 7, "val": 2, "test": 0}, {"tree": 94}, ())]
    said = [event for event in events() if not isinstance(event, DataReady)]
    ends = [msgspec.structs.replace(e, best=True) if isinstance(e, EpochDone) else e for e in said]
    falling = RunCurve()
    falling.extend([Record(n, float(n), event) for n, event in enumerate(few + ends)])
    last = falling.epochs[-1]
    last.metrics["mAP50-95"] = 0.1
    mark = curve_lines.best_mark(falling)
    assert (mark.x, mark.text) == (10.0, "kept 0.100, epoch 10")
    assert "a higher figure before it is chance" in run_figures.message(falling, RunStatus.DONE)
    assert "chance" not in run_figures.message(curve(), RunStatus.DONE)
