"""The composition root: everything is made here once, and wired."""

from desktop.app.program import Program, build, run

__all__ = ["Program", "build", "run"]
