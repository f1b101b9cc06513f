"""What was asked of the assist process and not yet answered."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from engine.protocol.requests import Failure, Predict, Predicted, Prepare, Request, Segment

ALONE = 24
"""Images that are asked one at a time after a death: so many may have been read by then."""

MOST_DEADLY = 3
"""Images in a row that are passed over for ending a process; after them it is not the images."""


class OpenRequests:
    """Requests in the order they were made; survives the process that was to answer them."""

    def __init__(self) -> None:
        self._last_id = 0
        self._open: dict[int, Request] = {}
        self._totals: dict[int, int] = {}
        self._survived: set[int] = set()
        self._alone: dict[int, int] = {}
        """Predictions to how many of their images are still asked one at a time."""
        self._deadly: Counter[int] = Counter()
        """Predictions to how many of their images in a row have ended a process."""

    def next_id(self) -> int:
        """Return a number that no request has had."""
        self._last_id += 1
        return self._last_id

    def add(self, request: Request) -> None:
        """Remember a request until it is answered."""
        self._open[request.id] = request
        if isinstance(request, Predict):
            self._totals[request.id] = len(request.images)

    def all(self) -> tuple[Request, ...]:
        """Return what is open, oldest first."""
        return tuple(self._open.values())

    def drop(self, request_id: int) -> bool:
        """Forget a request; False if it was not open (answered, stale or cancelled)."""
        self._survived.discard(request_id)
        self._totals.pop(request_id, None)
        self._alone.pop(request_id, None)
        self._deadly.pop(request_id, None)
        return self._open.pop(request_id, None) is not None

    def drop_hovers(self) -> None:
        """Forget hover questions: a newer prompt has made them stale."""
        self._drop_all([r.id for r in self.all() if isinstance(r, Segment) and r.hover])

    def drop_prepares(self) -> None:
        """Forget the list of images to encode ahead."""
        self._drop_all([r.id for r in self.all() if isinstance(r, Prepare)])

    def forgive_prepares(self) -> None:
        """Images do get encoded, so it was not the list that ended the last process."""
        self._survived -= {r.id for r in self.all() if isinstance(r, Prepare)}

    def count(self, reply: Predicted) -> Predicted | None:
        """Take an image off its request, and number it over all processes that worked on it.

        Returns:
            The reply with ``done`` and ``total`` of the request as it was made; None if the
            request is no longer open.
        """
        request = self._open.get(reply.id)
        if not isinstance(request, Predict):
            return None
        self._deadly.pop(reply.id, None)
        if reply.id in self._alone:
            self._alone[reply.id] -= 1
        return self._take_off(request, reply)

    def _take_off(self, request: Predict, reply: Predicted) -> Predicted:
        total = self._totals[reply.id]
        left = tuple(image for image in request.images if image.key != reply.key)
        self._survived.discard(reply.id)
        if left:
            self._open[reply.id] = msgspec.structs.replace(request, images=left)
        else:
            self.drop(reply.id)
        return msgspec.structs.replace(reply, done=total - len(left), total=total)

    def part_of(self, request: Request) -> Request:
        """Return what is to be asked of an open request now: after a death, one image alone."""
        if isinstance(request, Predict) and self._alone.get(request.id, 0) > 0:
            return msgspec.structs.replace(request, images=request.images[:1])
        return request

    def next_part(self, request_id: int) -> Request | None:
        """Return what is to be asked after an answer, if the question was for one image alone."""
        request = self._open.get(request_id)
        if request is None or request_id not in self._alone:
            return None
        if self._alone[request_id] <= 0:
            del self._alone[request_id]
        return self.part_of(request)

    def take_blamed(self) -> tuple[Predicted, ...]:
        """Call at a death, before ``take_asked_twice``: what is said of the images that caused it.

        An image that was asked for alone, and at which a second process died, is passed over.
        """
        predictions = [request for request in self.all() if isinstance(request, Predict)]
        blamed = [r for r in predictions if r.id in self._survived and self._is_blamed(r.id)]
        replies = tuple(self._blame(request) for request in blamed)
        self._alone |= {request.id: ALONE for request in predictions if request.id in self._open}
        return replies

    def _is_blamed(self, request_id: int) -> bool:
        return request_id in self._alone and self._deadly[request_id] < MOST_DEADLY

    def _blame(self, request: Predict) -> Predicted:
        self._deadly[request.id] += 1
        image = request.images[0]
        failure = Failure("picture_ends_engine", {"path": image.path})
        return self._take_off(request, Predicted(request.id, image.key, failure, 0, 0))

    def take_all(self) -> tuple[Request, ...]:
        """Forget and return everything."""
        requests = self.all()
        self._drop_all([request.id for request in requests])
        return requests

    def take_asked_twice(self) -> tuple[Request, ...]:
        """Call at a death: forget hovers and return what has now seen two processes die.

        Everything else stays open and is asked once more.
        """
        self.drop_hovers()
        twice = tuple(r for r in self.all() if r.id in self._survived)
        self._drop_all([request.id for request in twice])
        self._survived = set(self._open)
        return twice

    def _drop_all(self, ids: Sequence[int]) -> None:
        for request_id in ids:
            self.drop(request_id)
