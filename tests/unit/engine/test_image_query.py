"""The image list's order and filters, answered by the database."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.geometry.types import Box
from engine.project.rows import ImageFilter, ImageSort, ImageState, NewSuggestion
from engine.project.store import Store
from tests.helpers.stores import add_model, make_store, new_box, review


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Six images: 0 with three boxes and 1 with one are reviewed; 2 and 3 have suggestions."""
    with contextlib.closing(make_store(tmp_path, images=6)) as made:
        ids, (tree, bus) = made.images.ids(), [row.id for row in made.classes.rows()]
        review(made, ids[:2], tree)
        made.annotations.add([new_box(ids[0], tree, left=40), new_box(ids[0], tree, left=80)])
        model = add_model(made)
        found = [
            NewSuggestion(ids[2], tree, Box(10, 10, 40, 40), 0.9),
            NewSuggestion(ids[2], tree, Box(60, 10, 90, 40), 0.5),
            NewSuggestion(ids[3], bus, Box(10, 10, 40, 40), 0.2),
        ]
        made.suggestions.add(model, found, ids[2:4])
        made.images.set_state(ids[5:], ImageState.VERIFIED_EMPTY)
        yield made


@pytest.mark.parametrize(
    ("sort", "forward", "backward"),
    [
        ("name", [0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0]),
        ("added", [0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0]),
        ("state", [4, 2, 3, 0, 1, 5], [5, 0, 1, 2, 3, 4]),
        ("annotations", [2, 3, 4, 5, 1, 0], [0, 1, 2, 3, 4, 5]),
        # Without a suggestion there is no score, either way.
        ("score", [3, 2, 0, 1, 4, 5], [2, 3, 0, 1, 4, 5]),
    ],
)
def test_images_are_sorted(
    store: Store, sort: ImageSort, forward: list[int], backward: list[int]
) -> None:
    ids = store.images.ids()
    for is_reversed, expected in ((False, forward), (True, backward)):
        found = store.images.ids(ImageFilter(sort=sort, is_reversed=is_reversed))
        assert [ids.index(image_id) for image_id in found] == expected


def test_a_class_is_looked_for_in_annotations_and_suggestions(store: Store) -> None:
    ids, (tree, bus) = store.images.ids(), [row.id for row in store.classes.rows()]
    assert store.images.ids(ImageFilter(class_id=tree)) == ids[:3]
    assert store.images.ids(ImageFilter(class_id=bus, sort="score")) == [ids[3]]


def test_images_are_counted_without_being_listed(store: Store) -> None:
    for sort in ("name", "score", "annotations", "uncertainty"):
        assert store.images.count(ImageFilter(states=(ImageState.REVIEWED,), sort=sort)) == 2
