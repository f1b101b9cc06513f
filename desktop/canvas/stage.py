"""What is on the canvas, apart from how it looks: the state that the tools work on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

from desktop.canvas import handles
from desktop.canvas.brush import Brush
from desktop.canvas.hit_test import SpatialIndex
from desktop.canvas.shape import CanvasShape
from engine.geometry.skeleton import Skeleton, mean_pose
from engine.geometry.types import Bounds, Geometry, GeometryKind, Keypoints, Point

ARM = 24.0
"""Screen pixels that the handle for turning stands off a rotated box."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An unfinished change of the selection: moved by ``offset``, or one shape reshaped."""

    offset: Point = (0.0, 0.0)
    reshaped: Geometry | None = None


class Stage(QObject):
    """The image's size, its shapes, which of them are selected, and what is being done to them.

    ``scale`` is the zoom in screen pixels per image pixel, ``pointer`` the last known position in
    image pixels, ``draft_color`` the colour of what is being drawn, ``draft_kind`` what its class
    keeps of a mask.
    """

    geometry_drawn = Signal(object)
    geometries_edited = Signal(object)
    delete_requested = Signal(object)
    line_drawn = Signal(object)
    selection_changed = Signal(object)
    prompt_changed = Signal(object, bool)
    prompt_accepted = Signal(object)
    skeleton_missing = Signal()
    """Key points are to be drawn, and the class does not say which."""
    draft_changed = Signal()
    """What the tool in hand paints is out of date."""
    edit_changed = Signal()
    brush_changed = Signal()
    shapes_changed = Signal(object)
    """Bounds in which the committed shapes are out of date; None for everywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.width = 0.0
        self.height = 0.0
        self.scale = 1.0
        self.pointer: Point = (0.0, 0.0)
        self.draft_color = "#0072b2"
        self.draft_kind: GeometryKind = "mask"
        self.draft_skeleton: Skeleton | None = None
        """Of the class of what is drawn."""
        self.brush = Brush()
        self.index = SpatialIndex()
        self.selection: tuple[int, ...] = ()
        self.just_drawn = False
        """The selection is what was drawn last; nobody has chosen it."""
        self.vertices: frozenset[int] = frozenset()
        """The vertices that were chosen, of the one selected shape."""
        self.edit = Edit()
        self._hidden: frozenset[int] | Literal["all"] = frozenset()
        self._not_hidden: frozenset[int] = frozenset()

    def set_brush(self, brush: Brush) -> None:
        """Paints with another brush from now on."""
        self.brush = brush
        self.brush_changed.emit()
        self.draft_changed.emit()

    def reach(self, pixels: float) -> float:
        """So many screen pixels, in image pixels."""
        return pixels / self.scale

    def handles_of(self, geometry: Geometry) -> tuple[Point, ...]:
        """Where the handles of a shape are at this zoom."""
        return handles.handles_of(geometry, self.reach(ARM))

    def draft_pose(self) -> tuple[Point, ...]:
        """Where the key points of the class usually are: in the objects here, or as it says."""
        skeleton = self.draft_skeleton
        if skeleton is None:
            return ()
        shapes = (self.index.shape(key) for key in self.index)
        mine = [shape.geometry for shape in shapes if shape.color == self.draft_color]
        return mean_pose(skeleton, [it for it in mine if isinstance(it, Keypoints)])

    def is_hidden(self, key: int) -> bool:
        """Whether a shape is neither painted nor hit."""
        is_hidden = self._hidden == "all" or key in self._hidden
        return is_hidden and key not in self._not_hidden

    def shown(self, keys: Iterable[int]) -> list[int]:
        """Those that are not hidden, in the same order."""
        return [key for key in keys if not self.is_hidden(key)] if self._hidden else list(keys)

    def shapes_at(self, point: Point) -> tuple[int, ...]:
        """Keys of what can be clicked at a point, the smallest first."""
        return tuple(self.shown(self.index.at(*point, self.reach(3))))

    def set_image(self, width: float, height: float) -> None:
        """Another image: no shapes, nothing selected."""
        self.width, self.height = width, height
        self.set_shapes(())

    def set_shapes(self, shapes: Iterable[CanvasShape]) -> None:
        """Replaces all shapes; keeps those selected that are still there."""
        self.index = SpatialIndex(shapes)
        self.choose_vertices(())
        self.shapes_changed.emit(None)
        self._drop_lost_selection()

    def update_shapes(self, changed: Iterable[CanvasShape], removed: Collection[int]) -> None:
        """Adds or replaces some shapes, and removes others."""
        before, changed = self.index, tuple(changed)
        self.index = before.updated(changed, removed)
        keys = [shape.key for shape in changed]
        if self.vertices and not self._has_vertices_of(before):
            self.vertices = frozenset()
        self._out_of_date(before.extent((*keys, *removed)), self.index.extent(keys))
        self._drop_lost_selection()
        self.edit_changed.emit()

    def set_hidden(self, keys: Iterable[int] | Literal["all"], but: Collection[int] = ()) -> None:
        """Hides these shapes, or all of them, ``but`` these."""
        self._hidden = "all" if keys == "all" else frozenset(keys)
        self._not_hidden = frozenset(but)
        self.shapes_changed.emit(None)
        self.edit_changed.emit()

    def select(self, keys: Iterable[int], drawn: bool = False) -> None:
        """Selects exactly these; unknown ones are left out. ``drawn`` when nobody chose them."""
        self.just_drawn = drawn
        self.choose_vertices(())
        chosen = tuple(key for key in dict.fromkeys(keys) if key in self.index)
        if chosen == self.selection:
            return
        before, self.selection = self.selection, chosen
        # What is selected is painted by an item of its own, no longer as a committed shape.
        self._out_of_date(self.index.extent(before), self.index.extent(chosen))
        self.edit_changed.emit()
        self.selection_changed.emit(chosen)

    def choose_vertices(self, indices: Iterable[int]) -> None:
        """Chooses exactly these vertices of the one selected shape."""
        chosen = frozenset(indices)
        self.just_drawn = self.just_drawn and not chosen
        if chosen != self.vertices:
            self.vertices = chosen
            self.edit_changed.emit()

    def vertices_in(self, bounds: Bounds) -> list[int]:
        """The vertices of the one selected shape that lie there."""
        if len(self.selection) != 1:
            return []
        geometry = self.index.shape(self.selection[0]).geometry
        return [
            index
            for index, (x, y) in enumerate(self.handles_of(geometry))
            if handles.has_points(geometry)
            and handles.is_there(geometry, index)
            and bounds.left <= x <= bounds.right
            and bounds.top <= y <= bounds.bottom
        ]

    def has_chosen_vertices(self) -> bool:
        """Whether vertices are chosen, of which there may be fewer."""
        return bool(self.vertices) and handles.has_points(
            self.index.shape(self.selection[0]).geometry
        )

    def remove_vertices(self) -> bool:
        """Removes the chosen vertices and chooses the next; False when too few would be left."""
        chosen, keys = self.vertices, self.selection
        before = self.index.shape(keys[0]).geometry
        fewer = handles.without_vertices(before, chosen)
        if fewer == before:
            return False
        self.commit({keys[0]: fewer})
        if self.selection == keys:
            self.choose_vertices({min(chosen) % len(handles.handles_of(fewer))})
        return True

    def select_all(self) -> None:
        """Selects every shape that is not hidden."""
        self.select(self.shown(self.index))

    def select_for_menu(self, point: Point) -> None:
        """Selects the smallest shape at a point, unless one that is selected is there, too."""
        there = self.shapes_at(point)
        self.select(self.selection if set(there) & set(self.selection) else there[:1])

    def toggle(self, key: int) -> None:
        """Selects one more shape, or takes it out of the selection."""
        others = tuple(chosen for chosen in self.selection if chosen != key)
        self.select(others if key in self.selection else (*others, key))

    def cycle(self) -> None:
        """Selects the next shape under the pointer, from small to large; without any, the next."""
        there = self.shapes_at(self.pointer)
        keys = there or tuple(self.shown(self.index))
        if not keys:
            return
        last = self.selection[-1] if self.selection else None
        after = keys.index(last) + 1 if last in keys else 0
        self.select((keys[after % len(keys)],))

    def set_edit(self, edit: Edit) -> None:
        """Shows an unfinished change."""
        self.edit = edit
        self.edit_changed.emit()

    def commit(self, geometries: Mapping[int, Geometry]) -> None:
        """A change of some shapes is finished; the geometries are by the shapes' keys.

        What was deleted while it was in the hand stays deleted.
        """
        there = {key: geometry for key, geometry in geometries.items() if key in self.index}
        if not there:
            return
        # Shown at once, so that no shape jumps back until the page has stored it.
        changed = [self.index.shape(k).with_geometry(g) for k, g in there.items()]
        self.update_shapes(changed, ())
        self.geometries_edited.emit(there)

    def _has_vertices_of(self, before: SpatialIndex) -> bool:
        """Whether the selected shape has as many handles as it had."""
        key = self.selection[0]
        counts = {
            len(handles.handles_of(index.shape(key).geometry)) if key in index else 0
            for index in (before, self.index)
        }
        return len(counts) == 1

    def _drop_lost_selection(self) -> None:
        left = tuple(key for key in self.selection if key in self.index)
        if left != self.selection:
            self.select(left, self.just_drawn)

    def _out_of_date(self, *parts: Bounds | None) -> None:
        solid = [part for part in parts if part is not None]
        if solid:
            self.shapes_changed.emit(
                Bounds(
                    min(part.left for part in solid),
                    min(part.top for part in solid),
                    max(part.right for part in solid),
                    max(part.bottom for part in solid),
                )
            )
