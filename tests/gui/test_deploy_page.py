"""The Deploy page on a real project, with real files."""

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.pages.deploy.page import DeployPage
from desktop.project_session import ProjectSession
from engine.formats.table import FORMATS
from engine.project.rows import ImageState
from engine.project.store import Store
from tests.helpers.labelled import BOX, POLYGON, make_labelled
from tests.helpers.lamps import make_lamps
from tests.helpers.stores import add_model, added_class, make_store, new_box, review
from tests.helpers.trained import NAME, RUN, trained_store
from tests.helpers.window import close_page


def shown(qtbot, store: Store) -> DeployPage:
    session = ProjectSession(store)
    page = DeployPage(session)
    qtbot.addWidget(page)
    page.session = session
    page.show()
    return page


@pytest.fixture
def page(qtbot, tmp_path):
    store = make_store(tmp_path)
    first, second, third, _ = store.images.ids()
    tree = store.classes.rows()[0].id
    review(store, [first, second], tree)
    store.annotations.add([new_box(third, tree)])
    made = shown(qtbot, store)
    yield made
    close_page(made, made.session)


@pytest.fixture
def model_page(qtbot, tmp_path):
    made = shown(qtbot, trained_store(tmp_path, "classify"))
    yield made
    close_page(made, made.session)


def finish(qtbot, line) -> str:
    qtbot.waitUntil(lambda: not line.is_busy, timeout=60_000)
    return line.text.text()


def test_a_coco_file_is_written_in_the_background(page, qtbot, tmp_path):
    page.annotations.export_to(tmp_path / "a.json")
    assert not page.annotations.export_button.isEnabled()
    said = finish(qtbot, page.annotations.line)
    assert said == "a.json: 2 pictures, 2 annotations."
    assert page.annotations.export_button.isEnabled()
    assert len(json.loads((tmp_path / "a.json").read_text())["images"]) == 2


def test_images_in_work_come_along_when_that_is_ticked(page, qtbot, tmp_path):
    assert "2" in page.annotations.counts.text()
    assert "1" in page.annotations.in_work.text()
    page.annotations.in_work.setChecked(True)
    page.annotations.export_to(tmp_path / "a.json")
    assert "3 pictures" in finish(qtbot, page.annotations.line)


def test_images_reviewed_meanwhile_are_counted(page, qtbot):
    session = page.session
    third = session.store.images.ids()[2]
    changes = session.store.images.set_state([third], ImageState.REVIEWED)
    session.adopt(changes)
    qtbot.waitUntil(lambda: "3" in page.annotations.counts.text())
    assert page.annotations.in_work.isHidden()


def test_what_went_wrong_is_one_sentence_and_nothing_is_left(page, qtbot, tmp_path):
    (tmp_path / "pictures" / "photo 1.jpg").unlink()
    page.annotations.formats["yolo"].setChecked(True)
    page.annotations.export_to(tmp_path / "out")
    assert "photo 1.jpg" in finish(qtbot, page.annotations.line)
    assert page.annotations.line.show_button.isHidden()
    assert not (tmp_path / "out").exists()


def test_a_cancelled_export_leaves_nothing(page, qtbot, tmp_path):
    page.annotations.formats["yolo"].setChecked(True)
    page.annotations.export_to(tmp_path / "out")
    page.annotations.line.progress.cancelled.emit()
    assert finish(qtbot, page.annotations.line) == ""
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".*"))


def test_yolo_makes_a_new_folder_in_the_chosen_one(page, qtbot, tmp_path, monkeypatch):
    (tmp_path / "project-yolo").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.annotations.formats["yolo"].setChecked(True)
    page.annotations.export_button.click()
    finish(qtbot, page.annotations.line)
    assert (tmp_path / "project-yolo-2" / "data.yaml").is_file()
    assert not list((tmp_path / "project-yolo").iterdir())


def test_a_file_the_dialog_did_not_ask_about_is_not_replaced(page, qtbot, tmp_path, monkeypatch):
    (tmp_path / "mine.json").write_text("mine")
    for typed, content in (("mine", "mine"), ("mine.json", None)):
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, name=typed: (str(tmp_path / name), "")
        )
        page.annotations.export_button.click()
        said = finish(qtbot, page.annotations.line)
        if content is not None:
            assert "exists already" in said
            assert (tmp_path / "mine.json").read_text() == content
    assert json.loads((tmp_path / "mine.json").read_text())["images"]


def test_show_in_folder_opens_where_it_lies(page, qtbot, tmp_path, monkeypatch):
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    page.annotations.export_to(tmp_path / "a.json")
    finish(qtbot, page.annotations.line)
    page.annotations.line.show_button.click()
    assert opened == [tmp_path]


