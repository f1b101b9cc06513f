"""A class of key points has a skeleton."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; no class had one before."""
    op.add_column("label_classes", sa.Column("skeleton", sa.Text(), nullable=True))
