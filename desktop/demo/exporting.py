"""Exports what was labelled and what was learned, as a person would: by the Deploy page."""

from collections.abc import Callable
from pathlib import Path

from desktop.actions import Act
from desktop.demo.driver import DemoDriver, DemoStuckError
from desktop.pages.deploy.export_line import ExportLine

LONGEST_EXPORT = 180
"""Seconds; TorchScript takes an engine that loads torch first."""


def export_all(driver: DemoDriver, name: str, folder: Path) -> list[Path]:
    """Export the annotations in each format there is, and the newest model with TorchScript.

    Args:
        driver: Has the project open.
        name: Begins the names of what is made.
        folder: An existing folder for all of it.

    Raises:
        DemoStuckError: An export failed or took too long.
    """
    page = driver.project.deploy
    driver.trigger(Act.EXPORT)
    driver.wait("the Deploy page", page.annotations.export_button.isVisible)
    made: list[Path] = []
    for choice in page.annotations.formats.values():
        choice.setChecked(True)
        path = folder / f"{name}{page.annotations.chosen().ending}"
        # What the button does once its dialog, which is the system's own, has given a name.
        made.append(_export(driver, page.annotations.line, page.annotations.export_to, path))
    driver.wait("the model", page.model.export_button.isVisible)
    page.model.with_script.setChecked(True)
    made.append(_export(driver, page.model.line, page.model.export_to, folder / f"{name}.zip"))
    driver.screenshot(f"deploy-{name}")
    return made


def _export(
    driver: DemoDriver, line: ExportLine, export: Callable[[Path], None], path: Path
) -> Path:
    export(path)
    driver.wait(f"the export {path.name}", lambda: not line.is_busy, LONGEST_EXPORT)
    if not path.exists():
        raise DemoStuckError(f"{path} was not exported: {line.text.text()}")
    return path
