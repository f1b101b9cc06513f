"""An image goes with everything on it, and comes back with it."""

import pytest

from engine.geometry.types import Box
from engine.project.rows import NewSuggestion
from engine.tasks.detect import DETECT
from tests.helpers.stores import add_model, make_store, review, snapshot


@pytest.fixture
def store(tmp_path):
    made = make_store(tmp_path)
    yield made
    made.close()


def test_images_go_with_labels_and_suggestions_and_undo_brings_all_back(store, tmp_path):
    first, second, third, _fourth = store.images.ids()
    tree = store.classes.rows()[0].id
    review(store, [first, second], tree)
    model = add_model(store)
    found = [NewSuggestion(third, tree, Box(1, 1, 30, 30), 0.5)]
    store.suggestions.add(model, found, [third])
    before = snapshot(store)
    changes = store.images.remove([first, third])
    assert changes.removed.images == {first, third}
    assert len(changes.removed.annotations) == len(changes.removed.suggestions) == 1
    assert len(store.images.ids()) == 2 and not store.annotations.of_image(first)
    assert len(list((tmp_path / "pictures").iterdir())) == 4
    store.history.undo(changes.history_id)
    assert snapshot(store) == before


def test_a_frozen_dataset_keeps_what_was_removed_since(store):
    ids = store.images.ids()
    review(store, ids, store.classes.rows()[0].id)
    frozen = store.datasets.freeze(DETECT)
    store.images.remove(ids[:1])
    assert store.datasets.get(frozen.version_id).images == frozen.images
    assert len(store.datasets.freeze(DETECT).images) == 3


def test_a_removed_file_can_be_added_again(store, tmp_path):
    (first, *_others) = store.images.ids()
    path = store.images.path(store.images.get(first))
    store.images.remove([first])
    assert len(store.images.add([path]).changes.added.images) == 1
