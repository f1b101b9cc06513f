"""A real window in a process of its own: ``python -m tests.helpers.window_process PROJECT``.

It opens the project, presses Train, prints the run's id, and stays until it is killed.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.actions import Act
from desktop.app.program import Program
from desktop.demo.driver import DemoDriver
from desktop.remembered import Remembered


def main() -> None:
    app = QApplication(sys.argv[:1])
    program = Program(Remembered())
    program.window.show()
    driver = DemoDriver(program, Path())
    driver.open(Path(sys.argv[1]))
    driver.trigger(Act.TRAIN)
    train = driver.project.train
    driver.wait("the plan", train.plan_panel.can_train)
    for editor in train.plan_panel.advanced.epochs.values():
        editor.setValue(4)
    driver.press(train.plan_panel.train_button)
    driver.wait("the run", lambda: train.control.run)
    print(train.control.run.folder.id if train.control.run else "", flush=True)
    app.exec()


if __name__ == "__main__":
    main()
