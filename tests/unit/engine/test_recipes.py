"""Recipes and warnings from the figures of a data set; none of it may load torch."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.tasks.classify import CLASSIFY
from engine.tasks.detect import DETECT
from engine.tasks.figures import DataFigures, figures_of, warnings_of
from engine.tasks.recipes import suggest_recipe, with_epochs
from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS
from tests.helpers.classification_runs import coloured_manifest

LIGHTS = DataFigures(
    splits={"train": 950, "val": 237, "test": 297},
    examples={"red": 574, "yellow": 30, "green": 346},
    longest_side=62.0,
)


def test_figures_count_training_examples_only(tmp_path: Path) -> None:
    figures = figures_of(coloured_manifest(tmp_path, train=6, val=2, test=2))
    assert figures.splits == {"train": 6, "val": 2, "test": 2}
    assert figures.examples == {"red": 3, "green": 3}
    assert figures.longest_side == 40


@pytest.mark.parametrize(("side", "size"), [(30.0, 64), (62.0, 64), (90.0, 96), (4000.0, 160)])
def test_a_classifier_sees_pictures_at_about_their_size(side: float, size: int) -> None:
    figures = DataFigures(splits={"train": 100}, examples={}, longest_side=side)
    assert suggest_recipe(figures, CLASSIFY).recipe.image_size == size


@pytest.mark.parametrize(("side", "size"), [(200.0, 320), (400.0, 384), (4000.0, 512)])
def test_a_detector_sees_pictures_at_a_multiple_of_its_stride(side: float, size: int) -> None:
    figures = DataFigures(splits={"train": 100}, examples={}, longest_side=side)
    assert suggest_recipe(figures, DETECT).recipe.image_size == size


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_both_phases_have_epochs_and_reasons(task: TaskSpec) -> None:
    suggested = suggest_recipe(LIGHTS, task)
    assert [phase.trainable for phase in suggested.recipe.phases] == ["head", "all"]
    assert all(phase.epochs > 0 for phase in suggested.recipe.phases)
    assert {reason.code for reason in suggested.reasons} == {
        "architecture",
        "image_size",
        "batch_size",
        "head_epochs",
        "whole_epochs",
    }


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
@pytest.mark.parametrize("epochs", [1, 2, 3, 10, 100])
def test_epochs_asked_for_are_shared_out(task: TaskSpec, epochs: int) -> None:
    recipe = suggest_recipe(LIGHTS, task, epochs=epochs).recipe
    assert recipe.epochs == epochs
    assert recipe.phases[-1].trainable == "all"
    assert with_epochs(recipe, epochs) == recipe


@pytest.mark.parametrize(("images", "batch"), [(24, 2), (100, 4), (950, 32), (5000, 32)])
def test_a_classifier_learns_from_few_images_in_small_steps(images: int, batch: int) -> None:
    figures = DataFigures(splits={"train": images}, examples={}, longest_side=62.0)
    assert suggest_recipe(figures, CLASSIFY).recipe.batch_size == batch


@pytest.mark.parametrize("epochs", [10, 20])
def test_detection_freezes_for_one_epoch(epochs: int) -> None:
    phases = suggest_recipe(LIGHTS, DETECT, epochs=epochs).recipe.phases
    assert [phase.epochs for phase in phases] == [1, epochs - 1]


@pytest.mark.parametrize(
    ("images", "batch", "epochs"),
    [(1, 2, 120), (2, 2, 120), (8, 2, 30), (78, 4, 30), (5000, 16, 12)],
)
def test_few_images_are_learned_from_in_many_small_steps(
    images: int, batch: int, epochs: int
) -> None:
    figures = DataFigures(splits={"train": images}, examples={}, longest_side=400.0)
    recipe = suggest_recipe(figures, DETECT).recipe
    assert (recipe.batch_size, recipe.epochs) == (batch, epochs)


def test_warnings_name_what_is_missing() -> None:
    figures = DataFigures(
        splits={"train": 40, "val": 4}, examples={"ok": 31, "a:b": 9, "dent": 0}, longest_side=100.0
    )
    assert warnings_of(figures) == ("few_validation:4", "few_images:a:b:9", "no_images:dent:0")
    empty = DataFigures(splits={}, examples={}, longest_side=0.0)
    assert warnings_of(empty) == ("no_training_images", "no_validation")
    assert warnings_of(LIGHTS) == ()


def test_the_window_gets_recipes_and_runs_without_torch() -> None:
    code = (
        "import sys, engine.tasks.recipes, engine.project.runs, engine.protocol.stream;"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
