"""The Train page on a real project with recorded runs; no torch."""

import os

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.pages.train import launcher, plan_control
from desktop.pages.train.page import TrainPage
from desktop.project_session import ProjectSession
from desktop.widgets.info_button import InfoButton
from engine.geometry.types import Polygon
from engine.project.rows import ImageState, NewAnnotation
from engine.protocol.errors import SaegimError
from engine.protocol.events import DataReady, RunFailed
from engine.protocol.run_folder import RunStatus, process_of
from engine.protocol.stream import EventWriter
from tests.helpers.recorded_run import BATCHES
from tests.helpers.training_project import add_run, make_project, write_card
from tests.helpers.window import close_page


@pytest.fixture
def store(tmp_path):
    return make_project(tmp_path)


@pytest.fixture
def open_page(qtbot, store, monkeypatch):
    monkeypatch.setattr(plan_control, "is_present", lambda _name: True)
    opened = []

    def open_():
        session = ProjectSession(store)
        page = TrainPage(session)
        opened.append((session, page))
        qtbot.addWidget(page)
        page.resize(950, 560)
        page.show()
        qtbot.waitUntil(
            lambda: page.plan_panel.text() and page.plan_panel.chosen_task() is not None
        )
        return page

    yield open_
    for session, page in opened:
        close_page(page, session)


@pytest.fixture
def me():
    return process_of(os.getpid())


def turn_wheel(widget):
    nothing = Qt.MouseButton.NoButton
    at, turned = QPointF(5, 5), QPoint(0, 120)
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        turned,
        nothing,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def wait_for_curve(page, qtbot, epochs):
    qtbot.waitUntil(lambda: len(page.control.run.curve.epochs) == epochs)
    qtbot.waitUntil(lambda: page.panel.curves.plots.lanes[0].lines != ())


def test_the_sentence_says_what_on_what_and_with_what(open_page):
    text = open_page().plan_panel.text()
    for part in ("tree", "40", "Reviewed images: 10", "cracked branch", "YOLO26n", "measured"):
        assert part in text


def test_without_reviewed_images_there_is_one_button_to_annotate(qtbot, tmp_path, open_page, store):
    store.images.set_state(store.images.ids(), ImageState.NEW)
    page = open_page()
    assert not page.plan_panel.train_button.isVisible()
    with qtbot.waitSignal(page.annotate_requested):
        page.plan_panel.annotate_button.click()


def test_labelled_images_are_offered_and_used_with_one_click(open_page, store, qtbot):
    store.images.set_state(store.images.ids(), ImageState.IN_WORK)
    page = open_page()
    offer = page.plan_panel.offer
    assert offer.button.text() == "Use the 10 labelled images"
    assert not page.plan_panel.train_button.isVisible()
    above = page.plan_panel.annotate_button
    gap = offer.mapTo(page, QPoint(0, 0)).y() - above.mapTo(page, QPoint(0, above.height())).y()
    assert gap < 40
    offer.button.click()
    qtbot.waitUntil(page.plan_panel.train_button.isEnabled)
    assert "Reviewed images: 10" in page.plan_panel.text()
    qtbot.waitUntil(lambda: not offer.isVisible())
    page.plan.session.undo_stack.undo()
    qtbot.waitUntil(offer.isVisible)


def test_the_sentence_follows_the_project(open_page, store, qtbot):
    page = open_page()
    store.images.set_state(store.images.ids()[:4], ImageState.IN_WORK)
    page.plan.session.refreshed.emit()
    qtbot.waitUntil(lambda: "Reviewed images: 6" in page.plan_panel.text())


def test_another_task_brings_its_own_settings(open_page, store, qtbot):
    store.classes.add("lake", "polygon")
    panel = open_page().plan_panel
    panel.advanced.batch_size.setValue(5)
    place = panel.tasks.findData("semantic")
    panel.tasks.setCurrentIndex(place)
    panel.tasks.activated.emit(place)
    # Until the project is read, what would be trained is the task before.
    assert not panel.train_button.isEnabled()
    qtbot.waitUntil(lambda: panel.advanced.recipe().task == "semantic")
    assert panel.advanced.batch_size.value() != 5
    assert panel.chosen_task() == "semantic"


