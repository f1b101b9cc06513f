"""Projects of strangers, from a seed."""

from pathlib import Path

from tests.helpers.hostile_projects import check, hostile_projects

Figures = dict[str, int]


def open_hostile(count: int, seed: int, folder: Path) -> Figures:
    """Open projects in which columns and files were spoiled, and do everything with each."""
    figures = {"hostile projects": count, "opened": 0, "mended": 0, "refused": 0, "failed": 0}
    for name, path in hostile_projects(seed, count):
        try:
            outcome = check(path)
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}", flush=True)
            outcome = "failed"
        figures[outcome if outcome in figures else "refused"] += 1
    return figures
