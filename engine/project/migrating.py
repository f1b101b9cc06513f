"""Schema revisions of the project file, by Alembic, from wherever the package lies.

Alembic is imported only for a file that is not of the newest revision: most openings need nothing
of it, and importing it takes half as long as all the rest of opening a project.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from engine.protocol.errors import SaegimError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alembic.config import Config

    from engine.project.database import Database

SCRIPTS = Path(__file__).parent / "migrations"

VERSION_TABLE, VERSION_COLUMN = "alembic_version", "version_num"


def current_revision(connection: Connection) -> str | None:
    """Return the revision of an open file, or None if it has none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    # The table that Alembic keeps; its own reader would need all of Alembic.
    revisions = table(VERSION_TABLE, column(VERSION_COLUMN))
    found = connection.execute(select(revisions.c[VERSION_COLUMN])).scalars().all()
    return the_one(found)


def the_one(revisions: Sequence[object]) -> str | None:
    """Return the revision of a file that keeps these, or None if that cannot be told."""
    match revisions:
        case [str(revision)]:
            return revision
        case _:
            return None


def newest() -> str:
    """Return the last revision there is; the scripts' names begin with their numbers."""
    names = (script.stem for script in (SCRIPTS / "versions").glob("*.py"))
    return max(names).partition("_")[0]


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision inside the caller's transaction."""
    from alembic import command

    command.upgrade(_config(connection), "head")


def check(revision: str | None, path: Path) -> bool:
    """Say whether a file of this revision needs an upgrade.

    Raises:
        SaegimError: ``not_a_project``, or ``project_newer`` for a revision nobody here knows.
    """
    if revision is None:
        raise SaegimError("not_a_project", path=path)
    if revision == newest():
        return False
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise SaegimError("project_newer", path=path)
    return True


def backup_before(revision: str, database: Database) -> Path:
    """Keep the file as it is beside itself; returns the copy's path."""
    path = database.path
    target = path.with_name(f"{path.stem}.before-upgrade-from-{revision}{path.suffix}")
    database.copy_to(target)
    return target


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    # Alembic expands % in its options; a folder may have one in its name.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
