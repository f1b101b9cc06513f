"""The image that is being worked on, with what is on it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.canvas.shape import CanvasShape
from desktop.project_session import ProjectSession
from engine.geometry.types import WholeImage
from engine.project.changes import Changes
from engine.project.rows import AnnotationRow, ClassRow, ImageRow, SuggestionRow
from engine.protocol.requests import ImageRef

UNKNOWN_CLASS = ("#999999", "?")
MOST_CHANGED = 1000
"""Annotations that are read one by one after a change; of more all of the image are."""


class CurrentImage(QObject):
    """Keeps the rows of one image fresh and says what the canvas has to show of them.

    The canvas's keys are annotation ids, and suggestion ids with a minus: both count from 1.
    """

    changed = Signal()
    """Another image, or none."""
    content_changed = Signal()
    """Its annotations, its suggestions, its state, or which suggestions are shown."""

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.row: ImageRow | None = None
        self.annotations: dict[int, AnnotationRow] = {}
        self.suggestions: dict[int, SuggestionRow] = {}
        self.classes: dict[int, ClassRow] = {}
        self._model_names: dict[int, str] = {}
        self._shapes: dict[int, tuple[AnnotationRow | SuggestionRow, CanvasShape]] = {}
        """Of rows as they were read; what has not changed is the same object again."""
        self._lowest_score = 0.0
        session.changed.connect(self._follow)
        session.refreshed.connect(self._read)
        self._read_classes()

    @property
    def lowest_score(self) -> float:
        """Suggestions below this are neither shown nor accepted."""
        return self._lowest_score

    def set_lowest_score(self, score: float) -> None:
        """Show the suggestions from this score on."""
        self._lowest_score = score
        self.content_changed.emit()

    def show(self, image_id: int | None) -> None:
        """Take another image in hand."""
        if image_id == (None if self.row is None else self.row.id):
            return
        self.row = None if image_id is None else self._session.store.images.get(image_id)
        self._read_content()
        self.changed.emit()
        self.content_changed.emit()

    def show_again(self) -> None:
        """Have the image in hand read once more: its file may be read by now."""
        self.changed.emit()
        self.content_changed.emit()

    def shown_suggestions(self) -> list[SuggestionRow]:
        """Suggestions from the lowest score on, best first."""
        shown = [s for s in self.suggestions.values() if s.score >= self._lowest_score]
        return sorted(shown, key=lambda suggestion: -suggestion.score)

    def labels(self) -> list[AnnotationRow]:
        """The image-level labels."""
        return [a for a in self.annotations.values() if isinstance(a.geometry, WholeImage)]

    def shapes(self) -> list[CanvasShape]:
        """What the canvas shows."""
        accepted = [self._shape(a.id, a, a.z) for a in self.annotations.values()]
        # Where they will lie when they are accepted.
        top = max((a.z for a in self.annotations.values()), default=0.0)
        return accepted + [self._shape(-s.id, s, top) for s in self.shown_suggestions()]

    def reference(self) -> ImageRef | None:
        """The image as the engine is told of it; None if it may not be read."""
        row = self.row
        if row is None or not self._session.store.image_repair.may_read(row):
            return None
        return self.reference_of(row)

    def reference_of(self, row: ImageRow) -> ImageRef:
        """Any image of the project as the engine is told of it."""
        return ImageRef(str(self._session.store.images.path(row)), row.key, row.value_range)

    def look_of(self, class_id: int) -> tuple[str, str]:
        """Colour and name of a class."""
        row = self.classes.get(class_id)
        return (row.color, row.name) if row is not None else UNKNOWN_CLASS

    def model_name(self, model_id: int | None) -> str:
        """What the run of a model is called; empty for one that the project does not know."""
        if model_id is not None and model_id not in self._model_names:
            store = self._session.store
            names = {run.id: run.name for run in store.runs.rows()}
            self._model_names = {m.id: names.get(m.run_id, "") for m in store.models.rows()}
        return "" if model_id is None else self._model_names.setdefault(model_id, "")

    def _shape(self, key: int, row: AnnotationRow | SuggestionRow, z: float) -> CanvasShape:
        known = self._shapes.get(key)
        if known is None or known[0] is not row or known[1].z != z:
            known = self._shapes[key] = row, self._make_shape(key, row, z)
        return known[1]

    def _make_shape(self, key: int, row: AnnotationRow | SuggestionRow, z: float) -> CanvasShape:
        color, name = self.look_of(row.class_id)
        is_suggestion = isinstance(row, SuggestionRow)
        score = row.score if is_suggestion else None
        known = self.classes.get(row.class_id)
        skeleton = None if known is None else known.skeleton
        return CanvasShape(key, row.geometry, color, name, is_suggestion, score, skeleton, z)

    def _follow(self, changes: Changes) -> None:
        classes = changes.added.classes | changes.updated.classes | changes.removed.classes
        is_touched = self.row is not None and self.row.id in (
            changes.touched_images | changes.updated.images | changes.removed.images
        )
        if classes:
            self._read()
        elif is_touched:
            self._read_anew(lambda: self._read_changed(changes))

    def _read(self) -> None:
        self._read_classes()
        self._read_anew(self._read_content)

    def _read_anew(self, read_content: Callable[[], None]) -> None:
        before, store = self.row, self._session.store
        if before is not None:
            found = store.images.rows([before.id])
            if not found:
                self.show(None)
                return
            (self.row,) = found
        read_content()
        if before is not None and self.row is not None and _shown_of(before) != _shown_of(self.row):
            self.changed.emit()
        self.content_changed.emit()

    def _read_changed(self, changes: Changes) -> None:
        """Read of the image what a step has to do with: it may have thousands of objects."""
        ids = changes.added.annotations | changes.updated.annotations
        if self.row is None or len(ids) > MOST_CHANGED:
            self._read_content()
            return
        store, row = self._session.store, self.row
        fresh = {a.id: a for a in store.annotations.rows(ids) if a.image_id == row.id}
        gone = (ids | changes.removed.annotations) - fresh.keys()
        rows = {i: a for i, a in (self.annotations | fresh).items() if i not in gone}
        # As the store lists them: the lowest first.
        self.annotations = {i: rows[i] for i in sorted(rows, key=lambda i: (rows[i].z, i))}
        if any(it.suggestions for it in (changes.added, changes.updated, changes.removed)):
            self.suggestions = {s.id: s for s in store.suggestions.of_image(row.id)}

    def _read_classes(self) -> None:
        self.classes = {row.id: row for row in self._session.store.classes.rows()}
        self._shapes.clear()

    def _read_content(self) -> None:
        store, row = self._session.store, self.row
        self._shapes.clear()
        self.annotations = (
            {} if row is None else {a.id: a for a in store.annotations.of_image(row.id)}
        )
        self.suggestions = (
            {} if row is None else {s.id: s for s in store.suggestions.of_image(row.id)}
        )


def _shown_of(row: ImageRow) -> tuple[str, str]:
    """What is read to show an image."""
    return row.path, row.key
