"""Backups: whole copies, few of them, and the way back."""

import datetime
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.project import backups
from engine.project.backups import back_up, backups_of, content_of, is_due, restore
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store, new_box, snapshot


@pytest.fixture
def store(tmp_path: Path):
    made = make_store(tmp_path / "folder", images=2)
    yield made
    made.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch):
    """Sets the day and the hour of November 2026."""

    def set_to(day: int, hour: int = 12) -> None:
        moment = datetime.datetime(2026, 11, day, hour)
        monkeypatch.setattr(backups, "_now", lambda: moment)

    set_to(1)
    return set_to


def draw(store: Store, count: int = 1) -> None:
    for i in range(count):
        store.annotations.add([new_box(store.images.ids()[0], store.classes.rows()[0].id, left=i)])


def test_a_backup_holds_what_is_still_in_the_log(store: Store) -> None:
    draw(store, 5)
    path = back_up(store)
    (backup,) = backups_of(store.path)
    assert backup.path == path
    content = content_of(backup)
    assert content is not None
    assert (content.images, content.annotations) == (2, 5)


def test_the_way_back_keeps_what_was_there(store: Store) -> None:
    draw(store)
    before = snapshot(store)
    back_up(store)
    draw(store, 3)
    store.close()
    aside = restore(backups_of(store.path)[0], store.path)
    again = Store.open(store.path)
    assert snapshot(again) == before
    again.close()
    assert aside is not None
    with closing(Store.open(aside)) as other:
        assert other.info().annotations == 4


def test_a_damaged_project_and_its_log_are_set_aside(store: Store) -> None:
    draw(store)
    back_up(store)
    store.close()
    store.path.write_bytes(b"SQLite format 3\x00" + os.urandom(4000))
    log = store.path.with_name(store.path.name + "-wal")
    log.write_bytes(os.urandom(4000))
    restore(backups_of(store.path)[0], store.path)
    with closing(Store.open(store.path)) as again:
        assert again.info().annotations == 1


def test_a_deleted_project_comes_back(store: Store) -> None:
    draw(store)
    back_up(store)
    store.close()
    store.path.unlink()
    assert restore(backups_of(store.path)[0], store.path) is None
    with closing(Store.open(store.path)) as again:
        assert again.info().annotations == 1


def test_one_a_day_is_due_and_only_after_a_change(store: Store, clock) -> None:
    today = datetime.datetime.now()
    clock(1)
    assert is_due(store)
    back_up(store)
    assert not is_due(store)
    clock(2)
    # The file's own times are of today, whatever the day is here.
    assert today > datetime.datetime(2026, 11, 2, 12)
    draw(store)
    assert is_due(store)


def test_the_last_of_some_days_and_the_newest_are_kept(store: Store, clock) -> None:
    for day in range(1, 11):
        for hour in (9, 12, 15, 18):
            clock(day, hour)
            back_up(store)
    kept = [(one.made_at.day, one.made_at.hour) for one in backups_of(store.path)]
    assert kept == [(10, 18), (10, 15), (10, 12), *((day, 18) for day in (9, 8, 7, 6, 5, 4))]


def test_a_damaged_backup_is_not_put_back(store: Store) -> None:
    draw(store)
    path = back_up(store)
    (backup,) = backups_of(store.path)
    path.write_bytes(b"SQLite format 3\x00" + os.urandom(4000))
    store.close()
    assert content_of(backup) is None
    with pytest.raises(SaegimError) as caught:
        restore(backup, store.path)
    assert caught.value.code == "project_damaged"
    with closing(Store.open(store.path)) as again:
        assert again.info().annotations == 1


def test_what_is_no_backup_is_not_listed(store: Store, tmp_path: Path) -> None:
    back_up(store)
    folder = backups_of(store.path)[0].path.parent
    (folder / "notes.saegim").touch()
    (folder / "2026-99-99T99.99.99.saegim").touch()
    (folder / "2026-01-01T00.00.00.saegim").symlink_to(tmp_path / "elsewhere")
    assert len(backups_of(store.path)) == 1


def test_the_folder_of_backups_is_no_link(store: Store, tmp_path: Path) -> None:
    store.files_dir.mkdir()
    (tmp_path / "victim").mkdir()
    (store.files_dir / "backups").symlink_to(tmp_path / "victim")
    with pytest.raises(SaegimError) as caught:
        back_up(store)
    assert caught.value.code == "link_in_project"
    assert not list((tmp_path / "victim").iterdir())


def test_a_backup_is_a_database_of_its_own(store: Store) -> None:
    draw(store)
    with closing(sqlite3.connect(back_up(store))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_folder_of_backups_that_may_not_be_read_is_none(store: Store, monkeypatch) -> None:
    back_up(store)

    def refuse(folder: Path) -> None:
        raise PermissionError(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert backups_of(store.path) == []
