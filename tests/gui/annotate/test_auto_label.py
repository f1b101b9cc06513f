"""Auto-labelling in the background: progress, one step, nobody's work replaced."""

import pytest

from desktop.actions import Act
from engine.geometry.types import Box
from engine.protocol.requests import Detection, Failed, Predicted
from tests.helpers.stores import add_model, make_store, new_box, review
from tests.helpers.window import open_bench


@pytest.fixture
def trained(qtbot, tmp_path):
    """Image 1 is reviewed and a model is there; image 2 has a person's box at (10, 10)-(30, 30)."""
    store = make_store(tmp_path)
    ids, tree = store.images.ids(), store.classes.rows()[0].id
    review(store, ids[:1], tree)
    store.splits.assign()
    add_model(store)
    store.annotations.add([new_box(ids[1], tree)])
    bench = open_bench(qtbot, store, tmp_path)
    yield bench
    bench.close()


@pytest.fixture
def asked(trained, monkeypatch):
    questions = []

    def predict(card, images, lowest_score=0.05):
        questions.append((card, images))
        return 77

    monkeypatch.setattr(trained.assist, "predict", predict)
    return questions


def answer_all(bench, images, tree):
    found = (Detection(tree, Box(11, 11, 31, 31), 0.8), Detection(tree, Box(70, 50, 99, 90), 0.6))
    for done, image in enumerate(images, start=1):
        bench.assist.predicted.emit(Predicted(77, image.key, found, done, len(images)))


def test_unreviewed_images_get_suggestions_in_one_step(trained, asked, qtbot):
    ids, tree = trained.store.images.ids(), trained.store.classes.rows()[0].id
    trained.trigger(Act.AUTO_LABEL)
    qtbot.waitUntil(lambda: bool(asked))
    [(card, images)] = asked
    assert card == trained.store.files_dir / "runs/run-1/model/card.json"
    assert len(images) == 3
    assert trained.window.progress.isVisible()
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer_all(trained, images, tree)
    assert not trained.window.progress.isVisible()
    assert [len(trained.store.suggestions.of_image(image_id)) for image_id in ids] == [0, 1, 2, 2]
    assert "there: 1" in trained.page.status.left()
    trained.trigger(Act.UNDO)
    assert [len(trained.store.suggestions.of_image(image_id)) for image_id in ids] == [0, 0, 0, 0]
    assert len(trained.store.annotations.of_image(ids[1])) == 1


def test_a_class_deleted_meanwhile_does_not_lose_the_rest(trained, asked, qtbot):
    tree, bus = [row.id for row in trained.store.classes.rows()]
    trained.trigger(Act.AUTO_LABEL)
    qtbot.waitUntil(lambda: bool(asked))
    [(_, images)] = asked
    trained.session.do(lambda store: store.classes.delete(bus))
    with qtbot.waitSignal(trained.page.auto_label.said):
        found = tuple(Detection(c, Box(70, 50, 99, 90), 0.6) for c in (tree, bus))
        for done, image in enumerate(images, start=1):
            trained.assist.predicted.emit(Predicted(77, image.key, found, done, len(images)))
    assert trained.store.info().suggestions == 3
    assert "deleted: 3" in trained.page.status.left()


def test_a_batch_can_be_cancelled_while_its_images_are_looked_at(trained, asked, qtbot):
    with qtbot.waitSignal(trained.page.auto_label.said):
        trained.trigger(Act.AUTO_LABEL)
        trained.window.progress.cancelled.emit()
    assert not asked and not trained.page.auto_label.is_busy
    assert not trained.window.progress.isVisible()


def test_a_cancelled_batch_changes_nothing(trained, asked, qtbot):
    trained.trigger(Act.AUTO_LABEL)
    qtbot.waitUntil(lambda: bool(asked))
    trained.window.progress.cancelled.emit()
    [(_, images)] = asked
    answer_all(trained, images, trained.store.classes.rows()[0].id)
    assert trained.store.info().suggestions == 0
    assert not trained.page.auto_label.is_busy


def test_a_failure_is_said_and_leaves_everything_as_it_was(trained, asked, qtbot):
    trained.trigger(Act.AUTO_LABEL)
    qtbot.waitUntil(lambda: bool(asked))
    trained.assist.failed.emit(Failed(77, "bad_model"))
    assert "damaged" in trained.window.messages.text()
    assert not trained.window.progress.isVisible()


def test_without_a_model_it_says_what_to_do(bench):
    bench.trigger(Act.AUTO_LABEL)
    assert "train" in bench.window.messages.text()
