"""The page that is seen first: new, open, samples, and what this machine can do."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.app.program import Program
from desktop.jobs.doctor import Doctor
from desktop.main_window import SMALLEST, MainWindow
from desktop.pages.start.machine import LINES
from desktop.pages.start.page import StartPage
from desktop.widgets.elided_label import ElidedLabel
from tests.helpers.doctor_reports import PROCESSOR_ONLY, TROUBLED
from tests.helpers.window import own_memory

LONG = Path("/a/very/long/way/to/the/pictures/of/last/autumn/in/the/orchard/behind/the/house")


@pytest.fixture
def page(qtbot):
    made = StartPage()
    qtbot.addWidget(made)
    made.resize(SMALLEST)
    with qtbot.waitExposed(made):
        made.show()
    return made


def rows_of(page):
    return [row for row in page.recent.findChildren(QPushButton) if not row.isHidden()]


def test_nothing_is_offered_to_go_on_with_at_the_first_start(page):
    page.show_projects([])
    assert not page.recent.isVisible()
    assert all(card.isVisible() for card in page.samples.cards.values())


def test_at_most_eight_projects_are_listed(page):
    page.show_projects([Path(f"/p/{number}.saegim") for number in range(12)])
    assert len(rows_of(page)) == 8


def test_a_long_path_is_shortened_and_told_in_full_by_the_tip(page, qtbot):
    path = LONG / "autumn apples of the orchard, second picking.saegim"
    page.show_projects([path])
    [row] = rows_of(page)
    qtbot.waitUntil(lambda: row.width() > 300)
    folder = row.findChildren(ElidedLabel)[1]
    qtbot.waitUntil(lambda: "…" in folder.text())
    assert row.toolTip() == str(path)
    assert row.width() <= page.recent.width()


def test_the_home_folder_is_written_short(page):
    page.show_projects([Path.home() / "photos" / "bees.saegim"])
    [row] = rows_of(page)
    name, folder = row.findChildren(ElidedLabel)
    assert (name.text(), Path(folder.text())) == ("bees", Path("~/photos"))


def test_a_click_anywhere_on_a_row_opens_its_project(page, qtbot):
    path = LONG / "bees.saegim"
    page.show_projects([path])
    [row] = rows_of(page)
    for place in (QPoint(12, row.height() // 2), QPoint(row.width() - 12, row.height() // 2)):
        with qtbot.waitSignal(page.project_chosen) as heard:
            QTest.mouseClick(
                page.window().childAt(row.mapTo(page, place)), Qt.MouseButton.LeftButton
            )
        assert heard.args == [path]


def test_a_sample_is_chosen_by_its_card(page, qtbot):
    for name in ("trees", "lights"):
        with qtbot.waitSignal(page.sample_chosen) as heard:
            page.samples.cards[name].click()
        assert heard.args == [name]


def test_it_rests_a_moment_after_it_was_painted_and_not_while_hidden(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.rested):
        page.show()
    page._rest.start()
    page.hide()
    with qtbot.assertNotEmitted(page.rested, wait=2 * page._rest.interval()):
        pass


def test_the_machine_is_unknown_until_the_doctor_has_looked(page, tmp_path):
    doctor = Doctor(tmp_path / "doctor.log")
    page.machine.follow(doctor)
    assert page.machine.text.text() == "Looking at this machine…"
    doctor._keep(PROCESSOR_ONLY)
    assert page.machine.text.text().startswith("No graphics card")
    assert page.machine.details.text() == "Details…"
    doctor._keep(TROUBLED)
    assert page.machine.details.text() == "See what can be done…"
    doctor._fail("it is gone")
    assert page.machine.text.text().startswith("The engine did not start")
    doctor.started.emit()
    assert page.machine.text.text() == "Looking at this machine…"


def test_what_the_doctor_found_before_is_shown_in_a_new_window(page, tmp_path):
    doctor = Doctor(tmp_path / "doctor.log")
    doctor._keep(PROCESSOR_ONLY)
    page.machine.follow(doctor)
    assert page.machine.text.text().startswith("No graphics card")


@pytest.mark.parametrize("count", [0, 8])
def test_nothing_is_cut_off_in_the_smallest_window(qtbot, tmp_path, count):
    page = StartPage()
    window = MainWindow(own_memory(tmp_path), page)
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    page.machine.show_report(TROUBLED)
    page.show_projects([LONG / f"project {number}.saegim" for number in range(count)])
    with qtbot.waitExposed(window):
        window.show()
    assert (window.width(), window.height()) == (SMALLEST.width(), SMALLEST.height())
    parts = [*page.findChildren(QPushButton), page.machine.text]
    for part in (part for part in parts if part.isVisible()):
        corners = (QPoint(0, 0), part.rect().bottomRight())
        assert all(page.rect().contains(part.mapTo(page, corner)) for corner in corners), part
        assert part.height() >= part.heightForWidth(part.width())


def test_the_program_examines_the_machine_once_the_page_has_been_seen(qtbot, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("desktop.jobs.doctor.Doctor.examine_once", lambda self: asked.append(1))
    program = Program(own_memory(tmp_path))
    qtbot.addWidget(program.window)
    assert asked == []
    program.window.show()
    qtbot.waitUntil(lambda: asked != [])


def test_nothing_moves_when_the_machine_is_known(page, tmp_path, qtbot):
    page.show_projects([])
    page.resize(1280, 800)
    doctor = Doctor(tmp_path / "doctor.log")
    page.machine.follow(doctor)
    parts = [*page.findChildren(QPushButton), page.machine.details]
    qtbot.waitUntil(lambda: page.height() == 800)

    def places():
        QApplication.processEvents()
        return [part.mapTo(page, QPoint()) for part in parts]

    before = places()
    doctor._keep(PROCESSOR_ONLY)
    assert places() == before
    doctor._fail("it is gone")
    assert places() == before


def test_a_low_window_has_two_columns_at_the_first_start(page, qtbot):
    page.show_projects([])
    page.resize(944, 440)
    qtbot.waitUntil(lambda: left_edge(page.samples) > left_edge(page.recent))
    page.resize(944, 640)
    qtbot.waitUntil(lambda: left_edge(page.samples) == left_edge(page.recent))


def left_edge(part):
    return part.mapTo(part.window(), QPoint()).x()


def test_the_room_for_the_answer_is_that_of_the_font_it_is_shown_in(qtbot):
    page = StartPage()
    qtbot.addWidget(page)
    page.setStyleSheet("QLabel { font-size: 24px }")
    page.show()
    text = page.machine.text
    assert text.minimumHeight() >= LINES * text.fontMetrics().lineSpacing() > 100
