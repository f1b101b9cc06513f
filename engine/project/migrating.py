"""Schema revisions of the project file, by Alembic, from wherever the package lies."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from engine.project import sqlite
from engine.protocol.errors import SaegimError

SCRIPTS = Path(__file__).parent / "migrations"


def current_revision(connection: Connection) -> str | None:
    """Return the revision of an open file, or None if it has none."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision inside the caller's transaction."""
    command.upgrade(_config(connection), "head")


def check(revision: str | None, path: Path) -> bool:
    """Say whether a file of this revision needs an upgrade.

    Raises:
        SaegimError: ``not_a_project``, or ``project_newer`` for a revision nobody here knows.
    """
    if revision is None:
        raise SaegimError("not_a_project", path=path)
    scripts = ScriptDirectory.from_config(_config())
    if revision not in {script.revision for script in scripts.walk_revisions()}:
        raise SaegimError("project_newer", path=path)
    return revision != scripts.get_current_head()


def backup_before(revision: str, path: Path) -> Path:
    """Keep the file as it is beside itself; returns the copy's path."""
    target = path.with_name(f"{path.stem}.before-upgrade-from-{revision}{path.suffix}")
    sqlite.backup(path, target)
    return target


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # Alembic expands % in its options; a folder may have one in its name.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
