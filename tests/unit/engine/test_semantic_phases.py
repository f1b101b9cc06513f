"""What each phase of a semantic segmentation changes, and that a resumed run ends the same."""

from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import segmentation_models_pytorch as smp
import torch
from torch import Tensor

from engine.architectures.network import build
from engine.catalogue import path_of
from engine.protocol.events import EpochDone, RunDone
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import DatasetManifest, Phase, Recipe
from engine.tasks.figures import figures_of
from engine.tasks.semantic import SEMANTIC
from engine.training.context import RunContext
from engine.training.torch_loop.fitting import Training
from engine.training.torch_loop.semantic import SemanticSegmentation, fit
from tests.helpers.classification_runs import create_run, events_of, opened
from tests.helpers.shapes import shapes_project

pytestmark = pytest.mark.slow

ENCODER = "encoder."


@pytest.fixture
def manifest(tmp_path: Path) -> DatasetManifest:
    with closing(shapes_project(tmp_path, SEMANTIC, train=8, val=4)) as store:
        return store.datasets.freeze(SEMANTIC)


def _recipe(manifest: DatasetManifest, head: int, whole: int) -> Recipe:
    phases = (Phase("head only", "head", head, 2e-3), Phase("whole network", "all", whole, 2e-3))
    return msgspec.structs.replace(
        SEMANTIC.recommend(figures_of(manifest), False),
        # Smaller than the images, so that answers have to be enlarged.
        image_size=64,
        batch_size=4,
        phases=tuple(phase for phase in phases if phase.epochs),
    )


def _fitted(folder: Path, manifest: DatasetManifest, head: int, whole: int) -> RunFolder:
    made = create_run(folder, _recipe(manifest, head, whole), manifest)
    with opened(made) as run:
        fit(run)
    return made


def _weights(folder: RunFolder) -> dict[str, Tensor]:
    card = folder.model_card()
    assert card is not None
    return torch.load(folder.model_dir / card.file, weights_only=True)


def _pretrained() -> dict[str, Tensor]:
    network = build("unet_mobilenet_v2", 3)
    network.load_backbone(path_of("mobilenet_v2"))
    return network.module.state_dict()


def _changed(folder: RunFolder) -> set[str]:
    before, after = _pretrained(), _weights(folder)
    return {name for name in before if not torch.equal(before[name], after[name])}


def test_the_encoder_is_frozen_first_and_only_the_decoder_counts_statistics(
    tmp_path: Path, manifest: DatasetManifest
) -> None:
    changed = _changed(_fitted(tmp_path / "run", manifest, 1, 0))
    assert not {name for name in changed if name.startswith(ENCODER)}
    assert {name for name in changed if name.endswith("running_mean")}


def test_the_whole_network_learns_and_the_encoder_keeps_its_statistics(
    tmp_path: Path, manifest: DatasetManifest
) -> None:
    changed = _changed(_fitted(tmp_path / "run", manifest, 0, 1))
    encoder = {name for name in changed if name.startswith(ENCODER)}
    assert "encoder.features.0.0.weight" in encoder
    assert not {name for name in encoder if "running" in name or "tracked" in name}


def test_a_run_that_was_cut_off_resumes_to_the_same_weights(
    tmp_path: Path, manifest: DatasetManifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _fitted(tmp_path / "whole", manifest, 1, 2)
    cut = create_run(tmp_path / "cut", _recipe(manifest, 1, 2), manifest)
    monkeypatch.setattr(RunContext, "check_control", _cut_after(cut, epochs=2))
    with opened(cut) as run, pytest.raises(KeyboardInterrupt):
        fit(run)
    monkeypatch.undo()
    with opened(cut) as run:
        fit(run)
    expected, found = _weights(whole), _weights(cut)
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def _cut_after(folder: RunFolder, epochs: int):
    def check_control(_run: RunContext) -> None:
        if len([e for e in events_of(folder) if isinstance(e, EpochDone)]) >= epochs:
            raise KeyboardInterrupt

    return check_control


def test_the_figures_of_each_class_are_told_at_the_end(
    tmp_path: Path, manifest: DatasetManifest
) -> None:
    done = events_of(_fitted(tmp_path / "run", manifest, 0, 1))[-1]
    assert isinstance(done, RunDone)
    assert set(done.metrics) == {"mIoU", "Dice"}
    assert set(done.class_metrics) == {"square", "disc"}
    mean = sum(figures["IoU"] for figures in done.class_metrics.values()) / 2
    assert done.metrics["mIoU"] == pytest.approx(mean)


def test_the_weights_load_as_the_readme_says(tmp_path: Path, manifest: DatasetManifest) -> None:
    folder = create_run(tmp_path / "run", _recipe(manifest, 0, 1), manifest)
    with opened(folder) as run:
        network = Training(run, SemanticSegmentation(run.spec, run.manifest)).task.network.module
    assert 'smp.Unet("mobilenet_v2", encoder_weights=None, classes={outputs})' in SEMANTIC.usage
    theirs = smp.Unet("mobilenet_v2", encoder_weights=None, classes=3)
    theirs.load_state_dict(network.state_dict())
