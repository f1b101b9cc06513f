"""Auto-labelling in the background: progress, one step, nobody's work replaced."""

import contextlib

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest

from desktop.actions import Act
from desktop.pages.annotate.auto_label_dialog import AutoLabelDialog
from engine.geometry.types import Box
from engine.project import autolabel, sqlite
from engine.project.store import Store
from engine.protocol.requests import Detection, Failed, Failure, Predicted
from tests.helpers.stores import add_model, locked, make_store, new_box, review
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


def answer(bench, images, count):
    """Let the model find a tree on the first images of the batch."""
    tree = bench.store.classes.rows()[0].id
    found = (Detection(tree, Box(70, 50, 99, 90), 0.6),)
    for done, image in enumerate(images[:count], start=1):
        bench.assist.predicted.emit(Predicted(77, image.key, found, done, len(images)))


def begin(bench, asked, qtbot):
    bench.trigger(Act.AUTO_LABEL)
    qtbot.waitUntil(lambda: bool(asked))
    return asked[-1][1]


def test_a_cancelled_batch_keeps_what_it_found_and_is_gone_on_with(trained, asked, qtbot):
    images = begin(trained, asked, qtbot)
    answer(trained, images, 2)
    with qtbot.waitSignal(trained.page.auto_label.said) as heard:
        trained.window.progress.cancelled.emit()
    assert "left for the next time: 1" in heard.args[0]
    assert trained.store.info().suggestions == 2
    assert not trained.window.progress.isVisible()
    answer_all(trained, images, 1)
    assert trained.store.info().suggestions == 2
    asked.clear()
    trained.page.auto_label.start(trained.store.models.rows()[0])
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][1] == images[2:]


def test_it_is_written_as_it_goes_and_stays_one_step(trained, asked, qtbot, monkeypatch):
    monkeypatch.setattr(autolabel, "MOST_WAITING", 1)
    images, steps = begin(trained, asked, qtbot), trained.session.undo_stack.count()
    answer(trained, images, 1)
    qtbot.waitUntil(lambda: trained.session.undo_stack.count() == steps + 1)
    assert trained.store.info().suggestions == 1
    assert trained.page.auto_label.is_busy
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images, 3)
    assert trained.session.undo_stack.count() == steps + 1
    trained.trigger(Act.UNDO)
    assert trained.store.info().suggestions == 0
    trained.trigger(Act.REDO)
    assert trained.store.info().suggestions == 3


def test_a_box_drawn_meanwhile_is_taken_back_before_the_batch(trained, asked, qtbot, monkeypatch):
    monkeypatch.setattr(autolabel, "MOST_WAITING", 1)
    images, steps = begin(trained, asked, qtbot), trained.session.undo_stack.count()
    answer(trained, images, 1)
    qtbot.waitUntil(lambda: trained.session.undo_stack.count() == steps + 1)
    boxes = trained.store.info().annotations
    trained.page.drawing.add(Box(10, 40, 50, 80))
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images, 3)
    trained.trigger(Act.UNDO)
    assert trained.store.info().annotations == boxes
    assert trained.store.info().suggestions == 3


def test_whoever_takes_the_batch_back_while_it_goes_on_ends_it(trained, asked, qtbot, monkeypatch):
    monkeypatch.setattr(autolabel, "MOST_WAITING", 1)
    images, steps = begin(trained, asked, qtbot), trained.session.undo_stack.count()
    answer(trained, images, 1)
    qtbot.waitUntil(lambda: trained.session.undo_stack.count() == steps + 1)
    with qtbot.waitSignal(trained.page.auto_label.said):
        trained.trigger(Act.UNDO)
    assert trained.store.info().suggestions == 0
    assert not trained.page.auto_label.is_busy


def test_the_first_image_with_suggestions_is_shown(trained, asked, qtbot):
    ids = trained.store.images.ids()
    assert trained.current == ids[0]
    images = begin(trained, asked, qtbot)
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images, 3)
    assert trained.current == ids[1]


def test_whoever_works_meanwhile_is_asked_first(trained, asked, qtbot):
    ids = trained.store.images.ids()
    images = begin(trained, asked, qtbot)
    trained.page.drawing.add(Box(10, 40, 50, 80))
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images, 3)
    assert trained.current == ids[0]
    trained.window.messages._button.click()
    assert trained.current == ids[1]


def test_the_model_is_named_while_it_works(trained, asked, qtbot):
    begin(trained, asked, qtbot)
    assert "with a run" in trained.window.progress.text()


