"""Garbage is searched for in the window's thread only."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QTimer

from desktop.app.memory import GarbageCollection, collect_garbage


class Knot:
    """Garbage that only a search finds."""

    def __init__(self) -> None:
        self.itself = self


def test_other_threads_make_garbage_and_search_for_none(qapp):
    searched: list[threading.Thread] = []
    note = lambda phase, _info: searched.append(threading.current_thread())  # noqa: E731
    owner = QObject()
    GarbageCollection(owner)
    gc.callbacks.append(note)
    try:
        maker = threading.Thread(target=lambda: [Knot() for _ in range(5000)])
        maker.start()
        maker.join()
        assert searched == []
        collect_garbage()
        assert set(searched) == {threading.main_thread()}
    finally:
        gc.callbacks.remove(note)


def test_garbage_is_found_while_the_window_is_open(qtbot):
    owner = QObject()
    GarbageCollection(owner).findChild(QTimer).setInterval(1)
    knot = Knot()
    gone = weakref.ref(knot)
    del knot
    kept = [Knot() for _ in range(1000)]
    qtbot.waitUntil(lambda: gone() is None)
    assert len(kept) == 1000
