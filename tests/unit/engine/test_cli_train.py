"""``saegim-engine train`` says what the window says before a training."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from engine.cli import app
from engine.project import runs
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store
from engine.protocol.run_folder import RunFolder
from tests.helpers.labelled import LINE, POLYGON, make_labelled


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[RunFolder]:
    """Runs that would have been started, in place of their processes."""
    folders: list[RunFolder] = []
    monkeypatch.setattr(runs, "_launch", folders.append)
    return folders


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Finished images with outlines, and one with a line besides, which no detector learns."""
    with closing(make_labelled(tmp_path, POLYGON, LINE)) as made:
        first, _, third, fourth = made.images.ids()
        tree = made.classes.rows()[0].id
        made.annotations.delete([row.id for row in made.annotations.of_image(third)])
        made.annotations.add([NewAnnotation(i, tree, POLYGON) for i in (third, fourth)])
        made.images.set_state([third, fourth], ImageState.REVIEWED)
        made.splits.set([first, third], "train")
        made.splits.set([fourth], "val")
        yield made


def test_what_is_not_learned_is_said_before_the_run_starts(
    store: Store, launched: list[RunFolder]
) -> None:
    command = ["train", "--project", str(store.path), "--task", "detect", "--json"]
    result = CliRunner().invoke(app, command)
    assert result.exception is None, result.output
    assert result.stderr.splitlines() == [
        "Learned only as boxes: outlines (3).",
        "Not learned here: lines (1).",
        "Finished images left out, because something on them is marked in a way that cannot be "
        "learned here: 1.",
    ]
    (folder,) = launched
    assert result.stdout.strip() == f'{{"run_id": "{folder.id}"}}'


def test_nothing_is_said_where_everything_is_learned(
    store: Store, launched: list[RunFolder]
) -> None:
    first = store.annotations.of_image(store.images.ids()[0])
    store.annotations.delete([row.id for row in first if row.geometry == LINE])
    result = CliRunner().invoke(app, ["train", "--project", str(store.path), "--task", "instance"])
    assert result.exception is None, result.output
    assert (result.stderr, len(launched)) == ("", 1)
