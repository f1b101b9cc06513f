"""The smart tool: clicks and a box become a prompt, answers become a mask to choose."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter

from desktop.canvas.stage import Stage
from desktop.canvas.tools import smart_paint
from desktop.canvas.tools.base import Drag, Pointer, Tool
from desktop.canvas.tools.box import box_between
from desktop.canvas.tools.smart_draft import (
    SmartDraft,
    chosen,
    masks_of,
    place_of,
    steps_to,
    with_box,
    with_point,
)
from engine.geometry.types import Box, GeometryKind, Mask, Point
from engine.protocol.requests import MaskCandidate, Prompt, PromptPoint

HOVER_MOVE = 5.0
HOVER_REST_MS = 100
"""A preview is asked for after a move of so many screen pixels and so long a rest
(docs/notes/interaction.md)."""
BOX_FROM = 4.0
BUSY_TICK_MS = 80
NEXT_MASK = Qt.Key.Key_Tab


class SmartTool(Tool):
    """Include, exclude, box; preview on hover; the chosen one of three is kept for the next."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._draft = SmartDraft()
        self._choice: int | None = None
        self._band: Box | None = None
        self._anchor: Pointer | None = None
        self._resting = Pointer((0.0, 0.0))
        self._previewing = False
        self._overlay: smart_paint.Overlay | None = None
        self._overlaid: tuple[Mask, GeometryKind] | None = None
        self._ticks = 0
        self._rest = QTimer(stage, singleShot=True, interval=HOVER_REST_MS)
        self._rest.timeout.connect(self._preview)
        self._busy = QTimer(stage, interval=BUSY_TICK_MS)
        self._busy.timeout.connect(self._tick)

    def press(self, pointer: Pointer) -> Drag | None:
        """Begins a click or a box; nothing can be excluded from what has not begun."""
        excludes = pointer.button == Qt.MouseButton.RightButton and self.has_draft()
        if pointer.button == Qt.MouseButton.LeftButton or excludes:
            return self._click_or_box(pointer)
        return None

    def hover(self, pointer: Pointer) -> None:
        """Drops the preview of another place, and waits for the pointer to rest."""
        self._resting = pointer
        reach = self.stage.reach(HOVER_MOVE)
        if self._anchor is not None and not pointer.moved_from(self._anchor, reach):
            return
        self._anchor = None
        self._drop_preview()
        if self._is_inside(pointer.point):
            self._rest.start()

    def leave(self) -> None:
        """No preview without a pointer."""
        self._anchor = None
        self._drop_preview()

    def wheel(self, steps: int) -> bool:
        """Cycles the masks on offer."""
        count = len(masks_of(self._draft.offered))
        if count < 2:
            return False
        self._choose((place_of(self._draft.offered, self._choice) + steps) % count)
        return True

    def takes_key(self, key: int) -> bool:
        """Tab goes on to the next mask while there is a choice; digits are for classes."""
        return key == NEXT_MASK and len(masks_of(self._draft.offered)) > 1

    def key(self, key: int) -> None:
        """Chooses the next mask."""
        self.wheel(1)

    def has_draft(self) -> bool:
        """Whether something was clicked."""
        return bool(self._draft.steps)

    def finish(self) -> None:
        """Emits the prompt and the chosen mask, now or when the answer comes."""
        if not self._draft.steps:
            return
        if self._draft.waiting:
            self._set(replace(self._draft, finishing=True))
        elif self._draft.answer:
            self._accept()

    def cancel(self) -> None:
        """Forgets the clicks; the choice of mask stays."""
        self._drop_preview()
        self._set(SmartDraft())

    def take_back(self) -> None:
        """Takes back the last click or box."""
        steps = self._draft.steps[:-1]
        self._set(SmartDraft(steps))
        if steps:
            self._ask()

    def continue_prompt(self, prompt: Prompt) -> None:
        """Goes on where an annotation's prompt was left."""
        self._choice = self._choice if prompt.choice is None else prompt.choice
        self._set(SmartDraft(steps_to(prompt)))
        if self._draft.steps:
            self._ask()

    def show_candidates(self, candidates: Sequence[MaskCandidate], hover: bool) -> None:
        """Takes an answer; one that nobody waits for any more is dropped."""
        if hover:
            if self._previewing:
                self._set(replace(self._draft, preview=tuple(candidates)))
            return
        if not self._draft.waiting:
            return
        self._set(replace(self._draft, answer=tuple(candidates), waiting=False))
        if self._draft.finishing and candidates:
            self._accept()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the chosen mask, the clicks, the box, and what is being waited for."""
        draft, stage = self._draft, self.stage
        overlay = self._shown_overlay()
        if overlay is not None:
            smart_paint.paint_overlay(painter, overlay, stage.draft_color, stage.scale)
        box = self._band or draft.prompt.box
        if box is not None:
            smart_paint.paint_box(painter, box, stage.draft_color)
        for point in draft.prompt.points:
            smart_paint.paint_point(painter, point)
        if len(draft.offered) > 1:
            place = place_of(draft.offered, self._choice)
            smart_paint.paint_choice(painter, stage.pointer, place, len(masks_of(draft.offered)))
        if draft.waiting and self._ticks > 1:
            smart_paint.paint_busy(painter, stage.pointer, self._ticks)

    def _click_or_box(self, start: Pointer) -> Drag:
        stage, pointer, dragged = self.stage, start, False
        # The next preview takes a move away from here.
        self._rest.stop()
        self._anchor = start
        try:
            while not pointer.released:
                pointer = yield
                dragged = dragged or pointer.moved_from(start, stage.reach(BOX_FROM))
                if dragged and start.button == Qt.MouseButton.LeftButton:
                    self._band = box_between(stage, start.point, pointer.point)
                    stage.draft_changed.emit()
            band = self._band
        finally:
            self._band = None
            stage.draft_changed.emit()
        if band is not None:
            self._add(with_box(self._draft.prompt, band), start)
        elif self._is_inside(start.point):
            self._add(with_point(self._draft.prompt, _prompt_point(start)), start)

    def _add(self, prompt: Prompt, start: Pointer) -> None:
        draft = self._draft
        finishing = start.holds(Qt.KeyboardModifier.ControlModifier)
        # The preview stays in sight until the answer comes, which is most often the same.
        self._set(SmartDraft((*draft.steps, prompt), answer=draft.offered, finishing=finishing))
        self._ask()

    def _ask(self) -> None:
        self._rest.stop()
        self._previewing = False
        self._ticks = 0
        self._set(replace(self._draft, waiting=True))
        self.stage.prompt_changed.emit(self._with_choice(self._draft.prompt), False)

    def _preview(self) -> None:
        self._anchor = self._resting
        self._previewing = True
        point = PromptPoint(*self._resting.point)
        prompt = self._with_choice(with_point(self._draft.prompt, point))
        self.stage.prompt_changed.emit(prompt, True)

    def _accept(self) -> None:
        draft = self._draft
        several = len(draft.answer) > 1
        prompt = msgspec.structs.replace(draft.prompt, choice=self._choice if several else None)
        mask = chosen(draft.answer, self._choice).mask
        self._set(SmartDraft())
        self.stage.prompt_accepted.emit((prompt, mask))

    def _with_choice(self, prompt: Prompt) -> Prompt:
        return msgspec.structs.replace(prompt, choice=self._choice)

    def _drop_preview(self) -> None:
        self._rest.stop()
        self._previewing = False
        if self._draft.preview:
            self._set(replace(self._draft, preview=()))

    def _choose(self, choice: int) -> None:
        self._choice = choice
        self._set(self._draft)

    def _tick(self) -> None:
        self._ticks += 1
        self.stage.draft_changed.emit()

    def _set(self, draft: SmartDraft) -> None:
        self._draft = draft
        if draft.waiting != self._busy.isActive():
            self._busy.start() if draft.waiting else self._busy.stop()
        self.stage.draft_changed.emit()

    def _shown_overlay(self) -> smart_paint.Overlay | None:
        """What is painted of the chosen mask, made anew only for another mask or class."""
        offered = self._draft.offered
        if not offered:
            return None
        shown = (chosen(offered, self._choice).mask, self.stage.draft_kind)
        if shown != self._overlaid:
            self._overlaid, self._overlay = shown, smart_paint.overlay_of(*shown)
        return self._overlay

    def _is_inside(self, point: Point) -> bool:
        return 0 <= point[0] <= self.stage.width and 0 <= point[1] <= self.stage.height


def _prompt_point(pointer: Pointer) -> PromptPoint:
    excluded = pointer.button == Qt.MouseButton.RightButton or pointer.holds(
        Qt.KeyboardModifier.ShiftModifier
    )
    return PromptPoint(*pointer.point, include=not excluded)
