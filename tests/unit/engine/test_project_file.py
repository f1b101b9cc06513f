"""The project file: made, opened, upgraded, refused."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from engine.project import migrating, table_rules
from engine.project.rows import ImageState
from engine.project.schema import Base
from engine.project.store import Store
from engine.project.table_rules import _known
from engine.protocol.errors import SaegimError
from tests.helpers.small_disk import fill, small_disk
from tests.helpers.stores import make_store, new_box, snapshot

SECOND_REVISION = '''
"""Add a note to images."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("project", sa.Column("note", sa.String(), nullable=True))
    {then}
'''
NEWEST = migrating.newest()
NEXT = f"{int(NEWEST) + 1:04}"


def second_revision(then: str = "") -> str:
    return SECOND_REVISION.format(number=NEXT, before=NEWEST, then=then)


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Switch to a program that knows one more revision; returns its revision's script."""
    scripts = tmp_path / "newer 100%" / "migrations"
    shutil.copytree(migrating.SCRIPTS, scripts)
    script = scripts / "versions" / f"{NEXT}_note.py"
    script.write_text(second_revision())
    monkeypatch.setattr(migrating, "SCRIPTS", scripts)
    known = {name: frozenset({*parts, "note varchar"}) for name, parts in _known()[0].items()}
    monkeypatch.setattr(table_rules, "_known", lambda: (known, _known()[1]))
    return script


def test_a_new_project_is_there_after_it_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "sous-dossier é" / "나무 100% #1.saegim"
    store = Store.create(path, new_class_kind="whole_image", name="Trees")
    project_id = store.project_id
    store.close()
    reopened = Store.open(path)
    assert (reopened.name, reopened.new_class_kind) == ("Trees", "whole_image")
    assert reopened.project_id == project_id
    assert reopened.root == path.parent
    assert reopened.files_dir == path.with_suffix(".files")
    reopened.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_project_opens_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_store(tmp_path).close()
    monkeypatch.chdir(tmp_path)
    store = Store.open(Path("project.saegim"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert all(store.images.path(row).is_file() for row in store.images.rows(store.images.ids()))
    store.close()


def test_the_migrations_make_just_the_tables_of_the_schema(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    store = Store.create(tmp_path / "p.saegim")
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    store.close()


def test_every_commit_is_synced_and_references_are_enforced(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "p.saegim")
    with store.reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]
    store.close()


def test_an_existing_file_is_never_created_over(tmp_path: Path) -> None:
    path = tmp_path / "p.saegim"
    path.write_text("precious")
    with pytest.raises(SaegimError) as caught:
        Store.create(path)
    assert caught.value.code == "project_exists"
    assert path.read_text() == "precious"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"x" * 4096])
def test_a_file_that_is_no_project_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "p.saegim"
    path.write_bytes(content)
    with pytest.raises(SaegimError) as caught:
        Store.open(path)
    assert caught.value.code == "not_a_project"
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.saegim"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (id)")
    before = path.read_bytes()
    with pytest.raises(SaegimError) as caught:
        Store.open(path)
    assert caught.value.code == "not_a_project"
    assert path.read_bytes() == before


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(SaegimError) as caught:
        Store.open(tmp_path / "p.saegim")
    assert caught.value.code == "project_missing"
    assert list(tmp_path.iterdir()) == []


def test_the_newest_revision_is_where_alembic_would_go() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(migrating.SCRIPTS))
    assert migrating.newest() == scripts.get_current_head()


def test_an_older_file_is_copied_and_then_upgraded(tmp_path: Path, newer_program: Path) -> None:
    older = pytest.MonkeyPatch()
    older.setattr(migrating, "SCRIPTS", Path(migrating.__file__).parent / "migrations")
    made = make_store(tmp_path)
    before = snapshot(made)
    made.close()
    older.undo()
    upgraded = Store.open(tmp_path / "project.saegim")
    assert upgraded.info().schema_revision == NEXT
    assert snapshot(upgraded) == before
    assert upgraded.copy_before_upgrade == tmp_path / f"project.before-upgrade-from-{NEWEST}.saegim"
    upgraded.close()
    again = Store.open(tmp_path / "project.saegim")
    assert again.copy_before_upgrade is None
    again.close()
    older.setattr(migrating, "SCRIPTS", Path(migrating.__file__).parent / "migrations")
    backup = Store.open(tmp_path / f"project.before-upgrade-from-{NEWEST}.saegim")
    assert snapshot(backup) == before
    backup.close()
    with pytest.raises(SaegimError) as caught:
        Store.open(tmp_path / "project.saegim")
    assert caught.value.code == "project_newer"
    older.undo()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, newer_program: Path
) -> None:
    newer = migrating.SCRIPTS
    with pytest.MonkeyPatch.context() as older:
        older.setattr(migrating, "SCRIPTS", Path(migrating.__file__).parent / "migrations")
        made = make_store(tmp_path)
        before = snapshot(made)
        made.close()
    assert newer == migrating.SCRIPTS
    newer_program.write_text(second_revision('op.execute("SELECT nonsense")'))
    with pytest.raises(SaegimError):
        Store.open(tmp_path / "project.saegim")
    with pytest.MonkeyPatch.context() as older:
        older.setattr(migrating, "SCRIPTS", Path(migrating.__file__).parent / "migrations")
        store = Store.open(tmp_path / "project.saegim")
        assert snapshot(store) == before
        store.close()


def test_a_full_disk_is_named_and_loses_nothing(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    before = snapshot(store)
    # SQLite reports the limit exactly as it reports a disk without room.
    store.database._db_engine.dispose()

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    event.listen(store.database._db_engine, "connect", limit)
    with pytest.raises(SaegimError) as caught:
        store.annotations.add([new_box(image_id, tree, left=i) for i in range(2000)])
    assert (caught.value.code, caught.value.blame) == ("disk_full", "machine")
    event.remove(store.database._db_engine, "connect", limit)
    store.database._db_engine.dispose()
    assert snapshot(store) == before
    store.annotations.add([new_box(image_id, tree)])
    assert store.images.get(image_id).state is ImageState.IN_WORK
    store.close()


def test_a_project_that_cannot_be_made_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SaegimError) as caught:
        Store.create(tmp_path / "file" / "p.saegim")
    assert caught.value.code == "project_readonly"


def test_a_full_disk_is_called_one_also_by_who_only_looks(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=1) as disk:
        store = make_store(disk, images=1)
        store.close()
        ballast = fill(disk)
        for attempt in (lambda: Store.open(store.path), lambda: Store.create(disk / "new.saegim")):
            with pytest.raises(SaegimError) as caught:
                attempt()
            assert (caught.value.code, caught.value.blame) == ("disk_full", "machine")
        assert not (disk / "new.saegim").exists()
        ballast.unlink()
        again = Store.open(store.path)
        assert again.info().images == 1
        again.close()


def test_a_copy_on_a_full_disk_is_none(tmp_path: Path) -> None:
    store = make_store(tmp_path, images=1)
    with small_disk(tmp_path / "disk", megabytes=1) as disk:
        fill(disk, leave=50_000)
        with pytest.raises(SaegimError) as caught:
            store.database.copy_to(disk / "copy.saegim")
        assert caught.value.code == "disk_full"
        assert [path.name for path in disk.iterdir()] == ["ballast"]
    store.close()
