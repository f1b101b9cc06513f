"""The demonstration does the main job on both samples; its figures are the promised ones."""

import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest
from pycocotools.coco import COCO

from desktop.demo.report import DemoReport, RunFigures

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
SCREENSHOTS = (
    "annotate",
    "annotate-bus",
    "annotate-suggestions",
    "annotate-lights",
    "train-trees-running",
    "train-trees",
    "train-lights-running",
    "train-lights",
    "deploy-trees",
    "deploy-lights",
    "curves",
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "output"
    subprocess.run([sys.executable, "-m", "engine", "demo", str(folder)], check=True)
    return folder


@pytest.fixture(scope="module")
def report(out: Path) -> DemoReport:
    return msgspec.json.decode((out / "report.json").read_bytes(), type=DemoReport)


def run_of(report: DemoReport, project: str) -> RunFigures:
    return next(run for run in report.runs if run.project == project)


def test_a_box_and_one_click_with_a_choice_outline_the_bus(report: DemoReport) -> None:
    bus = [outline.iou for outline in report.outlines if outline.image == "bus.jpg"]
    assert len(bus) == 2
    assert min(bus) >= 0.9


def test_box_prompts_outline_the_right_trees(report: DemoReport) -> None:
    trees = [outline.iou for outline in report.outlines if outline.image == "OSBS_029.png"]
    assert len(trees) == 5
    assert sum(trees) / len(trees) >= 0.7


def test_traffic_lights_are_told_apart_in_time(report: DemoReport) -> None:
    lights = run_of(report, "lights")
    assert [phase.name for phase in lights.phases] == ["head only", "whole network"]
    assert lights.metrics["test_accuracy"] >= 0.99


def test_trees_are_found_on_the_other_photo_after_ten_epochs(report: DemoReport) -> None:
    trees = run_of(report, "trees")
    assert trees.epochs == 10
    assert trees.metrics["mAP50"] >= 0.30


def test_more_is_trained_in_the_second_phase(report: DemoReport) -> None:
    for run in report.runs:
        head, whole = run.phases
        assert head.trainable_parameters < whole.trainable_parameters
        assert head.frozen_parameters > whole.frozen_parameters


def test_the_model_suggests_labels_for_the_other_pictures(report: DemoReport) -> None:
    assert run_of(report, "trees").suggestions > 0


def test_labels_and_models_are_exported(out: Path, report: DemoReport) -> None:
    assert {Path(name).name for name in report.exports} == {
        "trees-coco.json",
        "trees-yolo",
        "trees-yolo-segment",
        "trees-masks",
        "trees.zip",
        "lights-labels.csv",
        "lights.zip",
    }
    coco = COCO(str(out / "export" / "trees-coco.json"))
    assert coco.anns
    assert all((out / "export" / image["file_name"]).is_file() for image in coco.imgs.values())
    assert list((out / "export" / "trees-yolo" / "labels" / "train").iterdir())
    for name in ("trees.zip", "lights.zip"):
        with zipfile.ZipFile(out / "export" / name) as archive:
            assert "model.torchscript" in archive.namelist()


def test_original_pictures_are_byte_for_byte_what_they_were(report: DemoReport) -> None:
    assert report.originals_unchanged


def test_torch_was_never_in_the_window(report: DemoReport) -> None:
    assert not report.torch_in_window


def test_run_folders_and_pictures_are_left(out: Path, report: DemoReport) -> None:
    for run in report.runs:
        assert (out / run.folder / "events.jsonl").exists()
        assert (out / run.folder / "model" / "card.json").exists()
    for name in SCREENSHOTS:
        assert (out / f"{name}.png").stat().st_size > 10_000


def test_a_second_demonstration_leaves_the_first_alone(out: Path) -> None:
    before = (out / "report.json").stat().st_mtime_ns
    subprocess.run([sys.executable, "-m", "engine", "demo", str(out)], check=True)
    assert (out / "report.json").stat().st_mtime_ns == before
