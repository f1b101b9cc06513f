"""The store: the only code that writes a project."""

from pathlib import Path

from sqlalchemy import func, select

from engine.geometry.types import GeometryKind
from engine.project import migrating
from engine.project.annotations import Annotations
from engine.project.attributes import Attributes
from engine.project.classes import Classes
from engine.project.database import Database
from engine.project.datasets import Datasets
from engine.project.file import ProjectFile
from engine.project.image_labels import ImageLabels
from engine.project.image_repair import ImageRepair
from engine.project.images import Images
from engine.project.row_access import grouped, tally
from engine.project.rows import ProjectInfo
from engine.project.run_rows import Models, Runs
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    ProjectRecord,
    SuggestionRecord,
    table_of,
)
from engine.project.splits import Splits
from engine.project.suggestions import Suggestions
from engine.project.tags import Tags
from engine.project.undo import History
from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS, tasks_for

_IMAGES = table_of(ImageRecord)
_PROJECT = table_of(ProjectRecord)


class Store(ProjectFile):
    """An open project; every writing method is one transaction and returns what it changed.

    ``Store.create`` and ``Store.open`` give one. It may be used from several threads, and several
    processes may have one on the same file: ``data_version`` moves when another one wrote.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.images = Images(self)
        self.image_repair = ImageRepair(self, self.images, self.images.outside)
        self.splits = Splits(self)
        self.tags = Tags(self)
        self.classes = Classes(self)
        self.attributes = Attributes(self)
        self.annotations = Annotations(self)
        self.image_labels = ImageLabels(self)
        self.suggestions = Suggestions(self)
        self.datasets = Datasets(self, self.images.outside)
        self.runs = Runs(self)
        self.models = Models(self)
        self.history = History(self)

    def class_kinds(self) -> frozenset[GeometryKind]:
        """Return what the project's classes are kept as; without any, what the first will be."""
        kinds: set[GeometryKind] = {row.geometry_kind for row in self.classes.rows()}
        return frozenset(kinds or {self.new_class_kind})

    def tasks(self) -> tuple[TaskSpec, ...]:
        """Return the tasks that can learn from the project's classes, the usual one first."""
        with self.reading() as connection:
            usual = connection.execute(select(_PROJECT.c.usual_task)).scalar_one()
        many_labels = self.image_labels.mode() == "any"
        found = tasks_for(self.class_kinds(), many_labels=many_labels)
        return tuple(sorted(found, key=lambda task: task.name != usual))

    def usual_task(self) -> TaskSpec:
        """Return the task that is proposed for the project."""
        return (*self.tasks(), TASKS[0])[0]

    def info(self) -> ProjectInfo:
        """Return the project's figures."""
        with self.reading() as connection:
            revision = migrating.current_revision(connection)
            by_state = tally(connection, grouped(_IMAGES.c.state))
            by_split = tally(connection, grouped(_IMAGES.c.split))
            totals = [
                connection.execute(select(func.count()).select_from(table_of(record))).scalar_one()
                for record in (AnnotationRecord, SuggestionRecord)
            ]
        counts = self.classes.counts()
        return ProjectInfo(
            path=str(self.path),
            name=self.name,
            image_labels=self.image_labels.mode(),
            schema_revision=str(revision),
            images=sum(by_state.values()),
            images_by_state=by_state,
            images_by_split={split or "none": count for split, count in by_split.items()},
            annotations=totals[0],
            suggestions=totals[1],
            # A class may have come between the two questions.
            classes={row.name: counts.get(row.id, 0) for row in self.classes.rows()},
            runs=len(self.runs.rows()),
            models=len(self.models.rows()),
        )


def create_for(task: TaskSpec, path: Path, name: str | None = None) -> Store:
    """Make a project whose new classes suit a task.

    Raises:
        SaegimError: As ``ProjectFile.create``.
    """
    return Store.create(
        path,
        name=name,
        usual_task=task.name,
        new_class_kind=task.class_kind,
        image_labels="any" if task.many_labels else "one",
    )
