"""The report as text for somebody who is asked for help."""

import getpass
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from desktop.errors.problems import problem_words, remark_words
from desktop.pages.doctor.facts import Fact, facts
from engine.protocol.doctor import DoctorReport

SOMEBODY = "…"


def report_text(report: DoctorReport) -> str:
    """Sentences, then the table, then all of it as JSON for programs."""
    sentences = [
        *(remark_words(remark) for remark in report.summary),
        *(f"{problem.severity}: {problem_words(problem)}" for problem in report.problems),
    ]
    json = msgspec.json.format(msgspec.json.encode(report)).decode()
    return without_person("\n".join([*sentences, "", *_lines(facts(report)), "", json, ""]))


def failure_text(version: str, reason: str) -> str:
    """What is known when the engine did not start."""
    return without_person(f"{version}\nsaegim-engine doctor --json: {reason}\n")


def without_person(text: str) -> str:
    """The text with ``~`` for the home folder, and no folder that is called like the person.

    The report says ``~`` already; what drivers and libraries said may not.
    """
    home = str(Path.home())
    # JSON doubles the separators of Windows.
    for written in (home.replace("\\", "\\\\"), home):
        text = text.replace(written, "~")
    name = re.escape(getpass.getuser())
    return re.sub(rf"(?<=[/\\]){name}(?=[/\\]|\b)", SOMEBODY, text)


def _lines(rows: Sequence[Fact]) -> list[str]:
    widest = max(len(row.caption) for row in rows)
    return [f"{row.caption:{widest}}  {row.value}" for row in rows]
