"""Opening a project file, and the transactions in which it is read and written."""

import bisect
import threading
import uuid
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, insert, select, update

from engine.geometry.types import GeometryKind
from engine.project import migrating, sqlite
from engine.project.bad_rows import LeftOut, leave_out_bad_rows
from engine.project.database import Database
from engine.project.joining import LaterSteps
from engine.project.prepared import run
from engine.project.records import to_json
from engine.project.row_access import now
from engine.project.rows import LabelsPerImage
from engine.project.schema import UNDOABLE, IdCounterRecord, ProjectRecord, table_of
from engine.project.step import Step
from engine.project.table_rules import are_ours
from engine.protocol.errors import SaegimError
from engine.protocol.specs import AUTOMATIC
from engine.system.disk import is_full_error
from engine.system.files import is_file, is_there
from engine.system.text import plain_name

SUFFIX = ".saegim"

_PROJECT = table_of(ProjectRecord)
_COUNTING = update(_PROJECT).values(revision=_PROJECT.c.revision + 1).returning(_PROJECT.c.revision)


class ProjectFile:
    """An open ``.saegim`` file. Many processes and threads may have the same one open."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.copy_before_upgrade: Path | None = None
        """Where the file lies as it was, if opening it has just upgraded it."""
        self.left_out: LeftOut | None = None
        """What could not be read when it was opened."""
        self._own_revisions: list[int] = []
        self._later_steps = LaterSteps()
        self._lock = threading.Lock()
        with self.reading() as connection:
            row = connection.execute(select(_PROJECT)).one()
        self.name: str = row.name
        self.project_id: str = row.project_id
        self.new_class_kind: GeometryKind = row.new_class_kind

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        name: str | None = None,
        usual_task: str = "",
        new_class_kind: GeometryKind = "polygon",
        image_labels: LabelsPerImage = "one",
    ) -> Self:
        """Make a new project file; its folder is made if need be.

        Args:
            path: The file.
            name: Of the project; by default the file's.
            usual_task: Name of the task that is proposed before another one is chosen.
            new_class_kind: What the objects of a new class are kept as unless something else is
                said.
            image_labels: How many image-level labels an image may have.

        Raises:
            SaegimError: ``project_exists``, ``disk_full``, ``project_readonly``,
                ``path_too_long``, ``path_unreadable``, ``log_leads_elsewhere``.
        """
        path = path.absolute()
        _claim(path)
        database = None
        try:
            database = Database(path, sqlite.find_access(path))
            values = {
                "name": plain_name(name or path.stem) or "project",
                "usual_task": usual_task,
                "new_class_kind": new_class_kind,
                "image_labels": image_labels,
            }
            _write_schema(database, values)
            database.note_sound()
            return cls(database)
        except BaseException:
            if database is not None:
                database.close()
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a project file; an older one is copied beside itself and then upgraded.

        Raises:
            SaegimError: ``project_missing``, ``not_a_project``, ``project_has_code``,
                ``project_newer``, ``project_busy``, ``path_too_long``, ``path_unreadable``,
                ``log_leads_elsewhere``, ``disk_full``, ``project_damaged``,
                ``project_needs_mending``.
        """
        path = path.absolute()
        if not is_file(path):
            raise SaegimError("project_missing", path=path)
        access = sqlite.find_access(path)
        # Before it is opened for writing: a database of another program stays untouched.
        if not sqlite.has_table(path, access, ProjectRecord.__tablename__):
            raise SaegimError("not_a_project", path=path)
        if not sqlite.is_utf8(path, access):
            raise SaegimError("not_a_project", path=path)
        _refuse_foreign_rules(path, access)
        database = Database(path, access)
        try:
            copy = _upgrade_if_older(database)
            left_out = leave_out_bad_rows(database)
            project = cls(database)
        except BaseException:
            database.close()
            raise
        project.copy_before_upgrade, project.left_out = copy, left_out
        return project

    @property
    def path(self) -> Path:
        """Where the file was opened."""
        return self.database.path

    @property
    def root(self) -> Path:
        """The folder that image paths are relative to."""
        return self.path.parent

    @property
    def files_dir(self) -> Path:
        """The folder beside the project that holds ``runs/`` and ``cache/``."""
        return self.path.with_suffix(".files")

    def close(self) -> None:
        """Let go of the file; the store cannot be used afterwards."""
        self.database.close()

    def data_version(self) -> int:
        """Return a number that moves when somebody else wrote the file."""
        with self.reading() as connection:
            revision = connection.execute(select(_PROJECT.c.revision)).scalar_one()
        with self._lock:
            return revision - bisect.bisect_right(self._own_revisions, revision)

    def reading(self) -> AbstractContextManager[Connection]:
        """One transaction that only reads."""
        return self.database.reading()

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction: all of it is on the disk afterwards, or nothing."""
        with self.database.writing() as connection:
            yield connection
            self._count_revision(connection)

    @contextmanager
    def step(self, label: str, joins: int | None = None) -> Generator[Step]:
        """A transaction that becomes one step of the history; then ``step.changes`` is filled.

        Args:
            label: Names the step.
            joins: A step that this becomes a part of, unless that was undone meanwhile, or a later
                one has to do with the same images.
        """
        with self.writing() as connection:
            step = Step(connection)
            yield step
            if joins is not None and not self._later_steps.allow(connection, joins, step.touched):
                joins = None
            step.finish(label, joins)

    def _count_revision(self, connection: Connection) -> None:
        ((revision,),) = run(connection, _COUNTING, {})
        # Noted before the commit, so that nobody can see our own write as a foreign one.
        with self._lock:
            if revision not in self._own_revisions[-1:]:
                self._own_revisions.append(revision)


def _refuse_foreign_rules(path: Path, access: sqlite.Access) -> None:
    statements = sqlite.statements(path, access)
    if are_ours(statements):
        return
    # A newer version of the program makes what this one does not know.
    if are_ours(one for one in statements if migrating.VERSION_TABLE in one):
        kept = sqlite.texts(path, access, migrating.VERSION_TABLE, migrating.VERSION_COLUMN)
        migrating.check(migrating.the_one(kept), path)
    raise SaegimError("project_has_code", path=path)


def _claim(path: Path) -> None:
    """Make an empty file (SQLite takes it for an empty database), which only one maker can."""
    if is_there(path):
        raise SaegimError("project_exists", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
    except OSError as error:
        code = "disk_full" if is_full_error(error) else "project_readonly"
        raise SaegimError(code, "machine", path=path) from error


def _write_schema(database: Database, given: Mapping[str, str]) -> None:
    values = {
        **given,
        "project_id": uuid.uuid4().hex,
        "created_at": now(),
        "revision": 0,
        "value_range": to_json(AUTOMATIC),
    }
    with database.writing() as connection:
        migrating.upgrade(connection)
        connection.execute(insert(_PROJECT), values)
        counters = [{"table": record.__tablename__, "last": 0} for record in UNDOABLE]
        connection.execute(insert(table_of(IdCounterRecord)), counters)


def _upgrade_if_older(database: Database) -> Path | None:
    with database.reading() as connection:
        revision = migrating.current_revision(connection)
    if not migrating.check(revision, database.path):
        return None
    copy = migrating.backup_before(str(revision), database)
    with database.writing() as connection:
        migrating.upgrade(connection)
    return copy