def test_without_reviewed_images_and_models_the_page_leads_on(qtbot, tmp_path):
    page = shown(qtbot, make_store(tmp_path))
    for panel, signal in (
        (page.annotations, page.annotate_requested),
        (page.model, page.train_requested),
    ):
        assert panel.lead_button.isVisible()
        assert not panel.export_button.isVisible()
        with qtbot.waitSignal(signal):
            panel.lead_button.click()
    close_page(page, page.session)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_each_format_is_asked_for_and_written(qtbot, tmp_path, monkeypatch, row):
    store = make_labelled(tmp_path, POLYGON)
    park = added_class(store.classes.add("park", "whole_image"))
    store.image_labels.set(store.images.ids()[0], park)
    page = shown(qtbot, store)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (asked[2], asked[3]))
    page.annotations.formats[row.name].setChecked(True)
    page.annotations.export_button.click()
    assert "2 pictures, 1 annotations" in finish(qtbot, page.annotations.line)
    made = tmp_path / f"project{row.ending}"
    assert made.is_dir() == row.is_folder
    assert made.exists()
    close_page(page, page.session)


def test_another_kind_of_class_brings_its_formats_at_once(page, qtbot):
    assert list(page.annotations.formats) == ["coco", "yolo"]
    page.annotations.formats["yolo"].setChecked(True)
    page.session.do(lambda store: store.classes.add("lake", "polygon"))
    qtbot.waitUntil(lambda: "masks" in page.annotations.formats)
    assert page.annotations.formats["masks"].isVisible()
    assert page.annotations.chosen().name == "yolo"


def test_what_the_format_has_no_place_for_is_said_before(qtbot, tmp_path):
    store = make_labelled(tmp_path, POLYGON, POLYGON, BOX)
    park = added_class(store.classes.add("park", "whole_image"))
    store.image_labels.set(store.images.ids()[0], park)
    page = shown(qtbot, store)
    panel = page.annotations

    def said(name):
        panel.formats[name].setChecked(True)
        return panel.losses.text()

    qtbot.waitUntil(lambda: said("coco").endswith(": classes of whole images (1)."))
    assert "Only as boxes: outlines (2)." in said("yolo")
    assert "boxes (1), classes of whole images (1)" in said("masks")
    panel.in_work.setChecked(True)
    assert "boxes (2), classes of whole images (1)" in panel.losses.text()
    panel.formats["coco"].setChecked(True)
    before = panel.export_button.y()
    panel.formats["yolo"].setChecked(True)
    assert panel.export_button.y() == before
    close_page(page, page.session)


def test_nothing_is_said_of_losses_where_there_are_none(page, qtbot):
    qtbot.waitUntil(lambda: not page.reading.is_busy)
    assert page.annotations.losses.isHidden()


def test_all_formats_together_fit_a_small_window(qtbot, tmp_path):
    store = make_labelled(tmp_path, POLYGON)
    store.classes.add("park", "whole_image")
    page = shown(qtbot, store)
    assert list(page.annotations.formats) == [row.name for row in FORMATS]
    assert page.minimumSizeHint().height() <= 480
    close_page(page, page.session)


def test_classes_of_pictures_are_exported_as_a_table(qtbot, tmp_path):
    page = shown(qtbot, Store.open(make_lamps(tmp_path, pictures_each=2)))
    assert list(page.annotations.formats) == ["csv"]
    page.annotations.export_to(tmp_path / "labels.csv")
    assert "4 pictures" in finish(qtbot, page.annotations.line)
    assert (tmp_path / "labels.csv").is_file()
    close_page(page, page.session)


def test_a_model_is_exported_as_a_zip(model_page, qtbot, tmp_path):
    table = model_page.model.models
    assert table.index(0, 0).data() == NAME
    model_page.model.export_to(tmp_path / "m.zip")
    assert "m.zip" in finish(qtbot, model_page.model.line)
    with zipfile.ZipFile(tmp_path / "m.zip") as archive:
        assert set(archive.namelist()) == {"model.pt", "model.json", "README.txt"}


def test_the_chosen_model_stays_chosen_while_people_label(model_page, qtbot):
    store, panel = model_page.session.store, model_page.model
    add_model(store, "run-2")
    model_page.session.refreshed.emit()
    qtbot.waitUntil(lambda: panel.models.rowCount() == 2)
    assert panel.chosen().run_id == "run-2"
    panel.table.selectRow(1)
    model_page.session.adopt(store.splits.set(store.images.ids()[:1], "test"))
    qtbot.waitUntil(lambda: not model_page.reading.is_busy)
    model_page.reading.refresh()
    assert panel.chosen().run_id == RUN


def test_a_bar_below_the_models_covers_none_of_them(model_page, qtbot):
    table = model_page.model.table
    bar = table.horizontalScrollBar()
    table.setFixedWidth(900)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    height = table.height()
    table.setFixedWidth(120)
    qtbot.waitUntil(lambda: table.height() == height + bar.sizeHint().height())


def test_an_engine_that_fails_is_one_sentence(model_page, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.jobs.model_script.engine_command", lambda: ["no-such-program"])
    model_page.model.with_script.setChecked(True)
    model_page.model.export_to(tmp_path / "m.zip")
    assert "TorchScript" in finish(qtbot, model_page.model.line)
    assert not (tmp_path / "m.zip").exists()


@pytest.mark.slow
def test_torchscript_is_made_by_an_engine(model_page, qtbot, tmp_path):
    model_page.model.with_script.setChecked(True)
    model_page.model.export_to(tmp_path / "m.zip")
    finish(qtbot, model_page.model.line)
    with zipfile.ZipFile(tmp_path / "m.zip") as archive:
        assert "model.torchscript" in archive.namelist()
