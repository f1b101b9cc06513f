"""Runs without validation images: nothing was measured, and their models still answer sensibly."""

import pkgutil
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from engine.inference.predictor import read_card
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import Phase
from engine.tasks.figures import figures_of
from engine.tasks.table import find_task
from tests.helpers.classification_runs import create_run, opened
from tests.helpers.shapes import shapes_project

pytestmark = pytest.mark.slow

ONE_EPOCH = (Phase("head only", "head", 1, 1e-3),)


def _fitted(folder: Path, name: str) -> RunFolder:
    task = find_task(name)
    with closing(shapes_project(folder, task, train=4, val=0)) as store:
        manifest = store.datasets.freeze(task)
    suggested = task.recommend(figures_of(manifest), False)
    recipe = msgspec.structs.replace(suggested, image_size=64, phases=ONE_EPOCH)
    made = create_run(folder / "run", recipe, manifest)
    with opened(made) as run:
        pkgutil.resolve_name(task.trainer)(run)
    return made


@pytest.mark.parametrize(
    ("task", "threshold"), [("classify", 0.0), ("multilabel", 0.5), ("semantic", 0.5)]
)
def test_what_counts_was_not_measured(tmp_path: Path, task: str, threshold: float) -> None:
    card = read_card(_fitted(tmp_path, task).card_path)
    assert card.metrics == {}
    assert set(card.thresholds().values()) == {threshold}
