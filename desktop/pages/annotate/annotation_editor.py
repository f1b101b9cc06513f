"""From what a person draws on the canvas to annotations."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.review import Review
from desktop.project_session import ProjectSession
from engine.geometry.ops import bounds, clip, together, translate
from engine.geometry.types import Geometry, WholeImage
from engine.project.changes import Changes
from engine.project.rows import (
    AnnotationRow,
    ClassRow,
    NewAnnotation,
    SuggestionRow,
    as_new,
)

NO_CLASS = "#0072b2"
"""Colour of what is drawn while there is no class of objects."""
STEP_ASIDE = 16.0
"""Pixels by which a duplicate lies beside its original."""


class AnnotationEditor(QObject):
    """Adds, edits, deletes and copies the objects of the image in hand."""

    said = Signal(str)

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        classes: ClassPanel,
        review: Review,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._classes = classes
        self._review = review
        self._copied: tuple[NewAnnotation, ...] = ()
        canvas.geometry_drawn.connect(self.add)
        canvas.geometries_edited.connect(self.edit)
        canvas.delete_requested.connect(lambda _keys: self.delete_selected())

    def bind(self, actions: Actions) -> None:
        """Give the keys of objects their meaning."""
        actions.on(Act.COPY, self.copy, self)
        actions.on(Act.PASTE, self.paste, self)
        actions.on(Act.PASTE_AT_POINTER, self.paste_at_pointer, self)
        actions.on(Act.DUPLICATE, self.duplicate, self)
        actions.on(Act.REPEAT_PREVIOUS, lambda: self.repeat(self._review.neighbour(-1)), self)
        actions.on(Act.NEXT_OBJECT, self._canvas.cycle_selection, self)
        actions.on(Act.SELECT_ALL, self.select_all, self)
        actions.on(Act.FINISH, self.finish, self)

    def add(self, geometry: Geometry) -> None:
        """Make what was drawn an object of the chosen class, and select it."""
        chosen, row = self._classes.ensure_current(), self._image.row
        if chosen is not None and row is not None:
            self.add_many([NewAnnotation(row.id, chosen.id, geometry)], drawn=True)

    def add_many(self, objects: Sequence[NewAnnotation], drawn: bool = False) -> None:
        """Add objects, also those of another image, to the image in hand; select them.

        They are cut at its border and added in one step.
        """
        row = self._image.row
        if row is None or self._canvas.image.size.isEmpty():
            return
        clipped = ((one, clip(one.geometry, row.width, row.height)) for one in objects)
        new = [
            replace(one, image_id=row.id, geometry=geometry)
            for one, geometry in clipped
            if geometry is not None
        ]
        if new:
            changes = self._session.do(lambda store: store.annotations.add(new))
            self._select_also((), changes, drawn)

    def edit(self, geometries: Mapping[int, Geometry]) -> None:
        """Keep what was moved or reshaped at once; what was only suggested is accepted by that.

        Args:
            geometries: By the canvas's keys.
        """
        kept = {key: geometry for key, geometry in geometries.items() if key > 0}
        accepted = {-key: geometry for key, geometry in geometries.items() if key < 0}
        changes = self._session.do(lambda store: store.annotations.set_geometries(kept, accepted))
        if changes is None:
            # The canvas shows it already; it must not go on showing what is not kept.
            self._canvas.set_shapes(self._image.shapes())
        else:
            # What strokes are added to stays what was just drawn.
            drawn = self._canvas.current.extends and self._canvas.stage.just_drawn
            self._select_also(kept, changes, drawn)

    def delete_selected(self) -> None:
        """Delete the selected objects; a vertex that was clicked goes in their place."""
        stage = self._canvas.stage
        if not stage.has_chosen_vertices():
            self.delete(stage.selection)
        elif not stage.remove_vertices():
            self.said.emit(
                self.tr("An outline keeps at least three points, a line two, key points one.")
            )

    def delete(self, keys: Sequence[int]) -> None:
        """Delete annotations and reject suggestions."""
        accepted, suggested = _by_kind(keys)
        if accepted:
            self._session.do(lambda store: store.annotations.delete(accepted, suggested))
        elif suggested:
            self._session.do(lambda store: store.suggestions.reject(suggested))

    def finish(self) -> None:
        """Finish what is being drawn; without that, accept the selected suggestions."""
        canvas = self._canvas
        if canvas.has_draft():
            canvas.finish_draft()
        elif canvas.current.extends:
            canvas.select(())
        else:
            self.accept_selected()

    def accept_selected(self) -> None:
        """Accept the selected suggestions."""
        accepted, suggested = _by_kind(self._canvas.selected())
        if suggested:
            changes = self._session.do(lambda store: store.suggestions.accept(suggested))
            self._select_also(accepted, changes)

    def take_class(self) -> None:
        """Draw in the colour of the class that is drawn, and show what it keeps of a mask."""
        row = self._classes.for_objects()
        if row is not None:
            self._canvas.set_draft_class(row.color, row.geometry_kind, row.skeleton)
        else:
            self._canvas.set_draft_class(NO_CLASS, self._classes.object_kind())

    def give_class(self, row: ClassRow) -> None:
        """Give the selected objects a class; what was only suggested is accepted by that.

        A class that labels whole images is for none of them.
        """
        if row.is_image_level:
            return
        accepted = [annotation.id for annotation in self._selected()]
        suggested = [i for i in _by_kind(self._canvas.selected())[1] if self._is_proposed(i)]
        others = [key for key in accepted if self._image.annotations[key].class_id != row.id]
        if others or suggested:
            changes = self._session.do(
                lambda store: store.annotations.set_class(others, row.id, suggested)
            )
            self._select_also(accepted, changes)

    def has_copied(self) -> bool:
        """Whether there is anything to paste."""
        return bool(self._copied)

    def has_selected_objects(self) -> bool:
        """Whether objects are selected that are no suggestions."""
        return bool(self._selected())

    def selected_geometries(self) -> list[Geometry]:
        """The geometries of the selected objects that are no suggestions."""
        return [row.geometry for row in self._selected()]

    def select_all(self) -> None:
        """Select every object in sight; a list that has the keys selects its own rows."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractItemView):
            focus.selectAll()
        elif not self._canvas.has_draft():
            self._canvas.stage.select_all()

    def copy(self) -> None:
        """Remember the selected objects."""
        self._copied = _copies(self._selected())
        self.said.emit(self.tr("Objects copied: {count}").format(count=len(self._copied)))

    def paste(self) -> None:
        """Add the remembered objects to the image in hand."""
        self.add_many(self._copied)

    def paste_at_pointer(self) -> None:
        """Add the remembered objects with their middle where the pointer is."""
        extent = together(bounds(one.geometry) for one in self._copied)
        if extent is None:
            return
        x, y = self._canvas.stage.pointer
        dx, dy = x - (extent.left + extent.right) / 2, y - (extent.top + extent.bottom) / 2
        self.add_many(_moved(self._copied, dx, dy))

    def duplicate(self) -> None:
        """Add the selected objects again, a little aside."""
        self.add_many(_moved(_copies(self._selected()), STEP_ASIDE, STEP_ASIDE))

    def repeat(self, image_id: int | None) -> None:
        """Add the objects of another image to the image in hand."""
        if image_id is None:
            return
        earlier = self._session.store.annotations.of_image(image_id)
        objects = _copies(earlier)
        self.add_many(objects)
        if not objects:
            self.said.emit(self.tr("The previous image has no objects to repeat."))

    def _select_also(
        self, keys: Collection[int], changes: Changes | None, drawn: bool = False
    ) -> None:
        """Select annotations together with what a step has made of suggestions."""
        if changes is not None:
            self._canvas.select([*keys, *sorted(changes.added.annotations)], drawn)

    def _selected(self) -> list[AnnotationRow]:
        """The selected objects that are no suggestions."""
        rows = map(self._image.annotations.get, self._canvas.selected())
        return [row for row in rows if row is not None and _is_object(row)]

    def _is_proposed(self, suggestion_id: int) -> bool:
        """Whether a suggestion is of an object."""
        row = self._image.suggestions.get(suggestion_id)
        return row is not None and _is_object(row)


def _copies(rows: Sequence[AnnotationRow]) -> tuple[NewAnnotation, ...]:
    """What makes the objects among the rows once more."""
    return tuple(as_new(row, row.image_id, row.geometry) for row in rows if _is_object(row))


def _moved(objects: Sequence[NewAnnotation], dx: float, dy: float) -> list[NewAnnotation]:
    return [replace(one, geometry=translate(one.geometry, dx, dy)) for one in objects]


def _is_object(row: AnnotationRow | SuggestionRow) -> bool:
    """Whether it lies somewhere in the image, and does not label the whole of it."""
    return not isinstance(row.geometry, WholeImage)


def _by_kind(keys: Sequence[int]) -> tuple[list[int], list[int]]:
    """The ids of annotations and of suggestions behind keys of the canvas."""
    return [key for key in keys if key > 0], [-key for key in keys if key < 0]
