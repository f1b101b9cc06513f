"""What the command line prints for people."""

import typer

from engine.system.text import on_one_line


def say(text: str, *, err: bool = False) -> None:
    """Print lines whose names may be a stranger's: nothing in them commands the terminal."""
    typer.echo("\n".join(map(on_one_line, text.split("\n"))), err=err)
