"""The ``demo`` command."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from engine.system.process import window_command

app = typer.Typer()


@app.command()
def demo(
    out: Annotated[Path, typer.Argument(help="Folder for the report, curves and screenshots.")],
    short: Annotated[
        bool, typer.Option(help="One epoch for each phase: only shows that all works.")
    ] = False,
) -> None:
    """Do the main job on the two samples, in the real window without a display."""
    # The engine may not import the window, so it starts it (docs/adr/0007).
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    window = [*window_command(), "--demo", str(out), *(["--short"] if short else [])]
    sys.exit(subprocess.run(window, env=environment, check=False).returncode)