def test_a_task_that_has_to_be_measured_waits_for_validation_images(open_page, store, qtbot):
    store.splits.set(store.images.ids(), "train")
    page = open_page()
    assert "nothing measures the model" in page.plan_panel.text()
    assert not page.plan_panel.train_button.isEnabled()
    store.splits.set(store.images.ids()[:1], "val")
    page.plan.session.refreshed.emit()
    qtbot.waitUntil(page.plan_panel.train_button.isEnabled)


def test_missing_weights_are_offered_to_be_fetched(open_page, monkeypatch, qtbot):
    fetched = []
    monkeypatch.setattr(plan_control, "is_present", lambda name: name in fetched)
    monkeypatch.setattr(launcher, "fetch", lambda name, progress: fetched.append(name))
    page = open_page()
    assert not page.plan_panel.train_button.isEnabled()
    page.plan_panel.fetch_button.click()
    qtbot.waitUntil(page.plan_panel.train_button.isEnabled)


def test_train_starts_a_run_with_what_was_set_and_shows_it(open_page, store, monkeypatch, qtbot):
    asked = []

    def start_run(own_store, recipe, *, weights_path, seed, device):
        asked.append((recipe, seed, device))
        return add_run(own_store, "New run", epochs=2)

    monkeypatch.setattr(launcher, "path_of", lambda name: f"/weights/{name}")
    monkeypatch.setattr(launcher, "start_run", start_run)
    page = open_page()
    page.plan_panel.advanced.epochs["head"].setValue(2)
    page.plan_panel.advanced.batch_size.setValue(4)
    page.plan_panel.advanced.seed.setValue(7)
    page.plan_panel.train_button.click()
    qtbot.waitUntil(lambda: page.control.run is not None)
    recipe, seed, device = asked[0]
    assert (recipe.phases[0].epochs, recipe.batch_size, seed, device) == (2, 4, 7, "auto")
    wait_for_curve(page, qtbot, 2)
    assert page.plan_panel.train_button.isEnabled()


def test_a_run_that_cannot_start_says_why(open_page, monkeypatch, qtbot):
    def path_of(_name):
        raise SaegimError("model_missing", title="YOLO26n")

    monkeypatch.setattr(launcher, "path_of", path_of)
    page = open_page()
    with qtbot.waitSignal(page.plan.session.failed) as heard:
        page.plan_panel.train_button.click()
    assert heard.args[0].code == "model_missing"
    assert page.plan_panel.train_button.isEnabled()


def test_a_running_run_is_attached_to_and_replayed(open_page, store, me, qtbot):
    add_run(store, "Earlier")
    add_run(store, "Now", epochs=6, status=RunStatus.RUNNING, process=me)
    page = open_page()
    wait_for_curve(page, qtbot, 6)
    assert len(page.control.run.curve.batch_loss) == 6 * BATCHES
    assert page.panel.header.status_text() == "Training"
    assert page.panel.header.figures.values()[0] == "6 / 10"
    assert page.panel.header.figures.values()[3].endswith("s")


def test_stop_pause_and_resume_write_control_files(open_page, store, me, qtbot):
    folder = add_run(store, "Now", epochs=2, status=RunStatus.RUNNING, process=me)
    page = open_page()
    header = page.panel.header
    qtbot.waitUntil(header.pause_button.isVisible)
    header.pause_button.click()
    assert folder.is_requested("pause")
    assert header.resume_button.isVisible()
    header.resume_button.click()
    assert not folder.is_requested("pause")
    header.stop_button.click()
    assert folder.is_requested("stop")
    assert header.status_text() == "Stopping"
    assert not header.stop_button.isVisible()


def test_an_interrupted_run_offers_to_resume(open_page, store, monkeypatch, qtbot):
    resumed = []
    monkeypatch.setattr(launcher, "resume_run", lambda _store, folder: resumed.append(folder.id))
    add_run(store, "Broken", epochs=3, status=RunStatus.RUNNING)
    page = open_page()
    qtbot.waitUntil(page.panel.header.resume_button.isVisible)
    assert page.panel.header.status_text() == "Interrupted, resume?"
    assert not page.panel.header.stop_button.isVisible()
    page.panel.header.resume_button.click()
    qtbot.waitUntil(lambda: resumed == ["broken"])


