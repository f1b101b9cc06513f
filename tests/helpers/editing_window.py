"""A real window that edits without end: ``python -m tests.helpers.editing_window PROJECT``.

Each edit that the program has acknowledged is a line on standard output: ``add ID LEFT``, ``move ID
LEFT``, ``delete ID``; ``undo`` takes back the last one. What is asked about the project's file is
answered with the default button.
"""

import random
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.app.program import Program
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from engine.geometry.types import Box
from tests.helpers.stores import new_box

EVERY = 4
"""Milliseconds from one edit to the next."""


class Editor:
    """Draws, moves, deletes and takes back at random."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._random = random.Random(0)
        self._alive: list[int] = []
        self._answer = QTimer(interval=30)
        self._answer.timeout.connect(self._press_default)
        self._answer.start()
        self._timer = QTimer(interval=EVERY)
        self._timer.timeout.connect(self._edit)
        self._timer.start()

    def _edit(self) -> None:
        if self._program.project is None:
            return
        session = self._program.project.session
        kind = self._random.choices(("add", "move", "delete"), (6, 3, 1))[0]
        left = float(self._random.randrange(100))
        if kind == "add" or not self._alive:
            self._add(session, left)
        elif kind == "move":
            self._move(session, self._random.choice(self._alive), left)
        else:
            self._delete(session, self._random.choice(self._alive))

    def _add(self, session: ProjectSession, left: float) -> None:
        image, tree = session.store.images.ids()[0], session.store.classes.rows()[0].id
        changes = session.do(lambda store: store.annotations.add([new_box(image, tree, left)]))
        if changes is not None:
            (added,) = changes.added.annotations
            self._alive.append(added)
            print("add", added, left, flush=True)

    def _move(self, session: ProjectSession, one: int, left: float) -> None:
        box = Box(left, 10.0, left + 20.0, 30.0)
        changes = session.do(lambda store: store.annotations.set_geometry(one, box))
        # Where it lies already, nothing is changed, and there is no step.
        if changes is not None and changes.history_id is not None:
            print("move", one, left, flush=True)

    def _delete(self, session: ProjectSession, one: int) -> None:
        if session.do(lambda store: store.annotations.delete([one])) is not None:
            self._alive.remove(one)
            print("delete", one, flush=True)

    def _press_default(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QMessageBox) and widget.isVisible():
                widget.defaultButton().click()


def main() -> None:
    app = QApplication(sys.argv[:1])
    program = Program(Remembered())
    program.window.show()
    program.open_project(Path(sys.argv[1]))
    editor = Editor(program)
    app.exec()
    del editor


if __name__ == "__main__":
    main()
