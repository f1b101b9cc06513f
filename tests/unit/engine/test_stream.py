"""The event file survives kills, and is read while it is written."""

import math
import os
from pathlib import Path

import pytest

from engine.protocol.errors import SaegimError
from engine.protocol.events import BatchDone, Notice, RunCancelled
from engine.protocol.stream import EventReader, EventWriter


def _write(path: Path, *codes: str) -> None:
    writer = EventWriter(path)
    for code in codes:
        writer.write(Notice(code))
    writer.close()


def _read(path: Path) -> list[tuple[int, object]]:
    return [(record.number, record.event) for record in EventReader(path).read_new()]


def test_numbers_go_on_over_attempts(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    _write(path, "paused", "resumed")
    _write(path, "stopping")
    assert _read(path) == [(0, Notice("paused")), (1, Notice("resumed")), (2, Notice("stopping"))]


def test_a_half_line_is_ignored_until_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    _write(path, "paused", "resumed")
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    reader = EventReader(path)
    assert len(reader.read_new()) == 1
    path.write_bytes(whole)
    assert [record.number for record in reader.read_new()] == [1]
    assert reader.read_new() == []


def test_a_half_line_left_by_a_kill_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    _write(path, "paused", "resumed")
    path.write_bytes(path.read_bytes()[:-10])
    reader = EventReader(path)
    reader.read_new()
    _write(path, "stopping")
    assert [(r.number, r.event) for r in reader.read_new()] == [(1, Notice("stopping"))]


def test_only_a_half_line_is_repaired_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b'{"number":0,"ti')
    _write(path, "paused")
    assert _read(path) == [(0, Notice("paused"))]


def test_a_long_file_is_repaired_from_its_end(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    _write(path, *["resumed"] * 3000)
    with path.open("ab") as file:
        file.write(b"{")
    _write(path, "stopping")
    assert _read(path)[-1] == (3000, Notice("stopping"))


def test_there_may_be_no_file_yet(tmp_path: Path) -> None:
    assert EventReader(tmp_path / "events.jsonl").read_new() == []


def test_figures_that_are_no_numbers_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    writer = EventWriter(path)
    writer.write(BatchDone(0, 1, 1, 1, {"box": math.nan, "cls": 0.5}, {}, 1.0, 0))
    writer.write(RunCancelled())
    writer.close()
    first, _ = _read(path)
    assert isinstance(first[1], BatchDone)
    assert first[1].losses == {"cls": 0.5}


def test_an_enormous_record_is_damaged_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.touch()
    os.truncate(path, 3 << 30)
    with pytest.raises(SaegimError) as caught:
        EventReader(path).read_new()
    assert caught.value.code == "damaged_events"
