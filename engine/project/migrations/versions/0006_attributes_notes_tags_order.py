"""Objects have values of attributes, a note and an order; images have tags."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_HAS_ATTRIBUTES = sa.text("attributes != '{}'")
_HAS_NOTE = sa.text("note != ''")
_NEW_TABLES = ("attributes", "tags", "image_tags")


def upgrade() -> None:
    """Add the tables and columns; of equals the younger one lies on top, as before."""
    _add_attributes()
    _add_notes()
    _add_tags()
    op.add_column("annotations", sa.Column("z", sa.Double(), nullable=False, server_default="0"))
    op.drop_index(op.f("ix_annotations_image_id"), "annotations")
    op.create_index(op.f("ix_annotations_image_id_z"), "annotations", ["image_id", "z"])
    # A new file, which has no project yet, gets its counters when it does.
    for table in _NEW_TABLES:
        op.execute(
            f"INSERT INTO id_counters SELECT '{table}', 0 WHERE EXISTS (SELECT 1 FROM project)"  # noqa: S608
        )


def _add_attributes() -> None:
    op.create_table(
        "attributes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"], ["label_classes.id"], name=op.f("fk_attributes_class_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attributes")),
    )
    op.create_index(op.f("ix_attributes_class_id"), "attributes", ["class_id"])
    values = sa.Column("attributes", sa.Text(), nullable=False, server_default="{}")
    op.add_column("annotations", values)
    op.create_index(
        op.f("ix_annotations_attributes"),
        "annotations",
        ["image_id", "attributes"],
        sqlite_where=_HAS_ATTRIBUTES,
        postgresql_where=_HAS_ATTRIBUTES,
    )


def _add_notes() -> None:
    note = sa.Column("note", sa.Text(), nullable=False, server_default="")
    op.add_column("annotations", note)
    op.create_index(
        op.f("ix_annotations_note"),
        "annotations",
        ["image_id"],
        sqlite_where=_HAS_NOTE,
        postgresql_where=_HAS_NOTE,
    )


def _add_tags() -> None:
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
    )
    op.create_table(
        "image_tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["images.id"], name=op.f("fk_image_tags_image_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_image_tags_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image_tags")),
    )
    op.create_index(op.f("ix_image_tags_image_id"), "image_tags", ["image_id"])
    op.create_index(op.f("ix_image_tags_tag_id"), "image_tags", ["tag_id", "image_id"])
