"""A real window in a process of its own that trains, lets SAM encode, and feels its own pulse.

``python -m tests.helpers.felt_window PROJECT PICTURE`` prints the longest gap between the beats of
its 10 ms timer in milliseconds: all of it, and what of it was not waiting for a processor.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.actions import Act
from desktop.app.program import Program
from desktop.demo.driver import DemoDriver
from desktop.remembered import Remembered
from engine.protocol.requests import ImageRef, Prompt, PromptPoint
from engine.protocol.run_folder import RunStatus


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme.dress(app)
    program = Program(Remembered())
    program.window.show()
    driver = DemoDriver(program, Path())
    driver.open(Path(sys.argv[1]))
    driver.trigger(Act.TRAIN)
    train = driver.project.train
    driver.wait("the plan", train.plan_panel.can_train)
    driver.rest(1000)
    driver.pulse.reset()

    driver.press(train.plan_panel.train_button)
    replies: list[object] = []
    driver.project.assist.segmented.connect(replies.append)
    prompt = Prompt((PromptPoint(20.0, 20.0),))
    driver.project.assist.segment(ImageRef(sys.argv[2], "a picture"), prompt, False)
    driver.wait("the run", lambda: train.control.run)
    run = train.control.run
    driver.wait("the end of the run", lambda: run and run.status is RunStatus.DONE, 240)
    driver.wait("SAM's masks", lambda: replies, 120)
    program.close_project()
    print(driver.pulse.longest, driver.pulse.longest_own)


if __name__ == "__main__":
    main()
