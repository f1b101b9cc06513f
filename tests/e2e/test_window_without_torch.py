"""torch is never in the window's process."""

import json
import subprocess
import sys
from pathlib import Path

from tests.helpers.lamps import make_lamps

SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.actions import Act
from desktop.app.program import Program
from desktop.demo.driver import DemoDriver
from desktop.remembered import Remembered

app = QApplication(sys.argv[:1])
program = Program(Remembered())
program.window.show()
driver = DemoDriver(program, Path())
driver.open(Path(sys.argv[1]))
driver.trigger(Act.TRAIN)
driver.wait("the plan", driver.project.train.plan_panel.can_train)
program.close_project()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_the_window_opens_a_project_and_plans_a_training_without_torch(tmp_path: Path) -> None:
    project = make_lamps(tmp_path, pictures_each=4)
    command = [sys.executable, "-c", SCRIPT, str(project)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=120)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "PySide6" in loaded
    assert not loaded & {"torch", "torchvision", "ultralytics", "segment_anything", "cv2"}
