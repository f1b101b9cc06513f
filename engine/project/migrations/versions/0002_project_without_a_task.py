"""A project has no task; what is kept belongs to the class; pictures have a value range."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_MOST_UNPACKED = 1 << 28
"""Bytes of a step; one that unpacks to more is a stranger's."""

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
    for step_id in connection.execute(sa.select(_CHANGES.c.id)).scalars().all():
        mine = _CHANGES.c.id == step_id
        packed = connection.execute(sa.select(_CHANGES.c.changes).where(mine)).scalar_one()
        try:
            changes = _unpack(packed)
        except (TypeError, ValueError, AttributeError, RecursionError, zlib.error):
            # It is a stranger's or damaged: nobody could undo it either.
            connection.execute(sa.delete(_CHANGES).where(mine))
            continue
        text = json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
        statement = sa.update(_CHANGES).where(mine)
        connection.execute(statement.values(changes=zlib.compress(text.encode(), level=1)))


def _unpack(packed: bytes) -> list[object]:
    unpacker = zlib.decompressobj()
    changes = json.loads(unpacker.decompress(packed, _MOST_UNPACKED))
    for table, _row_id, before, after in changes:
        for row in filter(None, (before, after)):
            _rewrite_row(table, row)
    return changes


def _rewrite_row(table: str, row: dict[str, object]) -> None:
    match table:
        case "label_classes" if "kept" in row:
            row["geometry_kind"] = row.pop("kept")
        case "images" if "content_hash" in row:
            row.update(low=None, high=None)
        case _:
            pass
