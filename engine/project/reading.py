"""What can be read from a project. Ids first, rows on demand: lists stay fast at 100,000 images."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from engine.project import migrating
from engine.project.file import ProjectFile
from engine.project.image_query import image_query
from engine.project.records import (
    to_annotation,
    to_class,
    to_image,
    to_model,
    to_run,
    to_suggestion,
)
from engine.project.row_access import chunked
from engine.project.rows import (
    FINISHED,
    AnnotationRow,
    ClassRow,
    HistoryRow,
    ImageFilter,
    ImageRow,
    ModelRow,
    ProjectInfo,
    RunRow,
    SuggestionRow,
)
from engine.project.schema import (
    AnnotationRecord,
    Base,
    ClassRecord,
    HistoryRecord,
    ImageRecord,
    ModelRecord,
    RunRecord,
    SuggestionRecord,
    table_of,
)
from engine.protocol.errors import SaegimError
from engine.protocol.specs import Split

IMAGES = table_of(ImageRecord)
CLASSES = table_of(ClassRecord)
ANNOTATIONS = table_of(AnnotationRecord)
SUGGESTIONS = table_of(SuggestionRecord)
RUNS = table_of(RunRecord)
MODELS = table_of(ModelRecord)
HISTORY = table_of(HistoryRecord)

EVERYTHING = ImageFilter()


class Reading(ProjectFile):
    """The reading half of the store."""

    def image_ids(self, filter: ImageFilter = EVERYTHING) -> list[int]:  # noqa: A002
        """Return the ids of the images that a list shows, in its order."""
        with self._reading() as connection:
            return list(connection.execute(image_query(filter, self.task)).scalars())

    def images(self, ids: Iterable[int]) -> list[ImageRow]:
        """Return images in the order of the ids; ids without an image are left out."""
        listed = list(ids)
        found: dict[int, ImageRow] = {}
        with self._reading() as connection:
            for chunk in chunked(listed):
                rows = connection.execute(select(IMAGES).where(IMAGES.c.id.in_(chunk)))
                found.update((row["id"], to_image(row)) for row in rows.mappings())
        return [found[image_id] for image_id in listed if image_id in found]

    def image(self, image_id: int) -> ImageRow:
        """Return one image.

        Raises:
            SaegimError: ``gone`` if the project has none with this id.
        """
        rows = self.images([image_id])
        if not rows:
            raise SaegimError("gone")
        return rows[0]

    def image_path(self, row: ImageRow) -> Path:
        """Return where an image's file is, as an absolute path."""
        # Not resolve(): ".." is meant in the path as it was written, not behind its links.
        return Path(os.path.normpath(self.root / row.path))

    def classes(self) -> list[ClassRow]:
        """Return the label classes in their order."""
        with self._reading() as connection:
            rows = connection.execute(select(CLASSES).order_by(CLASSES.c.position, CLASSES.c.id))
            return [to_class(row) for row in rows.mappings()]

    def class_counts(self) -> dict[int, int]:
        """Return the number of annotations of every class."""
        query = _grouped(ANNOTATIONS.c.class_id)
        with self._reading() as connection:
            counts = _tally(connection, query)
            ids = connection.execute(select(CLASSES.c.id)).scalars()
            return {class_id: counts.get(class_id, 0) for class_id in ids}

    def finished_counts(self) -> dict[int, dict[Split | None, int]]:
        """Return the number of annotations of every class on finished images, by their split."""
        query = (
            select(ANNOTATIONS.c.class_id, IMAGES.c.split, func.count())
            .join(IMAGES, IMAGES.c.id == ANNOTATIONS.c.image_id)
            .where(IMAGES.c.state.in_(FINISHED))
            .group_by(ANNOTATIONS.c.class_id, IMAGES.c.split)
        )
        counts: dict[int, dict[Split | None, int]] = {}
        with self._reading() as connection:
            for class_id, split, count in connection.execute(query):
                counts.setdefault(class_id, {})[split] = count
        return counts

    def annotations(self, image_id: int) -> list[AnnotationRow]:
        """Return an image's annotations, oldest first."""
        query = select(ANNOTATIONS).where(ANNOTATIONS.c.image_id == image_id)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(ANNOTATIONS.c.id))
            return [to_annotation(row) for row in rows.mappings()]

    def suggestions(self, image_id: int) -> list[SuggestionRow]:
        """Return an image's suggestions, the surest first."""
        query = select(SUGGESTIONS).where(SUGGESTIONS.c.image_id == image_id)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(SUGGESTIONS.c.score.desc(), SUGGESTIONS.c.id))
            return [to_suggestion(row) for row in rows.mappings()]

    def annotation_counts(self, ids: Iterable[int]) -> dict[int, int]:
        """Return the number of annotations of each of these images."""
        return self._counts(AnnotationRecord, ids)

    def suggestion_counts(self, ids: Iterable[int]) -> dict[int, int]:
        """Return the number of suggestions of each of these images."""
        return self._counts(SuggestionRecord, ids)

    def runs(self) -> list[RunRow]:
        """Return the runs that were not discarded, oldest first."""
        query = select(RUNS).where(~RUNS.c.discarded).order_by(RUNS.c.created_at, RUNS.c.id)
        with self._reading() as connection:
            return [to_run(row) for row in connection.execute(query).mappings()]

    def models(self) -> list[ModelRow]:
        """Return the models of runs that were not discarded, oldest first."""
        query = select(MODELS).join(RUNS, RUNS.c.id == MODELS.c.run_id).where(~RUNS.c.discarded)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(MODELS.c.id))
            return [to_model(row) for row in rows.mappings()]

    def history(self) -> list[HistoryRow]:
        """Return the steps that can be undone or redone, oldest first."""
        query = select(HISTORY.c.id, HISTORY.c.label, HISTORY.c.undone).order_by(HISTORY.c.id)
        with self._reading() as connection:
            return [HistoryRow(*row) for row in connection.execute(query)]

    def info(self) -> ProjectInfo:
        """Return the project's figures."""
        with self._reading() as connection:
            revision = migrating.current_revision(connection)
            by_state = _tally(connection, _grouped(IMAGES.c.state))
            by_split = _tally(connection, _grouped(IMAGES.c.split))
            totals = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (ANNOTATIONS, SUGGESTIONS)
            ]
        counts = self.class_counts()
        return ProjectInfo(
            path=str(self.path),
            name=self.name,
            task=self.task,
            schema_revision=str(revision),
            images=sum(by_state.values()),
            images_by_state=by_state,
            images_by_split={split or "none": count for split, count in by_split.items()},
            annotations=totals[0],
            suggestions=totals[1],
            classes={row.name: counts[row.id] for row in self.classes()},
            runs=len(self.runs()),
            models=len(self.models()),
        )

    def _counts(self, record: type[Base], ids: Iterable[int]) -> dict[int, int]:
        column = table_of(record).c.image_id
        listed = list(ids)
        counts = dict.fromkeys(listed, 0)
        with self._reading() as connection:
            for chunk in chunked(listed):
                query = _grouped(column).where(column.in_(chunk))
                counts.update(_tally(connection, query))
        return counts


def _grouped(column: ColumnElement[Any]) -> Select[Any, int]:
    return select(column, func.count()).group_by(column)


def _tally(connection: Connection, query: Select[Any, int]) -> dict[Any, int]:
    return {row[0]: row[1] for row in connection.execute(query)}
