"""The starter weights learn a small task in seconds, by the command's own process."""

from pathlib import Path

import pytest

from engine.catalogue import fetch, path_of
from engine.protocol.run_folder import RunStatus
from engine.protocol.specs import Augmentation
from tests.helpers.detection_runs import create_run, drawn_manifest, start_process, two_phases


@pytest.mark.slow
def test_red_and_blue_blocks_are_found_after_a_few_epochs(tmp_path: Path):
    fetch("yolo26n", lambda *_: None)
    manifest = drawn_manifest(tmp_path / "source", train=16, val=6)
    recipe = two_phases(3, 4, augmentation=Augmentation(mosaic=0.0, scale=0.1))
    folder = create_run(tmp_path / "runs/one", recipe, manifest, path_of("yolo26n"))
    assert start_process(folder).wait() == 0
    assert folder.status() is RunStatus.DONE
    card = folder.model_card()
    assert card is not None
    assert card.metrics["mAP50"] > 0.5
    assert card.score_threshold > 0.01
