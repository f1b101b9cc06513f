"""The doctor's dialog: the worst first, each with what can be done about it."""

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from desktop.jobs.doctor import Doctor
from desktop.main_window import SMALLEST
from desktop.pages.doctor import remedies
from desktop.pages.doctor.dialog import DoctorDialog
from engine.protocol.doctor import Problem
from engine.protocol.errors import SaegimError
from tests.helpers.doctor_reports import PROCESSOR_ONLY, TROUBLED


@pytest.fixture
def doctor(tmp_path, monkeypatch):
    """Knows nothing; what it is asked for is counted."""
    made = Doctor(tmp_path / "logs" / "doctor.log")
    made.asked = 0

    def examine():
        made.asked += 1
        made.started.emit()

    monkeypatch.setattr(made, "examine", examine)
    return made


@pytest.fixture
def opened(doctor, qtbot):
    """Opens the dialog on what the doctor knows."""

    def open_dialog(report=None):
        doctor.report = report
        dialog = DoctorDialog(doctor)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return open_dialog


@pytest.fixture
def opened_outside(monkeypatch):
    """What the system was asked to show."""
    shown = []
    monkeypatch.setattr(remedies.QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    return shown


def words_of(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def row_of(dialog, code, report=TROUBLED):
    codes = [problem.code for problem in report.problems]
    return dialog.findings.rows[codes.index(code)]


def with_problem(code, remedy, **parameters):
    problem = Problem(code=code, severity="blocks", remedy=remedy, parameters=parameters)
    return msgspec.structs.replace(TROUBLED, problems=(problem,))


def test_opening_it_begins_to_look(opened, doctor):
    dialog = opened()
    assert doctor.asked == 1
    assert dialog.title.text() == "Looking at this machine…"
    assert not dialog.copy.isEnabled()
    doctor._keep(PROCESSOR_ONLY)
    assert dialog.title.text() == "Everything works here"
    assert "AMD Ryzen 5 5600G" in words_of(dialog)
    assert dialog.copy.isEnabled()


def test_what_is_known_is_shown_at_once(opened, doctor):
    dialog = opened(PROCESSOR_ONLY)
    assert doctor.asked == 0
    assert dialog.title.text() == "Everything works here"


def test_problems_stand_above_the_table_in_their_order(opened):
    dialog = opened(TROUBLED)
    assert dialog.title.text() == "Something is in the way"
    assert [row.property("tone") for row in dialog.findings.rows] == [
        "danger",
        "warning",
        "warning",
        "info",
    ]
    assert "MobileSAM" in dialog.findings.rows[0].text.text()


def test_limits_are_no_failure(opened):
    limited = msgspec.structs.replace(TROUBLED, problems=TROUBLED.problems[1:])
    assert opened(limited).title.text() == "Everything works, within limits"


def test_checking_again_replaces_what_was_found(opened, doctor):
    dialog = opened(TROUBLED)
    dialog.again.click()
    assert doctor.asked == 1
    assert not dialog.again.isEnabled()
    doctor._keep(PROCESSOR_ONLY)
    assert dialog.findings.rows == []
    assert dialog.again.isEnabled()


def test_an_engine_that_did_not_start_is_a_problem_in_words(opened, doctor, opened_outside):
    dialog = opened()
    doctor._fail("ImportError: libcudart.so is not there")
    assert dialog.title.text() == "The engine did not start"
    [row] = dialog.findings.rows
    assert "libcudart.so is not there" in row.text.text()
    doctor.log_path.parent.mkdir()
    row.button.click()
    assert opened_outside[0].toLocalFile() == str(doctor.log_path.parent)


def test_the_report_is_copied_and_the_dialog_says_so(opened):
    dialog = opened(TROUBLED)
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "MobileSAM" in copied
    assert '"problems"' in copied
    assert dialog.note.text().startswith("Copied")


def test_a_failure_can_be_copied_too(opened, doctor):
    dialog = opened()
    doctor._fail("ImportError: libcudart.so is not there")
    dialog.copy.click()
    assert "libcudart.so is not there" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("remedy", "field"),
    [
        ("choose_models_folder", "models_folder"),
        ("choose_device", "device"),
        ("change_proxy", "proxy"),
    ],
)
def test_settings_are_asked_for_at_their_field(opened, qtbot, remedy, field):
    dialog = opened(with_problem("device_gone", remedy, device="cuda:1"))
    [row] = dialog.findings.rows
    with qtbot.waitSignal(dialog.settings_requested) as heard:
        row.button.click()
    assert heard.args == [field]
    assert not dialog.isVisible()


def test_a_full_disk_is_opened_in_the_file_manager(opened, opened_outside, tmp_path):
    dialog = opened(with_problem("disk_low", "free_space", free="2.1", path=str(tmp_path / "new")))
    dialog.findings.rows[0].button.click()
    assert opened_outside[0].toLocalFile() == str(tmp_path)


def test_the_page_of_drivers_is_opened_by_a_click_only(opened, opened_outside):
    dialog = opened(TROUBLED)
    assert opened_outside == []
    row_of(dialog, "gpu_driver_old").button.click()
    assert opened_outside[0].host() == "www.nvidia.com"


def test_another_build_is_looked_for_where_releases_come_from(opened, qtbot):
    report = with_problem(
        "gpu_needs_other_package", "install_gpu_package", device="RTX", package="a.exe"
    )
    dialog = opened(report)
    with qtbot.waitSignal(dialog.updates_requested):
        dialog.findings.rows[0].button.click()
    program = msgspec.structs.replace(report.program, updates="")
    dialog = opened(msgspec.structs.replace(report, program=program))
    assert not dialog.findings.rows[0].button.isVisible()


def test_what_nothing_can_be_done_about_has_no_button(opened):
    dialog = opened(with_problem("gpu_amd", "none", device="Radeon"))
    assert not dialog.findings.rows[0].button.isVisible()


def test_missing_models_are_fetched_and_the_machine_is_looked_at_again(
    opened, doctor, qtbot, monkeypatch
):
    fetched = []

    def fetch(name, progress):
        progress(20_000_000, 40_000_000, name)
        fetched.append(name)

    monkeypatch.setattr("engine.catalogue.fetch", fetch)
    dialog = opened(TROUBLED)
    with qtbot.waitSignal(dialog.fetching.ended):
        row_of(dialog, "models_missing").button.click()
        assert dialog.fetching.line.isVisible()
    assert fetched == ["mobile_sam"]
    assert dialog.note.text() == "The models are here now."
    assert not dialog.fetching.line.isVisible()
    assert doctor.asked == 1


def test_models_that_cannot_be_fetched_are_a_sentence(opened, qtbot, monkeypatch):
    def fetch(name, progress):
        raise SaegimError("no_room", "machine", folder="/models")

    monkeypatch.setattr("engine.catalogue.fetch", fetch)
    dialog = opened(TROUBLED)
    with qtbot.waitSignal(dialog.fetching.ended):
        row_of(dialog, "models_missing").button.click()
    assert dialog.note.text() == "There is no room left in /models: free some space and try again."


def test_it_fits_the_smallest_window(opened):
    dialog = opened(TROUBLED)
    dialog.resize(SMALLEST)
    assert dialog.width() <= SMALLEST.width()
    assert dialog.height() <= SMALLEST.height()
    assert dialog.findings.widget().width() <= dialog.findings.viewport().width()


def test_what_fits_is_not_scrolled(opened):
    dialog = opened(PROCESSOR_ONLY)
    assert dialog.findings.verticalScrollBar().maximum() == 0
    dialog = opened(TROUBLED)
    page = dialog.findings.widget()
    assert page.height() == page.heightForWidth(page.width())
    assert dialog.findings.verticalScrollBar().maximum() > 0


def test_checking_again_takes_back_what_was_said_before(opened):
    dialog = opened(PROCESSOR_ONLY)
    dialog.copy.click()
    dialog.again.click()
    assert dialog.note.isHidden()
