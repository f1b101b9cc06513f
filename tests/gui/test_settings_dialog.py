"""The settings dialog: what is chosen is true at once, and what is wrong is said beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.pages.settings import SettingsDialog
from desktop.pages.settings.fields import ChoiceField, NumberField, TextField
from desktop.settings import LiveSettings
from desktop.settings.facts import default_of, range_of, spec_of
from desktop.settings.table import TABLE
from desktop.settings.vocabulary import Choice, Keys, Section
from engine.catalogue import default_models_dir, find, list_models
from engine.system.settings import Settings, read_settings

ROWS = [spec for spec in TABLE if not isinstance(spec.kind, Keys)]


@pytest.fixture
def live(tmp_path, monkeypatch, qapp):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "own" / "settings.json"))
    for name in ("SAEGIM_MODELS", "SAEGIM_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    return LiveSettings()


@pytest.fixture
def dialog(live, qtbot):
    made = SettingsDialog(live, ("cpu", "cuda:0", "cuda:1"))
    qtbot.addWidget(made)
    made.show()
    return made


def row_of(dialog, field):
    return dialog.pages[spec_of(field).section].rows[field]


def choose(field_widget, value):
    """Choose a value as a person does."""
    match field_widget:
        case ChoiceField():
            box = field_widget.box
            box.setFocus()
            box.setCurrentIndex(box.findData(value))
            box.activated.emit(box.currentIndex())
        case NumberField():
            field_widget.box.setValue(value)
        case TextField():
            field_widget.line.setText(value)
            field_widget.line.editingFinished.emit()


def allowed(spec, tmp_path):
    """Values that a field may have; all of them where there are a few."""
    match spec.kind:
        case Choice():
            return spec.kind.values()
        case _:
            return {
                "device": ("auto", "cpu", "cuda:0", "cuda:1"),
                "models_folder": (str(tmp_path), str(tmp_path / "new"), ""),
                "cache_gigabytes": (range_of(spec_of("cache_gigabytes"))[0], 20.5, 1000.0),
                "mirror": ("https://mirror.example/saegim", str(tmp_path), ""),
                "package_index": ("https://packages.example/simple", ""),
                "proxy": ("http://proxy.example:3128", ""),
            }[spec.field]


@pytest.mark.parametrize("spec", ROWS, ids=lambda spec: spec.field)
def test_every_allowed_value_can_be_chosen_and_is_saved_and_shown(
    dialog, live, spec, tmp_path, qtbot
):
    row = row_of(dialog, spec.field)
    for value in allowed(spec, tmp_path):
        choose(row.field, value)
        assert getattr(read_settings(), spec.field) == getattr(live.now, spec.field) == value
        again = SettingsDialog(live, ("cpu", "cuda:0", "cuda:1"))
        qtbot.addWidget(again)
        choose(row_of(again, spec.field).field, value)
        assert getattr(live.now, spec.field) == value
        assert row.problem.isHidden()


@pytest.mark.parametrize("spec", ROWS, ids=lambda spec: spec.field)
def test_a_field_goes_back_to_its_default(dialog, live, spec, tmp_path):
    row = row_of(dialog, spec.field)
    assert row.reset.isHidden()
    other = next(v for v in allowed(spec, tmp_path) if v != default_of(spec))
    choose(row.field, other)
    assert not row.reset.isHidden()
    row.reset.click()
    assert getattr(live.now, spec.field) == default_of(spec)
    assert row.reset.isHidden()


def test_a_wrong_value_is_not_saved_and_said_beside_the_field(dialog, live):
    row = row_of(dialog, "proxy")
    choose(row.field, "my proxy")
    assert "http://proxy.example:8080" in row.problem.text()
    assert live.now == Settings()
    choose(row.field, "http://10.0.0.1:80")
    assert row.problem.isHidden()
    assert live.now.proxy == "http://10.0.0.1:80"


def test_a_wrong_value_can_be_taken_back_by_the_default(dialog, live):
    row = row_of(dialog, "proxy")
    choose(row.field, "my proxy")
    row.reset.click()
    assert row.field.line.text() == ""
    assert row.problem.isHidden()


def test_when_it_cannot_be_saved_the_field_goes_back(dialog, live, tmp_path):
    (tmp_path / "own").write_text("a file where the folder should be")
    row = row_of(dialog, "theme")
    choose(row.field, "dark")
    assert row.field.box.currentData() == "system"
    assert "could not be saved" in row.problem.text()
    assert live.now == Settings()


def test_a_device_that_is_away_can_still_be_seen(live, qtbot):
    live.change(device="cuda:3")
    dialog = SettingsDialog(live)
    qtbot.addWidget(dialog)
    box = row_of(dialog, "device").field.box
    assert box.currentText() == "Graphics card 4 (CUDA)"
    assert {box.itemData(index) for index in range(box.count())} == {"auto", "cpu", "cuda:3"}


def test_the_folder_of_models_shows_its_default_and_the_room_there(dialog):
    row = row_of(dialog, "models_folder")
    assert row.field.line.placeholderText() == str(default_models_dir())
    assert "free" in row.note.text()


def test_models_stay_where_they_are_and_that_is_said(live, qtbot, tmp_path):
    old, entry = tmp_path / "old", find(list_models()[0].name)
    old.mkdir()
    (old / entry.file).write_bytes(b"12345678")
    live.change(models_folder=str(old))
    dialog = SettingsDialog(live)
    qtbot.addWidget(dialog)
    row = row_of(dialog, "models_folder")
    assert "stay" not in row.note.text()
    choose(row.field, str(tmp_path / "new"))
    assert f"1 models (8 bytes) stay in {old}" in row.note.text()
    assert (old / entry.file).read_bytes() == b"12345678"
    assert not (tmp_path / "new").exists()


def test_a_variable_that_goes_before_a_setting_is_named(live, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("SAEGIM_MODELS", str(tmp_path))
    dialog = SettingsDialog(live)
    qtbot.addWidget(dialog)
    assert "SAEGIM_MODELS" in row_of(dialog, "models_folder").note.text()


def test_a_folder_is_chosen_in_the_system_s_dialog(dialog, live, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    row_of(dialog, "models_folder").field.choose.click()
    assert live.now.models_folder == str(tmp_path)


def test_leaving_a_field_untouched_changes_nothing(dialog, live, qtbot):
    with qtbot.assertNotEmitted(live.changed):
        row_of(dialog, "proxy").field.line.editingFinished.emit()


def test_return_in_a_field_does_not_close_the_dialog(dialog, live):
    dialog.show_field("proxy")
    line = row_of(dialog, "proxy").field.line
    line.setText("http://10.0.0.1:80")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert live.now.proxy == "http://10.0.0.1:80"
    assert dialog.isVisible()


def test_it_opens_at_a_field(dialog):
    dialog.show_field("proxy")
    assert dialog.section() is Section.NETWORK
    dialog.show_field("keys")
    assert dialog.section() is Section.KEYS


def test_a_change_from_elsewhere_is_shown(dialog, live):
    live.change(theme="dark")
    assert row_of(dialog, "theme").field.box.currentData() == "dark"


@pytest.mark.parametrize("section", Section)
def test_no_section_is_wider_than_the_smallest_window(dialog, section):
    dialog.resize(1024 - 64, 640 - 64)
    dialog.show_section(section)
    page = dialog.pages[section]
    assert page.widget().width() <= page.viewport().width()
    assert dialog.minimumSizeHint().width() <= 1024
    assert dialog.minimumSizeHint().height() <= 640
