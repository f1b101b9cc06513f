"""The assist process as the window starts it: a real process with the real MobileSAM."""

import shutil
from pathlib import Path

import pytest

from engine.catalogue import fetch
from engine.geometry.ops import iou
from engine.protocol.requests import (
    PROTOCOL_VERSION,
    Failed,
    Hello,
    ImageRef,
    Predict,
    Predicted,
    Prepare,
    Prompt,
    PromptPoint,
    Segment,
    Segmented,
)
from tests.helpers.assist_process import AssistProcess
from tests.helpers.model_cards import brightness_classifier
from tests.helpers.real_pictures import BUS_BOX, ON_THE_BUS, bus_photo

pytestmark = pytest.mark.slow

CLICK = Prompt(points=(PromptPoint(*ON_THE_BUS),), choice=2)


@pytest.fixture
def bus() -> ImageRef:
    fetch("mobile_sam", lambda *_: None)
    return ImageRef(str(bus_photo()), "bus")


def test_a_click_is_answered_and_the_next_image_prepared(tmp_path: Path, bus: ImageRef):
    other = ImageRef(str(bus_photo().with_name("zidane.jpg")), "zidane")
    with AssistProcess(tmp_path) as assist:
        hello = assist.hear()
        assert isinstance(hello, Hello)
        assert hello.protocol_version == PROTOCOL_VERSION
        assert "cpu" in hello.devices
        assert "mobile_sam" in hello.models
        assist.ask(Prepare(1, (other,)), Segment(2, bus, CLICK))
        found = assist.hear_until(Segmented)
        assert iou(found.candidates[3].box, BUS_BOX) >= 0.9
        if assist.readiness_of("zidane")[-1] != "ready":
            assist.hear_until_ready("zidane")
        hover = Segment(3, bus, CLICK, hover=True)
        assist.ask(hover)
        assert assist.hear_until(Segmented).candidates == (found.candidates[3],)
        assert assist.leave() == 0


def test_a_killed_process_leaves_a_cache_that_the_next_one_uses(tmp_path: Path, bus: ImageRef):
    with AssistProcess(tmp_path) as first:
        first.ask(Prepare(1, (bus,)))
        first.hear_until_ready("bus")
        first.process.kill()
    with AssistProcess(tmp_path) as second:
        second.ask(Segment(1, bus, CLICK))
        assert second.hear_until(Segmented).id == 1
        assert second.readiness_of("bus") == []


def test_it_predicts_with_a_trained_model_and_knows_when_one_is_missing(
    tmp_path: Path, bus: ImageRef
):
    card = brightness_classifier(tmp_path / "model", (5, 6))
    empty = tmp_path / "no models"
    empty.mkdir()
    with AssistProcess(tmp_path, models=empty) as assist:
        assist.ask(Segment(1, bus, CLICK))
        assert assist.hear_until(Failed).code == "no_model"
        assist.ask(Predict(2, str(card), (bus,), 0.0))
        predicted = assist.hear_until(Predicted)
        assert (predicted.done, predicted.total, len(predicted.answer)) == (1, 1, 1)
        shutil.rmtree(card.parent)
        assist.ask(Predict(3, str(card.parent / "other.json"), (bus,)))
        assert assist.hear_until(Failed).code == "bad_model"
