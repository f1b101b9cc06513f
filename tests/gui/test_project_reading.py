"""A page reads the project beside the window's thread, and only what somebody looks at."""

import threading

import pytest
from PySide6.QtWidgets import QWidget

from desktop.models.project_reading import ProjectReading
from desktop.project_session import ProjectSession
from tests.helpers.stores import make_store
from tests.helpers.window import close_page


@pytest.fixture
def session(tmp_path):
    return ProjectSession(make_store(tmp_path))


@pytest.fixture
def page(qtbot, session):
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    close_page(made, session)


def count(session):
    return len(session.store.classes.rows()), threading.current_thread()


def test_it_reads_on_another_thread_and_again_after_a_change(qtbot, session, page):
    read = []
    reading = ProjectReading(session, page, lambda: lambda: count(session))
    reading.read.connect(read.append)
    reading.refresh()
    assert not reading.is_busy
    page.show()
    reading.refresh()
    qtbot.waitUntil(lambda: len(read) == 1)
    session.do(lambda store: store.classes.add("bird", "box"))
    qtbot.waitUntil(lambda: len(read) == 2)
    assert [found for found, _ in read] == [2, 3]
    assert threading.current_thread() not in {thread for _, thread in read}


def test_what_changes_while_it_reads_is_read_afterwards(qtbot, session, page):
    read, go_on = [], threading.Event()

    def work():
        go_on.wait(10)
        return count(session)[0]

    reading = ProjectReading(session, page, lambda: work)
    reading.read.connect(read.append)
    page.show()
    reading.refresh()
    reading.read_now()
    assert reading.is_busy
    go_on.set()
    qtbot.waitUntil(lambda: len(read) == 2)
    qtbot.waitUntil(lambda: not reading.is_busy)
