"""The head alone is trained first, then the whole network, in one run."""

import json
from pathlib import Path

import msgspec
import pytest
import torch

from engine.architectures.yolo import load_yolo
from engine.protocol.events import (
    BatchDone,
    CheckpointWritten,
    DataReady,
    EpochDone,
    Event,
    PhaseDone,
    PhaseStarted,
    RunDone,
    RunStarted,
    ValidationImages,
)
from engine.protocol.run_folder import RunFolder
from engine.protocol.validation_images import ImagePredictions
from engine.training.ultralytics.checkpoint import BestEpoch, read_state
from tests.helpers.detection_runs import (
    CLASSES,
    WatchedRun,
    create_run,
    drawn_manifest,
    random_weights,
    two_phases,
)

State = dict[str, torch.Tensor]


class Trained:
    """A finished run with the network's state before it and after each epoch."""

    def __init__(self, root: Path) -> None:
        weights = random_weights(root / "start.pt")
        self.manifest = drawn_manifest(root / "source")
        self.folder = create_run(root / "runs/one", two_phases(2, 2), self.manifest, weights)
        self.before: State = load_yolo(weights).state_dict()
        self.after: list[State] = []
        self.run = WatchedRun(self.folder, self.keep)
        self.run.train()

    def keep(self, folder: RunFolder, event: Event) -> None:
        if isinstance(event, CheckpointWritten):
            checkpoint = read_state(folder.path / event.file)
            assert checkpoint is not None
            self.after.append(checkpoint.network.state_dict())


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return Trained(tmp_path_factory.mktemp("detect"))


def of_backbone(state: State) -> State:
    return {k: v for k, v in state.items() if int(k.split(".")[1]) <= 10}


def changed(before: State, after: State, ending: str = "") -> set[str]:
    return {k for k in before if k.endswith(ending) and not torch.equal(before[k], after[k])}


STATISTICS = ("running_mean", "running_var")


def test_the_frozen_backbone_stays_bit_for_bit(trained: Trained):
    start = of_backbone(trained.before)
    assert sum(k.endswith(STATISTICS) for k in start) == 2 * 40
    for state in trained.after[:2]:
        assert changed(start, of_backbone(state)) == set()


def test_the_head_learns_while_the_backbone_is_frozen(trained: Trained):
    first, second = trained.after[:2]
    head = {k: v for k, v in first.items() if int(k.split(".")[1]) > 10}
    assert changed(head, second, "conv.weight")
    assert changed(head, second, "running_mean")


@pytest.mark.parametrize("ending", ["conv.weight", "bn.weight", "bn.bias", *STATISTICS])
def test_the_whole_network_learns_in_the_second_phase(trained: Trained, ending: str):
    frozen, final = of_backbone(trained.after[1]), of_backbone(trained.after[3])
    assert changed(frozen, final, ending) == {k for k in frozen if k.endswith(ending)}


def test_the_record_tells_the_whole_story_in_order(trained: Trained):
    kinds = [type(event) for event in trained.run.events]
    batch, epoch = [BatchDone] * 2, [EpochDone, CheckpointWritten]
    once = [k for k in kinds if k is not ValidationImages]
    assert once == [
        RunStarted,
        DataReady,
        PhaseStarted,
        *batch,
        *epoch,
        *batch,
        *epoch,
        PhaseDone,
        PhaseStarted,
        *batch,
        *epoch,
        *batch,
        *epoch,
        PhaseDone,
        RunDone,
    ]
    assert [e.step for e in trained.run.of_kind(BatchDone)] == list(range(8))


def test_phases_say_what_they_train(trained: Trained):
    head, whole = trained.run.of_kind(PhaseStarted)
    assert (head.trainable, head.first_epoch, [g.name for g in head.groups]) == (
        "head",
        0,
        ["head"],
    )
    assert (whole.trainable, whole.first_epoch) == ("all", 2)
    assert whole.frozen_parameters == 0
    assert whole.trainable_parameters == head.trainable_parameters + head.frozen_parameters
    assert sum(g.parameters for g in whole.groups) == whole.trainable_parameters
    rates = [g.learning_rate for g in whole.groups]
    assert rates == sorted(rates)


def test_the_data_are_counted_and_few_pictures_named(trained: Trained):
    (ready,) = trained.run.of_kind(DataReady)
    assert ready.counts == {"train": 8, "val": 4, "test": 0}
    assert sum(ready.objects.values()) == 3 * 8
    assert ready.warnings[0] == "few_validation:4"
    assert ready.warnings[1].startswith("few_images:red:")


def test_each_class_has_its_figures(trained: Trained):
    done = trained.run.of_kind(RunDone)[-1]
    occurring = {a.class_id for i in trained.manifest.of_split("val") for a in i.annotations}
    names = {row.name for row in trained.manifest.classes if row.id in occurring}
    assert set(done.class_metrics) == names
    mean = sum(figures["AP50"] for figures in done.class_metrics.values()) / len(names)
    assert mean == pytest.approx(done.metrics["mAP50"])


def test_the_model_can_be_read_and_its_card_is_true(trained: Trained):
    card = trained.folder.model_card()
    assert card is not None
    network = load_yolo(trained.folder.model_dir / card.file)
    assert network.names == {0: "red", 1: "blue"}
    assert card.classes == CLASSES
    assert card.metrics.keys() == {"mAP50", "mAP50-95"}
    assert 0 < card.score_threshold < 1
    # Four validation images cannot tell epochs apart: the last one counts.
    last = trained.run.of_kind(EpochDone)[-1]
    assert card.metrics == last.metrics
    assert last.best


@pytest.mark.parametrize(
    ("images", "phase", "fitness", "is_best"),
    [(10, 2, 0.1, True), (10, 0, 0.4, False), (10, 0, 0.6, True), (9, 0, 0.1, True)],
)
def test_a_later_phase_or_a_better_figure_of_enough_images_is_better(
    images: int, phase: int, fitness: float, is_best: bool
):
    from engine.training.ultralytics.trainer import is_better

    best = BestEpoch(epoch=0, phase=0, fitness=0.5, metrics={}, score_threshold=0.2)
    assert is_better(best, phase, fitness, images) is is_best


def test_weights_do_not_tell_where_they_were_made(trained: Trained):
    card = trained.folder.model_card()
    assert card is not None
    content = (trained.folder.model_dir / card.file).read_bytes()
    assert str(trained.folder.path).encode() not in content
    assert trained.manifest.root.encode() not in content


def test_the_worst_validation_pictures_come_first(trained: Trained):
    pictures = trained.run.of_kind(ValidationImages)[-1]
    content = (trained.folder.path / pictures.file).read_bytes()
    shown = msgspec.json.decode(content, type=ImagePredictions)
    assert {p.image_id for p in shown.images} == {108, 109, 110, 111}
    badness = [p.badness for p in shown.images]
    assert badness == sorted(badness, reverse=True)
    assert json.loads(content)["epoch"] == pictures.epoch
