"""Going through the images: next, accept, verified empty, and a whole image's class."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.actions import Act, Actions
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from engine.project.changes import Changes
from engine.project.rows import UNFINISHED, ClassRow, ImageRow, ImageState


class Review(QObject):
    """Moves the image in hand along the list, and says how far images are."""

    said = Signal(str)
    all_done = Signal()
    """There was another image wanted, and none of the project is left to look at."""

    def __init__(
        self,
        session: ProjectSession,
        image: CurrentImage,
        images: ImageListModel,
        classes: ClassPanel,
        remembered: Remembered,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._image = image
        self._images = images
        self._classes = classes
        self._remembered = remembered
        self._actions = actions
        self.finishes_by_label = False
        """Whether an image is done with its label: there is nothing else to mark on it."""
        self._may_leave: Callable[[], bool] = lambda: True
        session.moved.connect(self._show_moved)

    def bind(self, may_leave: Callable[[], bool]) -> None:
        """Give the keys of going through images their meaning.

        Args:
            may_leave: Asked before an image is said to be done: something may still be drawn on it.
        """
        actions = self._actions
        self._may_leave = may_leave
        actions.on(Act.NEXT_IMAGE, lambda: self.step(1), self)
        actions.on(Act.PREVIOUS_IMAGE, lambda: self.step(-1), self)
        actions.on(Act.NEXT_TO_LOOK_AT, self.go_on, self)
        actions.on(Act.ACCEPT_IMAGE, self.accept, self)
        actions.on(Act.VERIFIED_EMPTY, self.verify_empty, self)
        actions.on(Act.ACCEPT_ABOVE, self.accept_above, self)

    def step(self, by: int) -> None:
        """Go to the image so many rows below; stay at the ends."""
        image_id = self.neighbour(by)
        if image_id is not None:
            self._image.show(image_id)

    def neighbour(self, by: int) -> int | None:
        """The image so many rows below the one in hand."""
        current = self._image.row
        row = None if current is None else self._images.row_of(current.id)
        # What the filter hides has no place in the list: begin at its head.
        return self._images.image_id(0 if row is None else row + by)

    def go_on(self) -> None:
        """Go to the next image that needs a look."""
        current = self._image.row
        following = self._images.next_to_look_at(None if current is None else current.id)
        if following is None and self._is_all_done():
            self.all_done.emit()
        elif following is None:
            self.said.emit(self.tr("Nothing is left to look at in this list."))
        else:
            self._image.show(following)

    def _is_all_done(self) -> bool:
        counts = self._session.store.images.count_by_state()
        return not any(counts[state] for state in UNFINISHED)

    def accept(self) -> None:
        """Accept what is on the image, which is reviewed then, and go on."""
        row = self._image.row
        if row is None or not self._may_leave():
            return
        if not self._image.annotations and not self._image.shown_suggestions():
            hint = self.tr("Nothing is marked here: {key} says that there is nothing to mark.")
            self.said.emit(hint.format(key=self._actions.hint(Act.VERIFIED_EMPTY)))
        elif row.state in UNFINISHED:
            lowest = self._image.lowest_score
            done = self._session.do(lambda store: store.suggestions.accept_image(row.id, lowest))
            if done is None:
                return
        self.go_on()

    def verify_empty(self) -> None:
        """Say that there is nothing to mark on the image, and go on."""
        row = self._image.row
        if row is None or not self._may_leave():
            return
        if self._image.annotations:
            self.said.emit(self.tr("The image has annotations, so it is not empty."))
        elif (
            self._session.do(
                lambda store: store.images.set_state([row.id], ImageState.VERIFIED_EMPTY)
            )
            is not None
        ):
            self.go_on()

    def accept_above(self) -> None:
        """Accept all suggestions of the project that the slider shows."""
        changes = self._session.do(
            lambda store: store.suggestions.accept_above(self._image.lowest_score), is_large=True
        )
        if changes is not None:
            said = self.tr("Suggestions accepted: {count}. {key} takes it back.")
            count, key = len(changes.added.annotations), self._actions.hint(Act.UNDO)
            self.said.emit(said.format(count=count, key=key))

    def label(self, chosen: ClassRow) -> None:
        """Give the whole image a class, or take away the one it has."""
        row = self._image.row
        if row is None:
            return
        if self.finishes_by_label:
            self._finish_by_label(row, chosen)
        else:
            self._session.do(lambda store: store.image_labels.toggle(row.id, chosen.id))

    def _finish_by_label(self, row: ImageRow, chosen: ClassRow) -> None:
        """Label the image, which makes room for the next one that waits for its label."""
        was_waiting = row.state in UNFINISHED
        if self._session.do(lambda store: store.image_labels.set(row.id, chosen.id)) is None:
            return
        if self._remembered.go_on_after_label:
            if was_waiting:
                self.go_on()
            else:
                self.step(1)

    def _show_moved(self, changes: Changes) -> None:
        """An undone step on one image is to be seen, also when that is not in hand any more."""
        there = changes.touched_images - changes.removed.images
        if len(there) == 1:
            self._image.show(next(iter(there)))

    def clear_label(self) -> None:
        """Take the label off the whole image."""
        row = self._image.row
        if row is not None and self._image.annotations:
            self._session.do(lambda store: store.image_labels.set(row.id, None))
