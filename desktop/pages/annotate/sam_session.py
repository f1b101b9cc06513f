"""Between the canvas's prompts and the assist process's masks."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.actions import Act, Actions
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.view import CanvasView
from desktop.errors import words
from desktop.jobs.assist_client import AssistClient
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.project_session import Operation, ProjectSession
from engine.geometry.masks import to_geometry_kind
from engine.geometry.ops import bounds, iou
from engine.geometry.types import Box, Geometry, Mask
from engine.project.rows import AnnotationRow, ClassRow, NewAnnotation
from engine.protocol.requests import Failed, ImageReadiness, Prompt, Readiness, Segmented

AHEAD = 5
"""Images encoded ahead of need."""
SETTLE = 200
"""Milliseconds an image must stay in hand before it is prepared: leafing through costs nothing."""
SAME_OBJECT = 0.5
"""Overlap (IoU) from which a new mask is pointed out as one that is there already."""


class SamSession(QObject):
    """Asks for masks, keeps accepted ones the way their class wants it, prepares images ahead."""

    said = Signal(str)
    readiness_changed = Signal(object, float)
    """``Readiness`` of the image in hand, and the seconds left while it is encoded."""
    model_missing = Signal()

    def __init__(
        self,
        session: ProjectSession,
        assist: AssistClient,
        canvas: CanvasView,
        image: CurrentImage,
        images: ImageListModel,
        classes: ClassPanel,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._assist = assist
        self._canvas = canvas
        self._image = image
        self._images = images
        self._classes = classes
        self._actions = actions
        self.is_wanted = True
        """False where nothing is drawn: images are not encoded ahead then."""
        self._asked = 0
        self._continued: int | None = None
        self._settling = QTimer(self, interval=SETTLE, singleShot=True)
        self._settling.timeout.connect(self.prepare)
        self._readiness: dict[str, Readiness] = {}
        canvas.prompt_changed.connect(self._ask)
        canvas.prompt_accepted.connect(self._keep)
        canvas.draft_cancelled.connect(self._forget)
        image.changed.connect(self._settle)
        assist.segmented.connect(self._show)
        assist.failed.connect(self._fail)
        assist.readiness_changed.connect(self._note_readiness)

    def take_up(self, spec: ToolSpec) -> None:
        """Take a tool of SAM's in hand; one selected annotation is continued where it was left.

        What was just drawn is selected, too, but nobody has asked to continue it: that takes a tool
        that only selects.
        """
        only_selected = not self._canvas.tool().makes
        keys = self._canvas.selected() if only_selected else ()
        row = self._image.annotations.get(keys[0]) if len(keys) == 1 else None
        prompt = None if row is None else _prompt_of(row)
        self._canvas.set_tool(spec)
        if row is not None and prompt is not None:
            self._canvas.continue_prompt(prompt)
            self._continued = row.id
            self._show_class()

    def is_continuing(self) -> bool:
        """Whether the draft is of an annotation that is there already."""
        return self._continued is not None

    def prepare(self) -> None:
        """Encode the image in hand and the next ones."""
        row = self._image.row
        if row is None or not self.is_wanted:
            return
        store = self._session.store
        ahead = store.images.rows(self._images.following(row.id, AHEAD))
        wanted = (other for other in (row, *ahead) if store.image_repair.may_read(other))
        self._assist.prepare([self._image.reference_of(other) for other in wanted])

    def _settle(self) -> None:
        self._forget()
        self._settling.start()
        row = self._image.row
        readiness = "none" if row is None else self._readiness.get(row.key, "none")
        self.readiness_changed.emit(readiness, 0.0)

    def _ask(self, prompt: Prompt, hover: bool) -> None:
        reference = self._image.reference()
        if reference is not None:
            self._asked = self._assist.segment(reference, prompt, hover)

    def _show(self, reply: Segmented) -> None:
        if reply.id == self._asked:
            self._canvas.show_candidates(reply.candidates, reply.hover)

    def _fail(self, failed: Failed) -> None:
        if failed.id != self._asked:
            return
        self._canvas.show_candidates((), hover=False)
        if failed.code == "no_model":
            self.model_missing.emit()
        else:
            self.said.emit(words(failed.code, failed.parameters))

    def _note_readiness(self, message: ImageReadiness) -> None:
        self._readiness[message.key] = message.readiness
        self._images.set_readiness(message.key, message.readiness)
        if self._image.row is not None and self._image.row.key == message.key:
            self.readiness_changed.emit(message.readiness, message.seconds_left)

    def _forget(self) -> None:
        if self._continued is not None:
            self._continued = None
            self._show_class()

    def _show_class(self) -> None:
        """Draw in the look of the class that the draft is of."""
        row = self._image.annotations.get(self._continued or 0)
        shown = (
            self._classes.for_objects() if row is None else self._image.classes.get(row.class_id)
        )
        if shown is not None:
            self._canvas.set_draft_class(shown.color, shown.geometry_kind, shown.skeleton)

    def _keep(self, accepted: tuple[Prompt, Mask]) -> None:
        prompt, mask = accepted
        row, continued = self._image.row, self._continued
        self._forget()
        chosen = self._class_of(continued)
        if row is None or chosen is None:
            return
        geometry = to_geometry_kind(mask, chosen.geometry_kind)
        twin = self._twin(mask, chosen, continued)
        changes = self._session.do(_writing(row.id, chosen, geometry, prompt, continued))
        if changes is not None:
            made = sorted(changes.added.annotations)
            self._canvas.select(made or [continued or 0], drawn=bool(made))
        if twin and changes is not None:
            said = self.tr("It lies over another {name}: {key} takes it back.")
            self.said.emit(said.format(name=chosen.name, key=self._actions.hint(Act.UNDO)))

    def _class_of(self, annotation_id: int | None) -> ClassRow | None:
        row = self._image.annotations.get(annotation_id or 0)
        if row is None:
            return self._classes.ensure_current()
        return self._image.classes.get(row.class_id)

    def _twin(self, mask: Mask, chosen: ClassRow, continued: int | None) -> bool:
        return any(
            iou(mask, other.geometry) >= SAME_OBJECT
            for other in self._image.annotations.values()
            if other.class_id == chosen.id and other.id != continued
        )


def _writing(
    image_id: int, chosen: ClassRow, geometry: Geometry, prompt: Prompt, old: int | None
) -> Operation:
    if old is not None:
        return lambda store: store.annotations.set_geometry(old, geometry, prompt)
    new = NewAnnotation(image_id, chosen.id, geometry, prompt=prompt)
    return lambda store: store.annotations.add([new])


def _prompt_of(row: AnnotationRow) -> Prompt | None:
    """Where an annotation was left; one from elsewhere gives its extent as the first prompt."""
    if row.prompt is not None:
        return row.prompt
    extent = bounds(row.geometry)
    if extent is None:
        return None
    return Prompt(box=Box(extent.left, extent.top, extent.right, extent.bottom))
