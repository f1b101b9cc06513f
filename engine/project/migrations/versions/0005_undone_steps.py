"""What is undone is found without reading the whole history, which every edit asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add an index of the rows of the history that are undone; most of the time it is empty."""
    op.create_index(
        op.f("ix_history_undone"),
        "history",
        ["batch"],
        unique=False,
        sqlite_where=sa.text("undone = 1"),
        postgresql_where=sa.text("undone"),
    )
