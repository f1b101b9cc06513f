"""A trained model labels the images of a project that nobody has reviewed.

Window and command line do it with this; what predicts is another process, or another module.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from engine.project.changes import Changes
from engine.project.rows import (
    UNFINISHED,
    ImageFilter,
    ImageRow,
    ImageState,
    ModelRow,
    NewSuggestion,
)
from engine.project.runs import card_path
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Answer, Failure, ImageRef

WRITE_EVERY = 10.0
"""Seconds of work that a crash may cost."""
MOST_WAITING = 1000
"""Images whose findings wait in memory to be written."""


class AutolabelReport(msgspec.Struct, frozen=True):
    """What came of it so far."""

    model: int
    images: int
    suggestions: int
    dropped: int
    """Suggestions that lay on a person's annotation of the same class."""
    without_class: int
    """Findings of classes that the project no longer has."""
    finished: int
    """Images that were reviewed meanwhile; they are as they were."""
    failures: tuple[Failure, ...]
    """Why images could not be looked at, each with its ``path``; they keep the suggestions they
    had."""
    left: int
    """Images that the model has not looked at yet; the next batch goes on with them."""


class _Found(msgspec.Struct):
    """What waits to be written."""

    images: list[int] = []
    suggestions: list[NewSuggestion] = []


class AutolabelBatch:
    """One batch: its images, what is found on them, and the step that it becomes.

    It is written bit by bit, and is one step of the history all the while. What was written stays
    when it ends early; the next batch of the same model goes on with the images that are left.

    Args:
        store: The project.
        model: Whose suggestions they will be.
        every_image: Also images that a person has reviewed.
        again: Also images that this model has looked at already.

    Attributes:
        references: What is to be predicted on. The same content twice is predicted once.
        card: Path of the model's card.
        step: The step of the history that it has become; None before anything was written.
        report: What came of it so far.

    Raises:
        SaegimError: ``pictures_outside`` if none of them may be read, ``link_in_project``.
    """

    def __init__(
        self, store: Store, model: ModelRow, *, every_image: bool = False, again: bool = False
    ) -> None:
        self._store = store
        self._states = () if every_image else UNFINISHED
        self._lock = threading.Lock()
        self._found = _Found()
        self._written_at = time.monotonic()
        images, failures = self._found_images(model, again=again)
        self._ids: defaultdict[str, list[int]] = defaultdict(list)
        for image in images:
            self._ids[image.key].append(image.id)
        unique = {image.key: image for image in reversed(images)}
        self.references = tuple(
            ImageRef(str(store.images.path(unique[key])), key, unique[key].value_range)
            for key in self._ids
        )
        self._answered: set[str] = set()
        self.card = card_path(store, model)
        self.step: int | None = None
        self.report = AutolabelReport(model.id, 0, 0, 0, 0, 0, failures, len(images))

    def _found_images(
        self, model: ModelRow, *, again: bool
    ) -> tuple[list[ImageRow], tuple[Failure, ...]]:
        """The images it is for, and what is said of those that must not be read."""
        wanted = wanted_images(model, again=again, states=self._states)
        found = self._store.images.rows(self._store.images.ids(wanted))
        images = [image for image in found if self._store.image_repair.may_read(image)]
        if found and not images:
            raise SaegimError("pictures_outside", count=len(found))
        readable = {image.id for image in images}
        outside = (image.path for image in found if image.id not in readable)
        return images, tuple(Failure("picture_outside", {"path": path}) for path in outside)

    def take(self, key: str, answer: Answer) -> None:
        """Take in what was found on a reference, or why it could not be looked at."""
        ids = self._ids[key]
        self._answered.add(key)
        if isinstance(answer, Failure):
            self._leave_out(ids, answer)
            return
        with self._lock:
            self._found.images += ids
            self._found.suggestions += [
                NewSuggestion(image_id, found.class_id, found.geometry, found.score)
                for image_id in ids
                for found in answer
            ]

    def _leave_out(self, ids: Sequence[int], failure: Failure) -> None:
        rows = self._store.images.rows(ids)
        failures = [Failure(failure.code, failure.parameters | {"path": row.path}) for row in rows]
        with self._lock:
            self.report = msgspec.structs.replace(
                self.report,
                failures=(*self.report.failures, *failures),
                left=self.report.left - len(ids),
            )

    @property
    def rest(self) -> tuple[ImageRef, ...]:
        """The references that nothing was said of yet: what a batch that broke off goes on with."""
        return tuple(image for image in self.references if image.key not in self._answered)

    def forget_waiting(self) -> None:
        """Do not write what was found since the last time."""
        with self._lock:
            self._found = _Found()

    @property
    def has_waiting(self) -> bool:
        """Whether anything was found that is not written."""
        return bool(self._found.images)

    @property
    def is_due(self) -> bool:
        """Whether what was found is to be written now."""
        waiting = len(self._found.images)
        is_late = time.monotonic() - self._written_at >= WRITE_EVERY
        return waiting >= MOST_WAITING or (waiting > 0 and is_late)

    def write(self) -> tuple[Changes, AutolabelReport]:
        """Put what was found since the last time in place of older suggestions.

        All of a batch is one step of the history. ``take`` may be called meanwhile, by another
        thread.

        Returns:
            What was changed, and what came of the batch so far.

        Raises:
            SaegimError: ``disk_full``, ``project_busy`` and the like; what was found still waits
                to be written then.
        """
        with self._lock:
            found, self._found = self._found, _Found()
        try:
            changes = self._write(found) if found.images else Changes()
        except BaseException:
            with self._lock:
                self._found.images[:0] = found.images
                self._found.suggestions[:0] = found.suggestions
            raise
        finally:
            self._written_at = time.monotonic()
        return changes, self.report

    def _write(self, found: _Found) -> Changes:
        rows = self._store.images.rows(found.images)
        wanted = {row.id for row in rows if not self._states or row.state in self._states}
        added = self._store.suggestions.add(
            self.report.model,
            [suggestion for suggestion in found.suggestions if suggestion.image_id in wanted],
            wanted,
            self.step,
        )
        self.step = added.changes.history_id or self.step
        with self._lock:
            before = self.report
            self.report = msgspec.structs.replace(
                before,
                images=before.images + len(wanted),
                suggestions=before.suggestions + len(added.changes.added.suggestions),
                dropped=before.dropped + added.dropped,
                without_class=before.without_class + added.without_class,
                finished=before.finished + len(rows) - len(wanted),
                left=before.left - len(found.images),
            )
        return added.changes


def wanted_images(
    model: ModelRow, *, again: bool, states: tuple[ImageState, ...] = UNFINISHED
) -> ImageFilter:
    """Say which images a batch of a model is for.

    Args:
        model: The model.
        again: Also images that it has looked at already.
        states: Of the images; empty for all.
    """
    return ImageFilter(states=states, unseen_by=None if again else model.id)
