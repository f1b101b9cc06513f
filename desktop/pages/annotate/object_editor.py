"""Carries out what can be made of the selected objects."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.canvas import handles
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.object_operations import OPERATIONS, ObjectOperation
from desktop.pages.annotate.simplify_dialog import SimplifyDialog
from desktop.project_session import ProjectSession
from engine.geometry.skeleton import ABSENT, OCCLUDED, VISIBLE
from engine.geometry.splitting import split
from engine.geometry.types import Geometry, Point, WholeImage
from engine.project.annotation_order import OrderMove
from engine.project.rows import AnnotationRow, NewAnnotation, as_new

ORDER_MOVES: dict[Act, OrderMove] = {
    Act.TO_FRONT: "to_front",
    Act.FORWARD: "forward",
    Act.BACKWARD: "backward",
    Act.TO_BACK: "to_back",
}
VISIBILITIES = {
    Act.POINTS_VISIBLE: VISIBLE,
    Act.POINTS_OCCLUDED: OCCLUDED,
    Act.POINTS_ABSENT: ABSENT,
}


class ObjectEditor(QObject):
    """Converts, combines, splits, mends, simplifies and aligns objects, each in one step."""

    said = Signal(str)

    def __init__(
        self, session: ProjectSession, canvas: CanvasView, image: CurrentImage, page: QWidget
    ) -> None:
        super().__init__(page)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._page = page
        canvas.line_drawn.connect(self.split)

    def bind(self, actions: Actions) -> None:
        """Give the actions of objects their meaning."""
        for operation in OPERATIONS:
            actions.on(operation.act, partial(self.carry_out, operation), self)
        for act, visibility in VISIBILITIES.items():
            actions.on(act, partial(self.set_visibility, visibility), self)
        for act, move in ORDER_MOVES.items():
            actions.on(act, partial(self.reorder, move), self)
        actions.on(Act.SIMPLIFY, self.simplify, self)

    def carry_out(self, operation: ObjectOperation) -> None:
        """Do one row of the table with the selected objects, the first selected first."""
        image, rows = self._image.row, self._selected()
        if image is None or not rows:
            return
        geometries = [row.geometry for row in rows]
        outcome = operation.apply(geometries, image.width, image.height)
        if not outcome.geometries:
            self.said.emit(self.tr("That would change nothing, or leave nothing."))
            return
        changed = {rows[place].id: made for place, made in outcome.geometries.items()}
        deleted = [rows[place].id for place in outcome.deleted]
        self._session.do(lambda s: s.annotations.replace(changed, deleted, operation.label))

    def split(self, line: Sequence[Point]) -> None:
        """Cut the selected objects along a line, or without any all that it crosses."""
        image = self._image.row
        if image is None:
            return
        changed: dict[int, Geometry] = {}
        added: list[NewAnnotation] = []
        for row in self._selected() or self._objects():
            first, *others = split(row.geometry, line, image.width, image.height)
            if others:
                changed[row.id] = first
                added.extend(as_new(row, image.id, other) for other in others)
        if not changed:
            self.said.emit(self.tr("The line cuts no object in two."))
            return
        changes = self._session.do(lambda s: s.annotations.replace(changed, (), "split", added))
        if changes is not None:
            self._canvas.select([*changed, *sorted(changes.added.annotations)])

    def set_visibility(self, visibility: int) -> None:
        """Say that the chosen key points, or without any all, are visible, occluded or absent."""
        chosen = self._canvas.stage.vertices
        changed: dict[int, Geometry] = {}
        for row in self._selected():
            points = chosen or range(len(handles.handles_of(row.geometry)))
            made = handles.with_visibility(row.geometry, points, visibility)
            if made != row.geometry:
                changed[row.id] = made
        if changed:
            self._session.do(lambda s: s.annotations.replace(changed, (), "set_visibility"))

    def reorder(self, move: OrderMove) -> None:
        """Move the selected objects within the order in which objects lie upon each other."""
        ids = [row.id for row in self._selected()]
        changes = self._session.do(lambda s: s.annotations.reorder(ids, move)) if ids else None
        if changes is not None and changes.history_id is None:
            self.said.emit(self.tr("They lie there already, or meet no other object."))

    def simplify(self) -> SimplifyDialog | None:
        """Ask how many points the selected outlines keep."""
        rows = {row.id: row.geometry for row in self._selected()}
        if not rows:
            return None
        dialog = SimplifyDialog(self._canvas.stage, rows, self._page.window())
        dialog.chosen.connect(self._keep)
        dialog.open()
        return dialog

    def _keep(self, geometries: dict[int, Geometry]) -> None:
        self._session.do(lambda s: s.annotations.replace(geometries, (), "simplify"))

    def _selected(self) -> list[AnnotationRow]:
        found = map(self._image.annotations.get, self._canvas.selected())
        return [r for r in found if r is not None and not isinstance(r.geometry, WholeImage)]

    def _objects(self) -> list[AnnotationRow]:
        stage = self._canvas.stage
        return [
            row
            for row in self._image.annotations.values()
            if not isinstance(row.geometry, WholeImage) and not stage.is_hidden(row.id)
        ]
