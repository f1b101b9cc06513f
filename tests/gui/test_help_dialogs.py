"""Help: newer versions, this one, and the licences of what is in it."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtNetwork import QNetworkProxy
from PySide6.QtWidgets import QDialog

from desktop.actions import Act
from desktop.app.program import Program
from desktop.pages.doctor.dialog import DoctorDialog
from desktop.pages.help import update_dialog
from desktop.pages.help.about_dialog import AboutDialog
from desktop.pages.help.licences import LicencesDialog, licences
from desktop.pages.help.update_dialog import UpdateDialog
from desktop.pages.settings import SettingsDialog
from engine.system.build import BuildInfo
from tests.helpers.doctor_reports import PROCESSOR_ONLY
from tests.helpers.file_server import serve_files
from tests.helpers.window import own_memory


@pytest.fixture
def server():
    before = QNetworkProxy.applicationProxy()
    QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    with serve_files() as served:
        yield served
    QNetworkProxy.setApplicationProxy(before)


@pytest.fixture
def asking(qtbot, server):
    """The dialog of a copy of version 0.1.0; ``tag`` is the newest release."""

    def make(tag: str = "") -> UpdateDialog:
        if tag:
            answer = f'{{"tag_name": "{tag}", "html_url": "https://example.org/{tag}"}}'
            server.files["/newest"] = answer.encode()
        dialog = UpdateDialog(BuildInfo("0.1.0", updates=f"{server.address}/newest"))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def test_the_person_is_asked_before_anybody_else(asking, server):
    dialog = asking("v0.2.0")
    assert "127.0.0.1" in dialog.text.text()
    assert "Nothing about you or your pictures is sent" in dialog.text.text()
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert server.headers_asked == []


def test_a_newer_version_is_told_with_its_page(asking, qtbot, monkeypatch):
    dialog = asking("v0.2.0")
    dialog.ask_button.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "Version 0.2.0 is there")
    shown = []
    monkeypatch.setattr(update_dialog.QDesktopServices, "openUrl", shown.append)
    dialog.page_button.click()
    assert shown == [QUrl("https://example.org/v0.2.0")]


def test_the_newest_version_is_said_to_be_it(asking, qtbot):
    dialog = asking("v0.1.0")
    dialog.ask_button.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "You have the newest version")
    assert not dialog.ask_button.isVisible()


def test_who_cannot_be_reached_can_be_asked_again(asking, qtbot, server):
    dialog = asking()
    dialog.ask_button.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "127.0.0.1 could not be reached")
    server.files["/newest"] = b'{"tag_name": "v0.1.0", "html_url": ""}'
    dialog.ask_button.click()
    qtbot.waitUntil(lambda: dialog.title.text() == "You have the newest version")
    assert not dialog.page_button.isVisible()


def test_a_copy_of_no_release_knows_nobody_to_ask(qtbot):
    dialog = UpdateDialog(BuildInfo("0.1.0"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "was not made by a release" in dialog.text.text()
    assert not dialog.ask_button.isVisible()


def test_the_version_can_be_copied(qtbot):
    dialog = AboutDialog(BuildInfo("0.2.0", "a1b2c3d", "2.15.0 (cpu)"))
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Saegim 0.2.0 · a1b2c3d · torch 2.15.0 (cpu)"


def test_everybody_s_licence_can_be_read(qtbot):
    dialog = LicencesDialog()
    qtbot.addWidget(dialog)
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
    names = [licence.name for licence in dialog.licences]
    dialog.names.setCurrentRow(next(i for i, name in enumerate(names) if name.startswith("torch ")))
    assert "Redistribution" in dialog.text.toPlainText()


def test_the_texts_that_came_with_the_program_come_first(tmp_path, monkeypatch):
    (tmp_path / "licences").mkdir()
    for name in ("Lucide-icons-ISC.txt", "Saegim-AGPL-3.0.txt"):
        (tmp_path / "licences" / name).write_text(name)
    monkeypatch.setattr("desktop.pages.help.licences.SOURCE_ROOT", tmp_path)
    first, second, *_ = licences()
    assert (first.name, first.text()) == ("Saegim AGPL-3.0", "Saegim-AGPL-3.0.txt")
    assert second.name == "Lucide icons-ISC"


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (Act.DOCTOR, DoctorDialog),
        (Act.CHECK_UPDATES, UpdateDialog),
        (Act.ABOUT, AboutDialog),
        (Act.SETTINGS, SettingsDialog),
    ],
)
def test_the_menu_opens_each_of_them_and_closing_leaves_nothing(qtbot, tmp_path, act, kind):
    program = Program(own_memory(tmp_path))
    qtbot.addWidget(program.window)
    program.help_dialogs.doctor.report = PROCESSOR_ONLY
    program.window.show()
    program.window.table[act].trigger()
    [dialog] = program.window.findChildren(QDialog)
    assert isinstance(dialog, kind)
    dialog.close()
    qtbot.waitUntil(lambda: program.window.findChildren(QDialog) == [])


def test_the_doctor_leads_to_the_settings(qtbot, tmp_path):
    program = Program(own_memory(tmp_path))
    qtbot.addWidget(program.window)
    program.help_dialogs.doctor.report = PROCESSOR_ONLY
    program.help_dialogs.show_doctor()
    [dialog] = program.window.findChildren(DoctorDialog)
    dialog._remedies.settings_requested.emit("models_folder")
    [settings] = program.window.findChildren(SettingsDialog)
    assert settings.section() == next(
        section for section, page in settings.pages.items() if "models_folder" in page.rows
    )
