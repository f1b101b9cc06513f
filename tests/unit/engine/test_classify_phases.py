"""What each phase of a classification run changes, and what it leaves as it was."""

import errno
from pathlib import Path

import pytest
import torch
from torch import Tensor

from engine.architectures.mobilenet import HEAD_PREFIX
from engine.architectures.network import build, load_trained
from engine.catalogue import path_of
from engine.inference.predictor import read_card
from engine.protocol.errors import SaegimError
from engine.protocol.events import (
    DataReady,
    EpochDone,
    OutOfMemory,
    PhaseStarted,
    RunDone,
    ValidationImages,
)
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import Recipe
from engine.protocol.validation_images import ImagePredictions
from engine.training.failures import failure_of
from engine.training.torch_loop.classify import Classification, fit
from engine.training.torch_loop.fitting import Training
from engine.training.torch_loop.phase import PhaseTrainer
from tests.helpers.classification_runs import (
    coloured_manifest,
    create_run,
    events_of,
    opened,
    two_phases,
)

pytestmark = pytest.mark.slow


def _fitted(tmp_path: Path, recipe: Recipe) -> RunFolder:
    folder = create_run(tmp_path / "run", recipe, coloured_manifest(tmp_path / "pictures"))
    with opened(folder) as run:
        fit(run)
    return folder


def _pretrained() -> dict[str, Tensor]:
    network = build("mobilenet_v2", 2)
    network.load_backbone(path_of("mobilenet_v2"))
    return network.module.state_dict()


def _trained(folder: RunFolder) -> dict[str, Tensor]:
    card = read_card(folder.card_path)
    return load_trained(card, folder.model_dir / card.file).state_dict()


def _changed(before: dict[str, Tensor], after: dict[str, Tensor]) -> set[str]:
    return {name for name in before if not torch.equal(before[name], after[name])}


def test_head_only_leaves_backbone_and_statistics_bit_identical(tmp_path: Path) -> None:
    folder = _fitted(tmp_path, two_phases(2, 0))
    assert _changed(_pretrained(), _trained(folder)) == {"classifier.1.weight", "classifier.1.bias"}


def test_whole_network_changes_weights_but_no_statistics(tmp_path: Path) -> None:
    changed = _changed(_pretrained(), _trained(_fitted(tmp_path, two_phases(0, 1))))
    backbone = {name for name in changed if not name.startswith(HEAD_PREFIX)}
    assert "features.0.0.weight" in backbone
    assert "features.18.1.weight" in backbone
    assert not {name for name in changed if "running" in name or "tracked" in name}


def test_epochs_of_the_head_run_no_backbone(tmp_path: Path) -> None:
    folder = create_run(
        tmp_path / "run", two_phases(3, 0), coloured_manifest(tmp_path / "pictures")
    )
    passes: list[int] = []
    with opened(folder) as run:
        training = Training(run, Classification(run.spec, run.manifest))
        backbone = training.task.network.module.get_submodule("features")
        backbone.register_forward_hook(
            lambda _module, inputs, _output: passes.append(len(inputs[0]))
        )
        training.fit()
    # 24 training and 8 validation pictures, once, in batches of 8, for all epochs.
    assert passes == [8, 8, 8, 8]
    assert len([e for e in events_of(folder) if isinstance(e, EpochDone)]) > 1


def test_the_head_alone_ends_when_it_has_learned_all_it_can(tmp_path: Path) -> None:
    folder = _fitted(tmp_path, two_phases(200, 1))
    *head, whole = [e for e in events_of(folder) if isinstance(e, EpochDone)]
    assert 1 < len(head) < 200
    assert whole.epoch == 200
    done = events_of(folder)[-1]
    assert isinstance(done, RunDone)
    # Eight validation images cannot tell epochs apart, and the head alone is not the model.
    assert done.best_epoch == 200


