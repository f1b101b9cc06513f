"""The tables of a project file.

Columns are plain text and numbers, so that a history step can keep and compare them as they are;
``records`` turns them into rows.
"""

import functools
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    DefaultClause,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Value = str | int | float | None
Row = dict[str, Value]


class Base(DeclarativeBase):
    """Base of all tables."""

    # A constraint without a name cannot be changed by a later migration.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class KeyedBase(Base):
    """A table whose rows have numbers."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


def _partial_index(name: str, *columns: str, where: str) -> Index:
    """An index of the few rows of a table of which a condition is true."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class ProjectRecord(Base):
    """The single row about the project; ``revision`` counts the writing transactions.

    ``usual_task`` is the task that was chosen last, ``new_class_kind`` what the objects of a new
    class are kept as, ``value_range`` the JSON of the rule for pictures of more than 8 bits.
    """

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[str]
    name: Mapped[str]
    created_at: Mapped[str]
    revision: Mapped[int]
    usual_task: Mapped[str]
    image_labels: Mapped[str]
    new_class_kind: Mapped[str]
    value_range: Mapped[str]


class IdCounterRecord(Base):
    """The last id that was given to a row of a table whose rows come and go.

    No id is given twice, so that an undone row can come back as itself.
    """

    __tablename__ = "id_counters"

    table: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class ImageRecord(KeyedBase):
    """An image. ``sort_key`` orders names as people count; ``look`` is the difference hash.

    ``low`` and ``high`` are the value range of a picture of more than 8 bits.
    """

    __tablename__ = "images"

    path: Mapped[str] = mapped_column(unique=True)
    sort_key: Mapped[str] = mapped_column(index=True)
    content_hash: Mapped[str] = mapped_column(index=True)
    width: Mapped[int]
    height: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    split: Mapped[str | None] = mapped_column(index=True)
    group: Mapped[str] = mapped_column(index=True)
    look: Mapped[int | None] = mapped_column(BigInteger)
    added_at: Mapped[str]
    low: Mapped[float | None]
    high: Mapped[float | None]


class TagRecord(KeyedBase):
    """A word that images are sorted by."""

    __tablename__ = "tags"

    name: Mapped[str]


class ImageTagRecord(KeyedBase):
    """A tag that an image has."""

    __tablename__ = "image_tags"
    __table_args__ = (Index("ix_image_tags_tag_id", "tag_id", "image_id"),)

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"))


class ClassRecord(KeyedBase):
    """A label class; ``skeleton`` is JSON."""

    __tablename__ = "label_classes"

    name: Mapped[str]
    color: Mapped[str]
    key: Mapped[str | None]
    position: Mapped[int]
    geometry_kind: Mapped[str]
    skeleton: Mapped[str | None] = mapped_column(Text)


class AttributeRecord(KeyedBase):
    """An own attribute of a class; ``choices`` is a JSON list of names, ``required`` is 0 or 1."""

    __tablename__ = "attributes"

    class_id: Mapped[int] = mapped_column(ForeignKey("label_classes.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    choices: Mapped[str] = mapped_column(Text)
    required: Mapped[int]
    position: Mapped[int]


class DatasetVersionRecord(KeyedBase):
    """A frozen list of annotations; ``digest`` is the hash of everything but id and root."""

    __tablename__ = "dataset_versions"

    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[str]
    manifest: Mapped[str] = mapped_column(Text)


class RunRecord(Base):
    """A run; a discarded one stays, because annotations may have come from its model."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    task: Mapped[str]
    dataset_version_id: Mapped[int] = mapped_column(ForeignKey("dataset_versions.id"))
    created_at: Mapped[str]
    discarded: Mapped[bool]


class ModelRecord(KeyedBase):
    """A model made by a run; ``card`` is the model card as JSON."""

    __tablename__ = "models"

    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"), index=True)
    card_path: Mapped[str]
    card: Mapped[str] = mapped_column(Text)


HAS_ATTRIBUTES = "attributes != '{}'"
HAS_NOTE = "note != ''"
"""SQL; to be said in these words, for indexes hold only the annotations of which it is true."""


class AnnotationRecord(KeyedBase):
    """A labelled object; ``geometry``, ``prompt`` and ``attributes`` are JSON.

    Of the objects of an image the one with the greater ``z`` lies on top, of equals the younger.
    """

    __tablename__ = "annotations"
    __table_args__ = (
        Index("ix_annotations_image_id_z", "image_id", "z"),
        _partial_index("ix_annotations_attributes", "image_id", "attributes", where=HAS_ATTRIBUTES),
        _partial_index("ix_annotations_note", "image_id", where=HAS_NOTE),
    )

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("label_classes.id"), index=True)
    geometry: Mapped[str] = mapped_column(Text)
    author: Mapped[str]
    prompt: Mapped[str | None] = mapped_column(Text)
    model_id: Mapped[int | None] = mapped_column(ForeignKey("models.id"))
    score: Mapped[float | None]
    attributes: Mapped[str] = mapped_column(Text, server_default="{}")
    note: Mapped[str] = mapped_column(Text, server_default="")
    z: Mapped[float] = mapped_column(server_default="0")


class SuggestionRecord(KeyedBase):
    """What a model proposes."""

    __tablename__ = "suggestions"
    __table_args__ = (Index("ix_suggestions_image_id_score", "image_id", "score"),)

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"))
    class_id: Mapped[int] = mapped_column(ForeignKey("label_classes.id"), index=True)
    geometry: Mapped[str] = mapped_column(Text)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id"), index=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("runs.id"))
    score: Mapped[float]


class PredictedImageRecord(KeyedBase):
    """An image that a model has looked at, whether it found anything there or not."""

    __tablename__ = "predicted_images"

    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), index=True)
    model_id: Mapped[int] = mapped_column(ForeignKey("models.id"), index=True)


class HistoryRecord(KeyedBase):
    """An undoable step; ``changes`` is a compressed list of row changes (``history``).

    What was written bit by bit is one step of several rows: ``batch`` is the id of the first of
    them, which stands for the step. A dropped step's id does not come back: somebody may still
    hold it.
    """

    __tablename__ = "history"
    __table_args__ = (
        # Of few rows at most times: each edit drops what is undone.
        Index(
            "ix_history_undone",
            "batch",
            sqlite_where=text("undone = 1"),
            postgresql_where=text("undone"),
        ),
        {"sqlite_autoincrement": True},
    )

    label: Mapped[str]
    undone: Mapped[bool]
    created_at: Mapped[str]
    changes: Mapped[bytes] = mapped_column(LargeBinary)
    batch: Mapped[int | None] = mapped_column(index=True)


UNDOABLE: tuple[type[Base], ...] = (
    ImageRecord,
    TagRecord,
    ImageTagRecord,
    ClassRecord,
    AttributeRecord,
    AnnotationRecord,
    SuggestionRecord,
    PredictedImageRecord,
)
"""Tables whose rows the history brings back; parents before the rows that refer to them."""


def table_of(record: type[Base]) -> Table:
    """Return the table behind a record class: rows are read and written without ORM objects."""
    return cast("Table", record.__table__)


@functools.cache
def defaults_of(table: Table) -> Row:
    """Return the columns that a row may leave out, with what they hold then."""
    return {
        column.name: _default(column)
        for column in table.columns
        if column.nullable or column.server_default is not None
    }


def _default(column: Column[Any]) -> Value:
    if not isinstance(column.server_default, DefaultClause):
        return None
    return column.type.python_type(column.server_default.arg)