def test_with_several_models_it_asks_which_one(trained, asked, qtbot):
    add_model(trained.store, "run-2")
    trained.trigger(Act.AUTO_LABEL)
    dialog = trained.window.findChild(AutoLabelDialog)
    texts = [dialog.models.index(0, column).data() for column in range(3)]
    assert texts == ["a run", "Object detection", "mAP50 0.500"]
    assert dialog.model().run_id == "run-2"
    dialog.table.selectRow(1)
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked))
    assert "run-1" in str(asked[0][0])


def test_after_a_whole_batch_it_asks_whether_to_look_again(trained, asked, qtbot):
    images = begin(trained, asked, qtbot)
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images, 3)
    trained.trigger(Act.AUTO_LABEL)
    dialog = trained.window.findChild(AutoLabelDialog)
    assert not dialog.fresh.isEnabled()
    asked.clear()
    QTest.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0][1] == images


def test_what_was_found_is_there_when_the_project_was_closed_meanwhile(
    trained, asked, qtbot, tmp_path
):
    images = begin(trained, asked, qtbot)
    answer(trained, images, 2)
    trained.page.auto_label.close_parts()
    QThreadPool.globalInstance().waitForDone()
    with contextlib.closing(Store.open(trained.store.path)) as again:
        assert again.info().suggestions == 2


def test_a_failure_is_said(trained, asked, qtbot):
    trained.trigger(Act.AUTO_LABEL)
    qtbot.waitUntil(lambda: bool(asked))
    trained.assist.failed.emit(Failed(77, "bad_model"))
    assert "damaged" in trained.window.messages.text()
    qtbot.waitUntil(lambda: not trained.window.progress.isVisible())


def test_an_image_that_failed_is_counted_with_the_reason(trained, asked, qtbot):
    images = begin(trained, asked, qtbot)
    failure = Failure("picture_needs_memory", {"path": images[2].path})
    with qtbot.waitSignal(trained.page.auto_label.said) as heard:
        answer(trained, images, 2)
        trained.assist.predicted.emit(Predicted(77, images[2].key, failure, 3, 3))
    path = trained.store.images.get(trained.store.images.ids()[3]).path
    assert (
        f"left out: 1 The memory of this machine is not enough for the picture {path}"
        in (heard.args[0])
    )
    assert trained.store.info().suggestions == 2


def test_what_a_locked_project_did_not_take_is_written_when_one_goes_on(
    trained, asked, qtbot, monkeypatch
):
    monkeypatch.setattr(autolabel, "MOST_WAITING", 1)
    monkeypatch.setattr(sqlite, "_BUSY_MS", 50)
    messages, steps = trained.window.messages, trained.session.undo_stack.count()
    images = begin(trained, asked, qtbot)
    answer(trained, images, 1)
    qtbot.waitUntil(lambda: trained.store.info().suggestions == 1)
    qtbot.waitUntil(lambda: trained.page.auto_label._task is None)
    with locked(trained.store.path):
        answer(trained, images[1:], 1)
        qtbot.waitUntil(lambda: "keeps" in messages.text())
    assert not trained.page.auto_label.is_busy
    assert trained.store.info().suggestions == 1
    QTest.mouseClick(messages._button, Qt.MouseButton.LeftButton)
    assert asked[-1][1] == images[2:]
    qtbot.waitUntil(lambda: trained.store.info().suggestions == 2)
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images[2:], 1)
    assert trained.store.info().suggestions == 3
    assert trained.session.undo_stack.count() == steps + 1
    trained.trigger(Act.UNDO)
    assert trained.store.info().suggestions == 0


def test_a_second_look_at_every_image_is_gone_on_with_where_it_broke_off(trained, asked, qtbot):
    images = begin(trained, asked, qtbot)
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images, 3)
    trained.page.auto_label.start(trained.store.models.rows()[0], again=True)
    qtbot.waitUntil(lambda: len(asked) == 2)
    answer(trained, images, 2)
    with qtbot.waitSignal(trained.page.auto_label.said):
        trained.assist.failed.emit(Failed(77, "engine_died"))
    QTest.mouseClick(trained.window.messages._button, Qt.MouseButton.LeftButton)
    assert asked[-1][1] == images[2:]
    with qtbot.waitSignal(trained.page.auto_label.said):
        answer(trained, images[2:], 1)


def test_a_batch_that_broke_off_keeps_its_button_when_the_person_worked_meanwhile(
    trained, asked, qtbot
):
    images = begin(trained, asked, qtbot)
    answer(trained, images, 1)
    trained.page.drawing.add(Box(10, 40, 50, 80))
    with qtbot.waitSignal(trained.page.auto_label.said):
        trained.assist.failed.emit(Failed(77, "bad_model"))
    assert "damaged" in trained.window.messages.text()
    assert trained.window.messages._button.text() == "Go on"


def test_without_a_model_it_says_what_to_do(bench):
    bench.trigger(Act.AUTO_LABEL)
    assert "train" in bench.window.messages.text()
