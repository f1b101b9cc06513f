"""The report as text for somebody who is asked for help."""

from collections.abc import Sequence

import msgspec

from desktop.errors.problems import problem_words, remark_words
from desktop.pages.doctor.facts import Fact, facts
from engine.protocol.doctor import DoctorReport
from engine.system.privacy import without_names


def report_text(report: DoctorReport) -> str:
    """Sentences, then the table, then all of it as JSON for programs; the engine left names out."""
    sentences = [
        *(remark_words(remark) for remark in report.summary),
        *(f"{problem.severity}: {problem_words(problem)}" for problem in report.problems),
    ]
    json = msgspec.json.format(msgspec.json.encode(report)).decode()
    return "\n".join([*sentences, "", *_lines(facts(report)), "", json, ""])


def failure_text(version: str, reason: str) -> str:
    """What is known when the engine did not start."""
    return without_names(f"{version}\nsaegim-engine doctor --json: {reason}\n")


def _lines(rows: Sequence[Fact]) -> list[str]:
    widest = max(len(row.caption) for row in rows)
    return [f"{row.caption:{widest}}  {row.value}" for row in rows]
