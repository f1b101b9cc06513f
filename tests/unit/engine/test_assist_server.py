"""What the assist server answers, over real pipes, with a network that takes no time."""

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from engine.assist.embeddings import EmbeddingCache
from engine.assist.segmenter import Segmenter
from engine.assist.tools import ModelLoaders, ReportReadiness
from engine.geometry.types import Box
from engine.images import UnreadableImage
from engine.inference.prediction import Check, go_on
from engine.protocol.errors import SaegimError
from engine.protocol.requests import (
    Cancel,
    Detection,
    Failed,
    Failure,
    ImageReadiness,
    ImageRef,
    Predict,
    Predicted,
    Prepare,
    Prompt,
    PromptPoint,
    Segment,
    Segmented,
)
from engine.protocol.specs import ValueRange
from tests.helpers.assist_process import AssistProcess, AssistThread, printing_command
from tests.helpers.fake_sam import FakeSam, write_picture

POINT = Prompt(points=(PromptPoint(30, 20),))


class GatedSam(FakeSam):
    """Waits at a gate; breaks at a pure black picture, and has no memory for a white one."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()
        self.arrived = threading.Event()

    def encode(self, picture):
        self.arrived.set()
        self.gate.wait()
        if picture.max() == 0:
            raise ZeroDivisionError("black")
        if picture.min() == 255:
            raise MemoryError
        return super().encode(picture)


class FakePredictor:
    def view(self, path: Path, value_range: ValueRange | None = None) -> Path:
        if not path.is_file():
            raise UnreadableImage("picture_unreadable", path=path)
        return path

    def predict(
        self, views: Sequence[Path], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        return [(Detection(1, Box(1, 2, 3, 4), lowest_score),) for _ in views]


class TilingPredictor(FakePredictor):
    """Looks at an image for as long as its answer is wanted."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    def predict(
        self, views: Sequence[Path], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        self.begun.set()
        while True:
            check()
            time.sleep(0.001)


class FakeTools:
    """The models, of which the segmentation model may be missing."""

    def __init__(self, cache: EmbeddingCache) -> None:
        self.cache = cache
        self.sam: GatedSam | None = GatedSam()
        self.predictor = FakePredictor()
        self.loaded = 0

    def load_segmenter(self, report: ReportReadiness) -> Segmenter:
        if self.sam is None:
            raise SaegimError("model_missing", title="MobileSAM")
        return Segmenter(self.sam, self.cache, report)

    def load_predictor(self, card: Path) -> FakePredictor:
        if not card.is_file():
            raise SaegimError("bad_card", file=card)
        self.loaded += 1
        return self.predictor


@pytest.fixture
def models(tmp_path: Path) -> FakeTools:
    return FakeTools(EmbeddingCache(tmp_path / "cache"))


@pytest.fixture
def assist(models: FakeTools) -> Iterator[AssistThread]:
    tools = ModelLoaders(models.load_segmenter, models.load_predictor)
    with AssistThread(models.cache, tools) as talk:
        yield talk


def test_readiness_is_told_from_waiting_to_ready(assist: AssistThread, tmp_path: Path):
    images = tuple(write_picture(tmp_path / f"{name}.png") for name in ("one", "two"))
    assist.ask(Prepare(1, images))
    assist.hear_until_ready("two")
    assert assist.readiness_of("one") == ["waiting", "encoding", "ready"]
    assert assist.readiness_of("two") == ["waiting", "encoding", "ready"]
    assist.ask(Prepare(2, images))
    assert [assist.hear(), assist.hear()] == [
        ImageReadiness("one", "ready"),
        ImageReadiness("two", "ready"),
    ]


def test_the_second_encoding_says_how_long_it_will_take(assist: AssistThread, tmp_path: Path):
    assist.ask(Prepare(1, tuple(write_picture(tmp_path / f"{name}.png") for name in "ab")))
    assist.hear_until_ready("b")
    encodings = [
        reply
        for reply in assist.heard
        if isinstance(reply, ImageReadiness) and reply.readiness == "encoding"
    ]
    assert encodings[0].seconds_left == 0
    assert encodings[1].seconds_left > 0


