"""``saegim-engine project``, as a person types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.project.rows import ImageState
from engine.project.store import Store
from tests.helpers.stores import draw_images, draw_picture

ROOT = Path(__file__).parents[3]


def saegim(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "engine", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_project_is_made_and_its_figures_printed(tmp_path: Path) -> None:
    draw_images(tmp_path / "pictures", 3)
    (tmp_path / "pictures" / "text.jpg").write_text("no picture")
    made = saegim(
        "project", "create", tmp_path / "나무", "--images", tmp_path / "pictures",
        "--classes", "tree, bus",
    )  # fmt: skip
    assert made.returncode == 0
    assert "text.jpg is not a picture" in made.stderr
    shown = saegim("project", "info", tmp_path / "나무", "--json")
    figures = json.loads(shown.stdout)
    assert (figures["images"], figures["image_labels"]) == (3, "one")
    assert figures["classes"] == {"tree": 0, "bus": 0}
    assert figures["images_by_state"] == {"new": 3}
    assert "images       3" in saegim("project", "info", tmp_path / "나무.saegim").stdout


def test_folders_become_labels(tmp_path: Path) -> None:
    for i in range(6):
        draw_picture(tmp_path / "lights" / ("red" if i % 2 else "green") / f"{i}.png", seed=i)
    made = saegim(
        "project", "create", tmp_path / "p", "--images", tmp_path / "lights",
        "--task", "classify", "--labels-from-folders",
    )  # fmt: skip
    assert made.returncode == 0
    store = Store.open(tmp_path / "p.saegim")
    names = {row.id: row.name for row in store.classes.rows()}
    for image in store.images.rows(store.images.ids()):
        (label,) = store.annotations.of_image(image.id)
        assert names[label.class_id] == Path(image.path).parent.name
        assert image.state is ImageState.REVIEWED
    (step,) = store.history.steps()
    store.history.undo(step.id)
    assert (store.images.ids(), store.classes.rows()) == ([], [])
    store.close()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["create", "p", "--images", "empty"], "There are no pictures in"),
        (["create", "p", "--images", "nowhere"], "There is no folder"),
        (["create", "taken", "--images", "pictures"], "exists already"),
        (["create", "p", "--images", "pictures", "--labels-from-folders"], "--task classify"),
        (["info", "p"], "There is no project file"),
        (["info", "taken"], "is not a Saegim project"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    draw_images(tmp_path / "pictures", 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "taken.saegim").write_text("something else")
    paths = ("p", "taken", "empty", "nowhere", "pictures")
    placed = [tmp_path / word if word in paths else word for word in arguments]
    done = saegim("project", *placed)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "p.saegim").exists()


def test_a_project_that_could_not_be_filled_is_not_left_behind(tmp_path: Path) -> None:
    draw_images(tmp_path / "p", 2)
    create = ("project", "create", tmp_path / "x", "--images", tmp_path / "p", "--classes")
    assert saegim(*create, "dog,dog").returncode == 2
    assert not list(tmp_path.glob("x*"))
    assert saegim(*create, "dog").returncode == 0


def test_folders_that_differ_in_spaces_are_one_label(tmp_path: Path) -> None:
    for seed, folder in enumerate(("cat", "cat ", " cat")):
        draw_picture(tmp_path / "p" / folder / "a.png", seed=seed)
    create = ("project", "create", tmp_path / "x", "--images", tmp_path / "p")
    assert saegim(*create, "--task", "classify", "--labels-from-folders").returncode == 0
    assert json.loads(saegim("project", "info", tmp_path / "x", "--json").stdout)["classes"] == {
        "cat": 3
    }
