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
from desktop.demo.hand import Hand
from desktop.remembered import Remembered
from engine.protocol.requests import ImageRef, Prompt, PromptPoint
from engine.protocol.run_folder import RunStatus


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme.dress(app)
    program = Program(Remembered())
    program.window.show()
    hand = Hand(program, Path())
    hand.open(Path(sys.argv[1]))
    hand.trigger(Act.TRAIN)
    train = hand.project.train
    hand.wait("the plan", train.sentence.can_train)
    hand.rest(1000)
    hand.pulse.reset()

    hand.press(train.sentence.train_button)
    replies: list[object] = []
    hand.project.assist.segmented.connect(replies.append)
    prompt = Prompt((PromptPoint(20.0, 20.0),))
    hand.project.assist.segment(ImageRef(sys.argv[2], "a picture"), prompt, False)
    hand.wait("the run", lambda: train.control.run)
    run = train.control.run
    hand.wait("the end of the run", lambda: run and run.status is RunStatus.DONE, 240)
    hand.wait("SAM's masks", lambda: replies, 120)
    program.close_project()
    print(hand.pulse.longest, hand.pulse.longest_own)


if __name__ == "__main__":
    main()
