"""A step may consist of several parts; a project knows where a model has looked already."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the part's first row to the history, and a table of what was looked at."""
    op.add_column("history", sa.Column("batch", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_history_batch"), "history", ["batch"], unique=False)
    op.create_table(
        "predicted_images",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["image_id"], ["images.id"], name=op.f("fk_predicted_images_image_id")
        ),
        sa.ForeignKeyConstraint(
            ["model_id"], ["models.id"], name=op.f("fk_predicted_images_model_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_predicted_images")),
    )
    for column in ("image_id", "model_id"):
        op.create_index(op.f(f"ix_predicted_images_{column}"), "predicted_images", [column])
    # A new file, which has no project yet, gets its counters when it does.
    op.execute(
        "INSERT INTO id_counters SELECT 'predicted_images', 0 WHERE EXISTS (SELECT 1 FROM project)"
    )