def test_a_run_that_is_damaged_meanwhile_is_called_so_in_the_list_too(open_page, store, qtbot):
    folder = add_run(store, "Good", with_model=True)
    page = open_page()
    qtbot.waitUntil(lambda: page.runs.entry(0).status is RunStatus.DONE)
    (folder.path / "spec.json").write_bytes(b"no description")
    qtbot.waitUntil(lambda: page.runs.entry(0).status is RunStatus.DAMAGED)


def test_discard_asks_first(open_page, store, monkeypatch, qtbot):
    discarded = []

    def discard_run(own_store, run_id):
        discarded.append(run_id)
        own_store.runs.remove(run_id)

    monkeypatch.setattr(launcher, "discard_run", discard_run)
    add_run(store, "Bad")
    page = open_page()
    page.panel.header.discard_button.click()
    question = page.findChild(QMessageBox)
    assert discarded == []
    assert "Bad" in question.text()
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    next(b for b in question.buttons() if b.text() == "Discard").click()
    qtbot.waitUntil(lambda: discarded == ["bad"])
    qtbot.waitUntil(lambda: page.runs.rowCount() == 0)
    assert page.control.run is None


def test_no_key_discards(open_page, store, monkeypatch, qtbot):
    discarded = []
    monkeypatch.setattr(launcher, "discard_run", lambda _store, run_id: discarded.append(run_id))
    add_run(store, "Bad", status=RunStatus.RUNNING, process=process_of(os.getpid()))
    page = open_page()
    header = page.panel.header
    qtbot.waitUntil(header.pause_button.isVisible)
    header.stop_button.setFocus()
    qtbot.keyClick(header.stop_button, Qt.Key.Key_Space)
    assert not header.stop_button.isVisible()
    assert page.focusWidget() is not header.discard_button
    header.discard_button.click()
    question = page.findChild(QMessageBox)
    assert question.defaultButton().text() == "Cancel"
    qtbot.keyClick(question, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not question.isVisible())
    assert discarded == []


def test_a_discarded_run_leaves_nothing_selected(open_page, store, monkeypatch, qtbot):
    monkeypatch.setattr(launcher, "discard_run", lambda own, run_id: own.runs.remove(run_id))
    add_run(store, "Good", epochs=3)
    add_run(store, "Bad", epochs=5)
    page = open_page()
    wait_for_curve(page, qtbot, 5)
    page.panel.header.discard_button.click()
    question = page.findChild(QMessageBox)
    next(b for b in question.buttons() if b.text() == "Discard").click()
    qtbot.waitUntil(lambda: page.runs.rowCount() == 1)
    assert page.control.run is None
    assert not page.panel.table.selectionModel().hasSelection()
    assert not page.panel.header.isVisible()
    page.panel.table.selectRow(0)
    wait_for_curve(page, qtbot, 3)
    assert page.panel.header.isVisible()


def test_the_wheel_scrolls_past_a_number_that_nobody_is_in(open_page, qtbot):
    advanced = open_page().plan_panel.advanced
    before = advanced.batch_size.value()
    for has_focus, after in ((False, before), (True, before + 1)):
        if has_focus:
            qtbot.waitUntil(
                lambda: advanced.batch_size.setFocus() or advanced.batch_size.hasFocus()
            )
        turn_wheel(advanced.batch_size)
        assert advanced.batch_size.value() == after


def test_a_finished_run_is_adopted_and_offers_to_label_the_rest(open_page, store, qtbot):
    folder = add_run(store, "Good", with_model=True)
    page = open_page()
    qtbot.waitUntil(page.panel.header.autolabel_button.isVisible)
    qtbot.waitUntil(lambda: "mAP50-95 0.214" in page.panel.header.message())
    assert "from 12 pictures" in page.panel.header.message()
    with qtbot.waitSignal(page.autolabel_requested) as heard:
        page.panel.header.autolabel_button.click()
    assert heard.args[0].run_id == folder.id


def test_what_each_class_reached_is_a_table(open_page, store, qtbot):
    add_run(store, "Good", with_model=True)
    page = open_page()
    page.panel.tabs.setCurrentWidget(page.panel.classes)
    table = page.panel.classes.table
    qtbot.waitUntil(table.isVisible)
    texts = [table.item(0, column).text() for column in range(table.columnCount())]
    assert texts == ["tree", "0.214", "0.476"]


