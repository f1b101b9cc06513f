"""Starting a run where that cannot be done leaves nothing behind."""

import errno
from pathlib import Path

import pytest

from engine.project.runs import start_run
from engine.project.store import Store
from engine.protocol import run_folder
from engine.protocol.errors import SaegimError
from engine.tasks.classify import CLASSIFY
from engine.tasks.figures import figures_of
from engine.tasks.recipes import suggest_recipe
from tests.helpers.lamps import make_lamps


def test_a_full_disk_is_one_sentence_and_leaves_no_half_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(make_lamps(tmp_path, pictures_each=4))
    recipe = suggest_recipe(figures_of(store.datasets.freeze(CLASSIFY)), CLASSIFY).recipe

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(run_folder, "replace_atomically", full)
    with pytest.raises(SaegimError) as error:
        start_run(store, recipe, weights_path=tmp_path / "weights.pth")
    assert error.value.code == "no_room"
    assert store.runs.rows() == []
    assert list((store.files_dir / "runs").iterdir()) == []
    store.close()
