"""The demonstration from beginning to end."""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.actions import Act
from desktop.app.program import Program
from desktop.demo import curves, exporting, outlining, report, training
from desktop.demo.driver import DemoDriver
from desktop.remembered import Remembered
from engine.system.process import engine_command

NAME = "Saegim"
SIZE = (1440, 900)
TREE_EPOCHS = (1, 9)
"""A third of the default's, with its share of the head (docs/notes/freezing.md)."""
SHORTEST = (1, 1)


def run_demo(out: Path, *, short: bool = False) -> int:
    """Do the main job on both samples and leave report, curves and screenshots.

    Args:
        out: Folder for all of it; made if it is not there.
        short: One epoch for each phase: shows that all works, and the figures say nothing.

    Returns:
        The exit code: 0 when everything was done.
    """
    out = out.resolve()
    if (out / "report.json").exists():
        print(f"{out / 'report.json'} is there from an earlier demonstration: delete {out} to")
        print("do it again.")
        return 0
    began = time.monotonic()
    for name in ("trees", "lights"):
        _build_sample(name, out / name)
    driver = _start(out)
    before = [report.fingerprint(out / name / "images") for name in ("trees", "lights")]
    (out / "export").mkdir(exist_ok=True)
    outlines, trees = _do_trees(driver, out, SHORTEST if short else TREE_EPOCHS)
    exports = exporting.export_all(driver, "trees", out / "export")
    lights = _do_lights(driver, out, SHORTEST if short else None)
    exports += exporting.export_all(driver, "lights", out / "export")
    curves.join([out / "curves-trees.png", out / "curves-lights.png"], out / "curves.png")
    driver.trigger(Act.QUIT)
    after = [report.fingerprint(out / name / "images") for name in ("trees", "lights")]
    found = report.DemoReport(
        platform=platform.platform(),
        cores=os.cpu_count() or 1,
        versions=report.versions(),
        outlines=tuple(outlines),
        runs=(trees, lights),
        longest_gap_ms=driver.pulse.longest,
        longest_own_gap_ms=driver.pulse.longest_own,
        exports=tuple(path.relative_to(out).as_posix() for path in exports),
        short=short,
        torch_in_window="torch" in sys.modules,
        originals_unchanged=before == after,
        seconds=time.monotonic() - began,
    )
    report.write(found, out / "report.json")
    print(report.summary(found))
    print(f"Done in {found.seconds:.0f} s: {out}")
    return 0


def _build_sample(name: str, folder: Path) -> None:
    command = [*engine_command(), "samples", "build", name, str(folder)]
    subprocess.run(command, check=True)


def _start(out: Path) -> DemoDriver:
    app = QApplication([sys.argv[0]])
    app.setApplicationName(NAME)
    app.setOrganizationName(NAME)
    # The demonstration neither reads nor changes what the person has set.
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(out / "settings"))
    theme.dress(app)
    program = Program(Remembered())
    program.window.resize(*SIZE)
    program.window.show()
    return DemoDriver(program, out)


def _do_trees(
    driver: DemoDriver, out: Path, epochs: tuple[int, int]
) -> tuple[list[report.OutlineFigures], report.RunFigures]:
    _say("Trees: outlining by SAM box prompts, the bus by a box and by a click")
    driver.open(out / "trees" / "trees.saegim")
    outlines = outlining.outline_trees(driver)
    outlining.draw_box(driver)
    driver.screenshot("annotate")
    outlines += outlining.outline_bus(driver)
    driver.screenshot("annotate-bus")
    _say("Trees: training")
    folder = training.train(driver, "trees", epochs)
    curves.shoot(driver.project.train.panel.curves, out / "curves-trees.png")
    _say("Trees: labelling the rest")
    count = training.label_the_rest(driver)
    driver.show_image("OSBS_029.png")
    driver.trigger(Act.SELECT_TOOL)
    driver.screenshot("annotate-suggestions")
    return outlines, training.figures("trees", folder, count, out)


def _do_lights(driver: DemoDriver, out: Path, epochs: tuple[int, int] | None) -> report.RunFigures:
    _say("Lights: training")
    driver.open(out / "lights" / "lights.saegim")
    driver.screenshot("annotate-lights")
    folder = training.train(driver, "lights", epochs)
    curves.shoot(driver.project.train.panel.curves, out / "curves-lights.png")
    return training.figures("lights", folder, 0, out)


def _say(text: str) -> None:
    print(text, flush=True)