def test_a_run_that_ends_while_it_is_watched_is_adopted(open_page, store, me, qtbot):
    folder = add_run(store, "Now", epochs=10, status=RunStatus.RUNNING, process=me)
    page = open_page()
    qtbot.waitUntil(page.panel.header.stop_button.isVisible)
    write_card(folder, folder.manifest())
    folder.write_state(me, RunStatus.DONE)
    qtbot.waitUntil(page.panel.header.autolabel_button.isVisible)
    assert page.panel.header.status_text() == "Done"


def test_a_failed_run_says_why_in_words(open_page, store, qtbot):
    folder = add_run(store, "Full", epochs=2, status=RunStatus.FAILED)
    writer = EventWriter(folder.events_path)
    writer.write(RunFailed("machine", "disk_full"))
    writer.close()
    page = open_page()
    qtbot.waitUntil(lambda: "disk is full" in page.panel.header.message())


@pytest.mark.parametrize("status", [RunStatus.FAILED, RunStatus.RUNNING])
def test_a_run_that_was_cut_short_offers_its_best_model(open_page, store, qtbot, status):
    # One whose process is gone is found to be interrupted.
    folder = add_run(store, "Late", epochs=6, status=status, with_model=True)
    writer = EventWriter(folder.events_path)
    if status is RunStatus.FAILED:
        writer.write(RunFailed("machine", "disk_full"))
    writer.close()
    page = open_page()
    header = page.panel.header
    qtbot.waitUntil(header.autolabel_button.isVisible)
    assert header.message().endswith("The best model so far is kept and can be used.")
    assert header.resume_button.isVisible()


def test_choosing_in_the_list_shows_another_run(open_page, store, qtbot):
    add_run(store, "First", epochs=3)
    add_run(store, "Second", epochs=5)
    page = open_page()
    wait_for_curve(page, qtbot, 5)
    page.panel.table.selectRow(1)
    wait_for_curve(page, qtbot, 3)


def test_another_run_is_laid_over(open_page, store, qtbot):
    add_run(store, "First", epochs=3)
    add_run(store, "Second", epochs=5)
    page = open_page()
    wait_for_curve(page, qtbot, 5)
    page.panel.curves.comparison_chosen.emit("first")
    metric = page.panel.curves.plots.lanes[1]
    qtbot.waitUntil(lambda: any(line.key == "other mAP50" for line in metric.lines))


def test_validation_pictures_are_drawn_when_they_are_looked_at(open_page, store, qtbot):
    add_run(store, "Good", with_model=True)
    page = open_page()
    wait_for_curve(page, qtbot, 10)
    page.panel.tabs.setCurrentWidget(page.panel.images)
    qtbot.waitUntil(lambda: page.panel.images.count() == 2)


def test_nothing_is_cut_off_in_the_smallest_window(open_page, store, me):
    add_run(store, "Now", epochs=2, status=RunStatus.RUNNING, process=me)
    page = open_page()
    assert page.minimumSizeHint().width() <= 950
    assert page.minimumSizeHint().height() <= 560


def test_setting_by_hand_survives_a_new_plan(open_page, store, qtbot):
    page = open_page()
    page.plan_panel.advanced.image_size.setValue(480)
    store.images.set_state(store.images.ids()[:4], ImageState.IN_WORK)
    page.plan.session.refreshed.emit()
    qtbot.waitUntil(lambda: "Reviewed images: 6" in page.plan_panel.text())
    assert page.plan_panel.advanced.recipe().image_size == 480


def test_no_epochs_at_all_cannot_be_trained(open_page):
    page = open_page()
    for editor in page.plan_panel.advanced.epochs.values():
        editor.setValue(0)
    assert not page.plan_panel.train_button.isEnabled()


