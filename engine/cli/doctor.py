"""The ``doctor`` command: what this machine can do, and what stands in the way."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from engine.protocol.doctor import (
    Device,
    DoctorReport,
    Folder,
    Severity,
)
from engine.protocol.doctor_sentences import problem_sentence, summary_sentence

app = typer.Typer(no_args_is_help=True)

_COLORS: dict[Severity, str] = {"blocks": "red", "limits": "yellow", "hint": "blue"}


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Say what this machine can do and what is wrong; exit code 1 if something blocks the work."""
    # Libraries may print while they are loaded; standard output is for the answer.
    with contextlib.redirect_stdout(sys.stderr):
        from engine.doctor.report import examine

        report = examine()
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(report)))
    else:
        show(report, Console(highlight=False))
    if report.blocked:
        raise typer.Exit(1)


def show(report: DoctorReport, console: Console) -> None:
    """Print the report for people."""
    for remark in report.summary:
        console.print(summary_sentence(remark), markup=False)
    console.print()
    problems = _table()
    for problem in report.problems:
        color = _COLORS[problem.severity]
        problems.add_row(Text(problem.severity, color), Text(problem_sentence(problem)))
    console.print(problems if report.problems else "No problem was found.")
    console.print()
    facts = _table()
    for name, value in _facts(report):
        facts.add_row(Text(name, "bold"), Text(value))
    console.print(facts)


def _table() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    # A long path is shown whole: it is what people copy.
    table.add_column(overflow="fold")
    return table


def _facts(report: DoctorReport) -> Iterator[tuple[str, str]]:
    program, system, torch = report.program, report.system, report.torch
    yield "program", " ".join(filter(None, ["Saegim", program.version, program.commit]))
    yield "system", f"{system.name} {system.version}, {system.architecture}"
    yield (
        "processor",
        f"{report.processor.name}, {report.processor.cores} cores, "
        f"{report.processor.threads_used} threads used",
    )
    yield "memory", f"{_size(report.memory.free)} of {_size(report.memory.total)} free"
    for device in report.devices:
        if device.kind != "cpu":
            yield "graphics", _device(device)
    built_for = f", built for {torch.built_for}" if torch.built_for else ""
    nms = "works" if torch.nms else "does not work"
    yield "torch", f"{torch.version or 'not there'}{built_for}; torchvision::nms {nms}"
    for folder in report.folders:
        yield f"{folder.purpose} folder", _folder(folder)
    there = [model.title for model in report.models if model.present and not model.damaged]
    yield "models", ", ".join(there) or "none"
    yield "versions", ", ".join(f"{each.name} {each.version}" for each in report.packages)
    yield "network", "not contacted"


def _device(device: Device) -> str:
    parts = [device.name]
    if device.memory is not None:
        parts.append(_size(device.memory))
    if device.driver:
        parts.append(f"driver {device.driver}")
    return ", ".join(parts) + ("" if device.usable else f"; not used ({device.why_not})")


def _folder(folder: Folder) -> str:
    free = "" if folder.free is None else f", {_size(folder.free)} free"
    made = "" if folder.exists else ", still to be made"
    return f"{folder.path}{made}{free}, {'writable' if folder.writable else 'not writable'}"


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB"
