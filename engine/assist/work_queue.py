"""What the assist process does next."""

import threading
from collections import deque
from typing import assert_never

import msgspec

from engine.protocol.requests import Cancel, ImageRef, Predict, Prepare, Request, Segment


class PredictImage(msgspec.Struct, frozen=True):
    """One image of a ``Predict``; some of them go through the network with the first of them."""

    request: Predict
    number: int


class PrepareImage(msgspec.Struct, frozen=True):
    """One image of a ``Prepare``."""

    request_id: int
    image: ImageRef


Job = Segment | PredictImage | PrepareImage


class WorkQueue:
    """Requests cut into jobs that take at most seconds, so that a click never waits for long.

    Clicks come first, then the newest hover, then predictions, then encoding ahead. One thread
    puts, another takes.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._clicks: deque[Segment] = deque()
        self._hover: Segment | None = None
        self._predictions: deque[PredictImage] = deque()
        self._preparations: deque[PrepareImage] = deque()
        self._closed = False
        self._predicted_for: int | None = None
        """Id of the ``Predict`` that an image was last taken of, while it is wanted."""

    def put(self, request: Request) -> tuple[ImageRef, ...]:
        """Take in a request.

        Returns:
            Images that were waiting to be encoded ahead and are no longer.
        """
        with self._changed:
            given_up = self._sort_in(request)
            self._changed.notify()
        return given_up

    def take(self) -> Job | None:
        """Wait for the next job; None once the queue is closed, whatever is left."""
        with self._changed:
            while True:
                if self._closed:
                    return None
                if (job := self._next()) is not None:
                    return job
                self._changed.wait()

    def take_prompt(self) -> Segment | None:
        """Return the next prompt, if one waits: for whoever is at work on a long job."""
        with self._changed:
            return None if self._closed else self._next_prompt()

    def is_wanted(self, request_id: int) -> bool:
        """Whether a ``Predict`` of which an image was taken has not been cancelled since."""
        with self._changed:
            return not self._closed and self._predicted_for == request_id

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _sort_in(self, request: Request) -> tuple[ImageRef, ...]:
        match request:
            case Segment():
                # Any newer prompt makes the question under the pointer a stale one.
                self._hover = request if request.hover else None
                if not request.hover:
                    self._clicks.append(request)
            case Predict(images=images):
                self._predictions.extend(PredictImage(request, n) for n in range(len(images)))
            case Prepare(id=id_, images=images):
                given_up = self._images_left(without=images)
                self._preparations = deque(PrepareImage(id_, image) for image in images)
                return given_up
            case Cancel(id=id_):
                return self._drop(id_)
            case _:
                assert_never(request)
        return ()

    def _images_left(self, without: tuple[ImageRef, ...]) -> tuple[ImageRef, ...]:
        wanted = {image.key for image in without}
        return tuple(job.image for job in self._preparations if job.image.key not in wanted)

    def _drop(self, request_id: int) -> tuple[ImageRef, ...]:
        self._clicks = deque(click for click in self._clicks if click.id != request_id)
        if self._hover is not None and self._hover.id == request_id:
            self._hover = None
        self._predictions = deque(p for p in self._predictions if p.request.id != request_id)
        if self._predicted_for == request_id:
            self._predicted_for = None
        if self._preparations and self._preparations[0].request_id == request_id:
            given_up = self._images_left(without=())
            self._preparations.clear()
            return given_up
        return ()

    def _next(self) -> Job | None:
        if (prompt := self._next_prompt()) is not None:
            return prompt
        if self._predictions:
            job = self._predictions.popleft()
            self._predicted_for = job.request.id
            return job
        return self._preparations.popleft() if self._preparations else None

    def _next_prompt(self) -> Segment | None:
        if self._clicks:
            return self._clicks.popleft()
        hover, self._hover = self._hover, None
        return hover