def test_what_is_learned_is_chosen_where_one_trains(open_page, store, qtbot, monkeypatch):
    sunny, rainy = (
        next(iter(store.classes.add(name, "whole_image").added.classes))
        for name in ("sunny", "rainy")
    )
    ids = store.images.ids()
    for image in ids[:6]:
        store.image_labels.set(image, (sunny, rainy)[image % 2])
    store.images.set_state(ids[:6], ImageState.REVIEWED)
    page = open_page()
    tasks = page.plan_panel.tasks
    assert tasks.isVisible()
    names = [tasks.itemData(index) for index in range(tasks.count())]
    assert names[0] == "detect"
    assert "classify" in names
    tasks.setCurrentIndex(names.index("classify"))
    tasks.activated.emit(names.index("classify"))
    qtbot.waitUntil(lambda: "sunny" in page.plan_panel.text())
    text = page.plan_panel.text()
    assert "Reviewed images: 6" in text
    assert "tree" not in text
    assert "MobileNetV2" in text
    started = []
    monkeypatch.setattr(page.plan._launcher, "start_run", lambda *given: started.append(given))
    page.plan_panel.train_button.click()
    assert started[0][0].task == "classify"


def test_without_a_choice_there_is_no_chooser(open_page, store):
    only = {row.geometry_kind for row in store.classes.rows()}
    assert only == {"box"}
    assert not open_page().plan_panel.tasks.isVisible()


def test_a_second_training_asks_while_one_is_going(open_page, store, me, monkeypatch, qtbot):
    started = []
    add_run(store, "Now", status=RunStatus.RUNNING, process=me)
    page = open_page()
    assert page.activity() == "Now: Training"
    monkeypatch.setattr(page.plan._launcher, "start_run", lambda *given: started.append(given))
    page.plan_panel.train_button.click()
    question = page.findChild(QMessageBox)
    assert "Now is still training" in question.text()
    assert question.defaultButton().text() == "Cancel"
    assert started == []
    next(b for b in question.buttons() if b.text() == "Train both").click()
    assert len(started) == 1


def test_words_of_the_field_are_explained_beside_the_curves(open_page, store):
    add_run(store, "Now")
    info = open_page().panel.curves.findChild(InfoButton)
    for word in ("mAP", "Loss", "Learning rate", "Backbone"):
        assert word in info.toolTip()


def test_the_run_page_says_what_the_head_alone_is_for(open_page, store, me, qtbot):
    add_run(store, "Now", epochs=2, status=RunStatus.RUNNING, process=me)
    page = open_page()
    qtbot.waitUntil(lambda: "saves time" in page.panel.header.message())
    add_run(store, "Later", epochs=6, status=RunStatus.RUNNING, process=me)
    page.control.list_runs()
    page.control.show_run("later")
    wait_for_curve(page, qtbot, 6)
    assert "saves time" not in page.panel.header.message()


def test_what_is_not_learned_of_the_marks_is_said_before_the_start(open_page, store, qtbot):
    page = open_page()
    assert page.plan_panel._losses.isHidden()
    first, tree = store.images.ids()[0], store.classes.rows()[0]
    outline = Polygon(((10.0, 10.0), (60.0, 10.0), (60.0, 60.0)))
    (sunny,) = store.classes.add("sunny", "whole_image").added.classes
    store.annotations.add([NewAnnotation(first, tree.id, outline)])
    store.image_labels.toggle(first, sunny)
    page.plan.session.do(lambda store: store.images.set_state([first], ImageState.REVIEWED))
    said = "Learned only as boxes: outlines (1).\nNot learned here: classes of whole images (1)."
    qtbot.waitUntil(lambda: page.plan_panel._losses.text() == said)


def test_the_run_page_says_which_images_the_run_goes_on_without(open_page, store, me, qtbot):
    folder = add_run(store, "Now", epochs=2, status=RunStatus.RUNNING, process=me)
    page = open_page()
    wait_for_curve(page, qtbot, 2)
    header = page.panel.header
    assert header.warning() == ""
    names = ("a.jpg", "b.jpg", "c.jpg", "d.jpg")
    warnings = tuple(f"unreadable_picture:{name}:1" for name in names)
    writer = EventWriter(folder.events_path)
    writer.write(DataReady({"train": 4, "val": 2}, {}, ("few_images:tree:8", *warnings)))
    writer.close()
    qtbot.waitUntil(lambda: header.warning() != "")
    assert header.warning().splitlines() == [
        "a.jpg cannot be read and is left out.",
        "b.jpg cannot be read and is left out.",
        "… and 2 more.",
    ]
