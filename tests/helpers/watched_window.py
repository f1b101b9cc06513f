"""The program as it is, which also prints where it is: ``python -m tests.helpers.watched_window``.

A line of JSON on standard output whenever something of it has changed. Lines on standard input are
done in the window; ``_do`` names them.
"""

import ctypes
import json
import os
import sys
import threading
import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop.app import restarting, startup
from desktop.app.program import Program
from tests.helpers.cut_off import cut_off


class Watcher(QObject):
    """Prints what the program shows, and does what it is told."""

    told = Signal(str)

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._last = ""
        self.told.connect(self._do)
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())

    def _look(self) -> None:
        window, place = self._program.window, self._program.place()
        state = {
            "project": place.project,
            "page": place.page,
            "image": place.image,
            "minimised": window.isMinimized(),
            "message": window.messages.text(),
            "title": window.windowTitle(),
            "menu": window.menuBar().actions()[0].text(),
            "size": [window.width(), window.height()],
            "dialog": _dialog_words(),
            "cut_off": cut_off(window),
            "pid": os.getpid(),
        }
        text = json.dumps(state)
        if text != self._last:
            self._last = text
            print(text, flush=True)

    def _do(self, what: str) -> None:
        program = self._program
        match what.split():
            case ["minimise"]:
                program.window.showMinimized()
            case ["quit"]:
                program.window.close()
            case ["fail"]:
                raise RuntimeError("asked to fail")
            case ["crash"]:
                ctypes.string_at(0)
            case ["hang", seconds]:
                time.sleep(float(seconds))
            case ["press", *words]:
                _button(" ".join(words)).click()
            case ["open", *words]:
                event = QFileOpenEvent(QUrl.fromLocalFile(" ".join(words)))
                QCoreApplication.postEvent(QApplication.instance(), event)
            case ["korean"]:
                program.settings.change(language="ko")
            case ["english"]:
                program.settings.change(language="en")
            case ["size", width, height]:
                program.window.resize(int(width), int(height))
            case ["page", name]:
                assert program.project is not None
                program.window.show_page(program.project.pages[name])
            case ["grab", path]:
                program.window.grab().save(path)
            case ["image", number]:
                assert program.project is not None
                program.project.annotate.image.show(int(number))
            case _:
                raise ValueError(what)


def _dialog_words() -> str:
    dialog = QApplication.activeModalWidget()
    labels = [] if dialog is None else dialog.findChildren(QLabel)
    return "\n".join(label.text() for label in labels)


def _button(words: str) -> QPushButton:
    buttons = [w for w in QApplication.allWidgets() if isinstance(w, QPushButton) and w.isVisible()]
    return next(button for button in buttons if button.text() == words)


def main() -> None:
    # A restart is to be watched, too.
    restarting.window_command = lambda: [sys.executable, "-m", "tests.helpers.watched_window"]
    plain_build = startup.build

    def build(*arguments: object) -> Program:
        program = plain_build(*arguments)
        Watcher(program)
        return program

    startup.build = build
    sys.exit(startup.run(sys.argv))


if __name__ == "__main__":
    main()
