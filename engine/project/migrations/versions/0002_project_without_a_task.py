"""A project has no task; what is kept belongs to the class; pictures have a value range."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_CHANGES = sa.table("history", sa.column("id"), sa.column("changes"))


def upgrade() -> None:
    """Replace ``project.task`` and ``label_classes.kept``, in the history as well."""
    with op.batch_alter_table("project") as project:
        for column in ("image_labels", "new_class_kind", "value_range"):
            project.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
    new_class_kind = "CASE task WHEN 'classify' THEN 'whole_image' ELSE 'polygon' END"
    op.execute(
        f"UPDATE project SET image_labels = 'one', value_range = '\"automatic\"', "  # noqa: S608
        f"new_class_kind = {new_class_kind}"
    )
    with op.batch_alter_table("project") as project:
        project.alter_column("task", new_column_name="usual_task")
        for column in ("image_labels", "new_class_kind", "value_range"):
            project.alter_column(column, server_default=None)
    for column in ("low", "high"):
        op.add_column("images", sa.Column(column, sa.Double(), nullable=True))
    op.execute("ALTER TABLE label_classes RENAME COLUMN kept TO geometry_kind")
    _rewrite_history()


def _rewrite_history() -> None:
    connection = op.get_bind()
    for step_id, packed in connection.execute(sa.select(_CHANGES)).all():
        changes = json.loads(zlib.decompress(packed))
        for table, _row_id, before, after in changes:
            for row in filter(None, (before, after)):
                _rewrite_row(table, row)
        text = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
        statement = sa.update(_CHANGES).where(_CHANGES.c.id == step_id)
        connection.execute(statement.values(changes=zlib.compress(text.encode(), level=1)))


def _rewrite_row(table: str, row: dict[str, object]) -> None:
    match table:
        case "label_classes" if "kept" in row:
            row["geometry_kind"] = row.pop("kept")
        case "images" if "content_hash" in row:
            row.update(low=None, high=None)
        case _:
            pass
