"""A real window in a process of its own: ``python -m tests.helpers.window_process PROJECT``.

It opens the project, presses Train, prints the run's id, and stays until it is killed.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.actions import Act
from desktop.app.program import Program
from desktop.demo.hand import Hand
from desktop.remembered import Remembered


def main() -> None:
    app = QApplication(sys.argv[:1])
    program = Program(Remembered())
    program.window.show()
    hand = Hand(program, Path())
    hand.open(Path(sys.argv[1]))
    hand.trigger(Act.TRAIN)
    train = hand.project.train
    hand.wait("the plan", train.sentence.can_train)
    for editor in train.sentence.advanced.epochs.values():
        editor.setValue(4)
    hand.press(train.sentence.train_button)
    hand.wait("the run", lambda: train.control.run)
    print(train.control.run.folder.id if train.control.run else "", flush=True)
    app.exec()


if __name__ == "__main__":
    main()