def test_a_newer_list_takes_back_what_was_waiting(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    assert models.sam is not None
    a, b, c = (write_picture(tmp_path / f"{name}.png") for name in "abc")
    models.sam.gate.clear()
    assist.ask(Prepare(1, (a, b)))
    models.sam.arrived.wait()
    assist.ask(Prepare(2, (c,)))
    while assist.readiness_of("b") != ["waiting", "none"]:
        assist.hear()
    models.sam.gate.set()
    assist.hear_until_ready("c")
    assert len(models.sam.encoded) == 2


def test_stale_hovers_are_dropped_before_they_are_computed(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    assert models.sam is not None
    image = write_picture(tmp_path / "one.png")
    models.sam.gate.clear()
    assist.ask(Segment(1, image, POINT, hover=True))
    models.sam.arrived.wait()
    assist.ask(*(Segment(number, image, POINT, hover=True) for number in range(2, 30)))
    # Its answer shows that all requests before it have been read.
    assist.ask(Prepare(30, (ImageRef(image.path, "same"),)))
    while not assist.readiness_of("same"):
        assist.hear()
    models.sam.gate.set()
    first, second = assist.hear_until(Segmented), assist.hear_until(Segmented)
    assert (first.id, second.id) == (1, 29)
    assert len(second.candidates) == 1


def test_an_unreadable_image_fails_its_request_only(assist: AssistThread, tmp_path: Path):
    (tmp_path / "letter.jpg").write_text("not a picture")
    letter = ImageRef(str(tmp_path / "letter.jpg"), "letter")
    assist.ask(Segment(1, letter, POINT))
    assert assist.hear_until(Failed) == Failed(1, "not_a_picture", {"path": letter.path})
    assist.ask(Prepare(2, (letter, write_picture(tmp_path / "one.png"))))
    assist.hear_until_ready("one")
    assert assist.readiness_of("letter")[-1] == "failed"


@pytest.mark.parametrize(("shade", "code"), [(0, "internal"), (255, "out_of_memory")])
def test_after_a_failure_the_next_request_is_served(
    assist: AssistThread, tmp_path: Path, shade: int, code: str
):
    assist.ask(Segment(1, write_picture(tmp_path / "hard.png", shade=shade), POINT))
    failed = assist.hear_until(Failed)
    assert (failed.id, failed.code) == (1, code)
    assist.ask(Segment(2, write_picture(tmp_path / "fine.png"), POINT))
    assert assist.hear_until(Segmented).id == 2


def test_one_picture_that_cannot_be_encoded_does_not_stop_the_list(
    assist: AssistThread, tmp_path: Path
):
    hard, fine = write_picture(tmp_path / "hard.png", shade=0), write_picture(tmp_path / "fine.png")
    assist.ask(Prepare(1, (hard, fine)))
    assist.hear_until_ready("fine")
    assert assist.readiness_of("hard") == ["waiting", "encoding", "failed"]


def test_without_a_model_it_says_so_until_there_is_one(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    sam, models.sam = models.sam, None
    images = tuple(write_picture(tmp_path / f"{name}.png") for name in ("one", "two"))
    assist.ask(Segment(1, images[0], POINT))
    assert assist.hear_until(Failed) == Failed(1, "no_model", {"title": "MobileSAM"})
    assist.ask(Prepare(2, images))
    assert assist.hear_until(Failed) == Failed(2, "no_model", {"title": "MobileSAM"})
    assert assist.readiness_of("one") == ["waiting", "none"]
    assert assist.readiness_of("two") == ["waiting", "none"]
    models.sam = sam
    assist.ask(Segment(3, images[0], POINT))
    assert assist.hear_until(Segmented).id == 3


def test_predictions_come_image_by_image(assist: AssistThread, tmp_path: Path):
    (tmp_path / "card.json").touch()
    images = (write_picture(tmp_path / "one.png"), ImageRef(str(tmp_path / "gone.png"), "gone"))
    assist.ask(Predict(1, str(tmp_path / "card.json"), images, lowest_score=0.25))
    first, second = assist.hear_until(Predicted), assist.hear_until(Predicted)
    assert (first.key, first.done, first.total) == ("one", 1, 2)
    assert [found.score for found in first.answer] == [0.25]
    assert (second.key, second.done) == ("gone", 2)
    assert second.answer == Failure("picture_unreadable", {"path": images[1].path})
    assert assist.readiness_of("gone") == ["failed"]


def test_a_bad_model_fails_its_request_once(assist: AssistThread, tmp_path: Path):
    images = tuple(write_picture(tmp_path / f"{name}.png") for name in ("one", "two"))
    assist.ask(Predict(1, str(tmp_path / "no card.json"), images))
    assert assist.hear_until(Failed).code == "bad_model"
    assist.ask(Segment(2, images[0], POINT))
    assert assist.hear_until(Segmented).id == 2
    assert sum(isinstance(reply, Failed) for reply in assist.heard) == 1


def test_a_cancelled_prediction_stops_after_its_image(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    assert models.sam is not None
    (tmp_path / "card.json").touch()
    image = write_picture(tmp_path / "one.png")
    models.sam.gate.clear()
    assist.ask(Segment(1, image, POINT))
    models.sam.arrived.wait()
    assist.ask(Predict(2, str(tmp_path / "card.json"), (image, image)), Cancel(2))
    assist.ask(Segment(3, image, POINT))
    models.sam.gate.set()
    assist.hear_until(Segmented)
    assert assist.hear_until(Segmented).id == 3
    assert not any(isinstance(reply, Predicted) for reply in assist.heard)


def test_a_garbled_request_is_passed_over(assist: AssistThread, tmp_path: Path):
    assist.writing.write(b'{"type": "Nonsense"}\nnot even JSON\n')
    assist.ask(Segment(1, write_picture(tmp_path / "one.png"), POINT))
    assert assist.hear_until(Segmented).id == 1


def test_it_leaves_when_nobody_listens_any_more(assist: AssistThread, tmp_path: Path):
    assist.reading.close()
    assist.ask(Prepare(1, tuple(write_picture(tmp_path / f"{n}.png") for n in range(20))))
    assist.thread.join()


@pytest.mark.slow
def test_whatever_libraries_print_the_stream_stays_clean(tmp_path: Path):
    with AssistProcess(tmp_path, command=printing_command(tmp_path)) as assist:
        assist.ask(Segment(1, write_picture(tmp_path / "one.png"), POINT))
        answer = assist.hear_until(Segmented)
        assert (answer.id, answer.key, len(answer.candidates)) == (1, "one", 4)
        assert assist.leave() == 0
        log = assist.log.read_text()
    assert all(text in log for text in ("Downloading weights", "from C", "from a child"))


def test_images_that_were_read_ahead_are_let_go_with_their_request(tmp_path: Path):
    (tmp_path / "card.json").touch()
    card, image = str(tmp_path / "card.json"), write_picture(tmp_path / "one.png")
    models = FakeTools(EmbeddingCache(tmp_path / "cache"))
    tools = ModelLoaders(models.load_segmenter, models.load_predictor)
    with AssistThread(models.cache, tools) as talk:
        talk.ask(Predict(1, card, (image, image)))
        talk.hear_until(Predicted)
        talk.hear_until(Predicted)
        assert talk.server._answers is None


def test_within_an_image_of_many_tiles_clicks_are_answered_and_a_cancel_is_heard(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    (tmp_path / "card.json").touch()
    card, image = str(tmp_path / "card.json"), write_picture(tmp_path / "one.png")
    models.predictor = tiling = TilingPredictor()
    assist.ask(Predict(1, card, (image, image)))
    assert tiling.begun.wait(10)
    for number in (2, 3):
        assist.ask(Segment(number, image, POINT))
        assert assist.hear_until(Segmented).id == number
    assist.ask(Cancel(1))
    assist.ask(Prepare(4, (ImageRef(image.path, "next"),)))
    assist.hear_until_ready("next")
    assert assist.server._answers is None
    assert not any(isinstance(reply, Predicted | Failed) for reply in assist.heard)


def test_within_an_image_of_many_tiles_it_leaves_with_the_window(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    (tmp_path / "card.json").touch()
    models.predictor = tiling = TilingPredictor()
    assist.ask(Predict(1, str(tmp_path / "card.json"), (write_picture(tmp_path / "one.png"),)))
    assert tiling.begun.wait(10)
    assist.writing.close()
    assist.thread.join(10)
    assert not assist.thread.is_alive()


def test_a_model_that_was_replaced_by_a_better_one_is_loaded_again(
    assist: AssistThread, models: FakeTools, tmp_path: Path
):
    (tmp_path / "card.json").touch()
    card, image = str(tmp_path / "card.json"), write_picture(tmp_path / "one.png")
    for number, loaded in ((1, 1), (2, 1)):
        assist.ask(Predict(number, card, (image,)))
        assist.hear_until(Predicted)
        assert models.loaded == loaded
    (tmp_path / "better.json").write_text("better")
    (tmp_path / "better.json").replace(card)
    assist.ask(Predict(3, card, (image,)))
    assist.hear_until(Predicted)
    assert models.loaded == 2


def test_an_image_that_the_model_fails_at_is_not_called_unreadable(
    assist: AssistThread, models: FakeTools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "card.json").touch()
    images = tuple(write_picture(tmp_path / f"{name}.png") for name in ("one", "two"))

    def fail(views: Sequence[Path], *_: object) -> list[tuple[Detection, ...]]:
        if images[0].path in map(str, views):
            raise MemoryError
        return [() for _ in views]

    monkeypatch.setattr(models.predictor, "predict", fail)
    assist.ask(Predict(1, str(tmp_path / "card.json"), images))
    first, second = assist.hear_until(Predicted), assist.hear_until(Predicted)
    assert first.answer == Failure("picture_needs_memory", {"path": images[0].path})
    assert second.answer == ()
    assert assist.readiness_of("one") == []