def test_a_run_tells_of_its_phases_and_measures_the_test_images(tmp_path: Path) -> None:
    folder = _fitted(tmp_path, two_phases(1, 1))
    events = events_of(folder)
    head, whole = [e for e in events if isinstance(e, PhaseStarted)]
    assert (head.trainable_parameters, whole.frozen_parameters) == (2562, 0)
    assert [group.name for group in whole.groups] == [
        *(f"backbone {n}" for n in (1, 2, 3, 4)),
        "head",
    ]
    rates = [group.learning_rate for group in whole.groups]
    assert rates == sorted(rates)
    done = events[-1]
    assert isinstance(done, RunDone)
    assert set(done.metrics) == {"accuracy", "macro_f1", "test_accuracy", "test_macro_f1"}
    card = folder.model_card()
    assert card is not None
    assert card.metrics == done.metrics
    assert [c.name for c in card.classes] == ["red", "green"]


def test_test_images_are_never_trained_on(tmp_path: Path) -> None:
    manifest = coloured_manifest(tmp_path / "pictures")
    folder = create_run(tmp_path / "run", two_phases(1, 1), manifest)
    with opened(folder) as run:
        data = Classification(run.spec, run.manifest).data
    trained = {image.id for image in data.train.images}
    assert trained == {image.id for image in manifest.of_split("train")}
    assert not trained & {image.id for image in manifest.of_split("test")}


def test_validation_pictures_are_worst_first(tmp_path: Path) -> None:
    import msgspec

    folder = _fitted(tmp_path, two_phases(0, 1))
    event = next(e for e in events_of(folder) if isinstance(e, ValidationImages))
    content = (folder.path / event.file).read_bytes()
    listed = msgspec.json.decode(content, type=ImagePredictions)
    badness = [picture.badness for picture in listed.images]
    assert len(badness) == 8
    assert badness == sorted(badness, reverse=True)
    assert {d.class_id for d in listed.images[0].detections} == {5, 3}


def test_a_batch_that_does_not_fit_is_halved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = PhaseTrainer.training_step

    def small_memory(self: PhaseTrainer, batch: Tensor, labels: Tensor) -> float:
        if len(batch) > 2:
            raise MemoryError
        return step(self, batch, labels)

    monkeypatch.setattr(PhaseTrainer, "training_step", small_memory)
    events = events_of(_fitted(tmp_path, two_phases(0, 1)))
    halvings = [e for e in events if isinstance(e, OutOfMemory)]
    assert [(e.batch_before, e.batch_after) for e in halvings] == [(8, 4), (4, 2)]
    assert isinstance(events[-1], RunDone)


def test_without_validation_images_the_last_epoch_counts(tmp_path: Path) -> None:
    manifest = coloured_manifest(tmp_path / "pictures", val=0, test=0)
    folder = create_run(tmp_path / "run", two_phases(1, 1), manifest)
    with opened(folder) as run:
        fit(run)
    events = events_of(folder)
    ready = next(e for e in events if isinstance(e, DataReady))
    assert "no_validation" in ready.warnings
    done = events[-1]
    assert isinstance(done, RunDone)
    assert (done.best_epoch, done.metrics) == (1, {})


def test_one_class_is_refused(tmp_path: Path) -> None:
    manifest = coloured_manifest(tmp_path / "pictures", train=1)
    folder = create_run(tmp_path / "run", two_phases(), manifest)
    with opened(folder) as run, pytest.raises(SaegimError) as error:
        fit(run)
    assert error.value.code == "one_class"


def test_weights_with_code_in_them_are_refused(tmp_path: Path) -> None:
    import pickle

    hostile = tmp_path / "hostile.pth"
    hostile.write_bytes(pickle.dumps(Path))
    with pytest.raises(SaegimError) as error:
        build("mobilenet_v2", 2).load_backbone(hostile)
    assert error.value.code == "bad_weights"


def test_failures_are_split_by_blame(tmp_path: Path) -> None:
    cases = {
        OSError(errno.ENOSPC, "full"): ("machine", "disk_full"),
        MemoryError(): ("machine", "out_of_memory"),
        torch.OutOfMemoryError(): ("machine", "out_of_memory"),
        RuntimeError("DefaultCPUAllocator: can't allocate memory"): ("machine", "out_of_memory"),
        SaegimError("picture_unreadable", path="x.jpg"): ("data", "picture_unreadable"),
        KeyError("x"): ("program", "internal"),
    }
    for error, expected in cases.items():
        failure = failure_of(error, tmp_path)
        assert (failure.blame, failure.code) == expected
