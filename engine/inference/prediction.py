"""What a trained model is asked about many images; nothing here loads torch."""

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from engine.images import check_content, displayed_size
from engine.protocol.error_sentences import ErrorCode
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Answer, Detection, Failure, ImageRef
from engine.protocol.specs import ValueRange

log = logging.getLogger(__name__)

BATCH_SIZE = 8
"""Images that go through a network together."""

LOADERS = 2
"""Threads that read images while the network computes."""

MOST_BYTES = 1 << 29
"""Of images that are read ahead, decoded; one may be larger."""

BATCH_BYTES = 1 << 26
"""Of the images of a batch, decoded; one may be larger. Large ones are looked at in many tiles, and
a click waits for the whole batch."""

MOST_PIXELS = 1 << 22
"""Of what goes through a network together: eight views of 672 x 672 pixels, one of 4096 x 1024."""

NOT_OF_THE_FILE: frozenset[ErrorCode] = frozenset({"picture_needs_memory", "picture_failed"})
"""Codes of failures of this model on this machine: the image can be read."""

View = TypeVar("View")

Check = Callable[[], object]
"""Called before each part of the work that takes a second or so; what it raises ends the work."""


class Cancelled(Exception):  # noqa: N818 - a wish, not an error
    """Nobody wants the answers any more; raised by a ``Check``."""


def go_on() -> None:
    """Do nothing: the ``Check`` of work that nobody cancels."""


class Predictor(Protocol):
    """A trained model, ready to look at pictures."""

    def view(self, path: Path, value_range: ValueRange | None = ...) -> Any:  # noqa: ANN401
        """Read a picture and make of it what the network sees; in any thread.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        ...

    def predict(
        self, views: Sequence[Any], lowest_score: float, check: Check = ...
    ) -> list[tuple[Detection, ...]]:
        """Predict on some of what ``view`` has made, in pixels as displayed, the surest first."""
        ...


def predictions(
    predictor: Predictor,
    images: Iterable[ImageRef],
    lowest_score: float,
    check: Check = go_on,
) -> Iterator[tuple[ImageRef, Answer]]:
    """Predict on many images, in batches, and read the next ones meanwhile.

    Args:
        predictor: The model.
        images: What it is to look at.
        lowest_score: Of what is told.
        check: May raise ``Cancelled``, also between two tiles of an image.

    Yields:
        Each image in turn with what was found, or why it could not be looked at: whatever goes
        wrong with one image costs no other.
    """
    loaders = ThreadPoolExecutor(LOADERS, thread_name_prefix="images")
    waiting: deque[_Loading] = deque()
    rest = deque(images)
    try:
        while rest or waiting:
            while rest and _has_room(waiting):
                image = rest.popleft()
                view = loaders.submit(_view_of, predictor, image)
                waiting.append(_Loading(image, view, _bytes_of(image)))
            batch = _batch(waiting)
            views = [(one.image, one.view.result()) for one in batch]
            yield from _answers(predictor, views, lowest_score, check)
    finally:
        loaders.shutdown(wait=False, cancel_futures=True)


class _Loading(NamedTuple):
    image: ImageRef
    view: Future[Any]
    bytes: int


def in_parts(views: Sequence[View], pixels: int, check: Check = go_on) -> Iterator[Sequence[View]]:
    """Divide views of so many pixels into as many as may go through a network together."""
    size = max(1, MOST_PIXELS // pixels)
    for first in range(0, len(views), size):
        check()
        yield views[first : first + size]


def _batch(waiting: deque[_Loading]) -> list[_Loading]:
    batch = [waiting.popleft()]
    room = BATCH_BYTES - batch[0].bytes
    while waiting and len(batch) < BATCH_SIZE and waiting[0].bytes <= room:
        room -= waiting[0].bytes
        batch.append(waiting.popleft())
    return batch


def _has_room(waiting: Collection[_Loading]) -> bool:
    return len(waiting) < 2 * BATCH_SIZE and sum(one.bytes for one in waiting) < MOST_BYTES


def _bytes_of(image: ImageRef) -> int:
    try:
        width, height = displayed_size(Path(image.path))
    # Whoever reads it says why it cannot be read.
    except Exception:
        return 0
    return 3 * width * height


def _view_of(predictor: Predictor, image: ImageRef) -> Any:  # noqa: ANN401
    try:
        check_content(Path(image.path), image.key)
        return predictor.view(Path(image.path), image.value_range)
    except Exception as error:
        return _failure(error, image)


def _answers(
    predictor: Predictor, views: Sequence[tuple[ImageRef, Any]], lowest_score: float, check: Check
) -> Iterator[tuple[ImageRef, Answer]]:
    seen = [(image, view) for image, view in views if not isinstance(view, Failure)]
    answers = iter(_predicted(predictor, seen, lowest_score, check))
    for image, view in views:
        yield image, view if isinstance(view, Failure) else next(answers)


def _predicted(
    predictor: Predictor, views: Sequence[tuple[ImageRef, Any]], lowest_score: float, check: Check
) -> list[Answer]:
    """Predict on some views together; where that fails, on each by itself."""
    if not views:
        return []
    try:
        check()
        return [*predictor.predict([view for _, view in views], lowest_score, check)]
    except Cancelled:
        raise
    except Exception as error:
        if len(views) == 1:
            return [_failure(error, views[0][0])]
    # Outside of the handler: the exception's frames held on to the tensors.
    return [_predicted(predictor, [one], lowest_score, check)[0] for one in views]


def _failure(error: Exception, image: ImageRef) -> Failure:
    # No exception: that would hold on to the image's pixels.
    said = error if isinstance(error, SaegimError) else _in_words(error, image)
    return Failure(said.code, said.parameters)


def _in_words(error: Exception, image: ImageRef) -> SaegimError:
    from engine.architectures.memory import is_out_of_memory

    if is_out_of_memory(error):
        return SaegimError("picture_needs_memory", "machine", path=image.path)
    log.error("Looking at %s failed.", image.path, exc_info=error)
    detail = f"{type(error).__name__}: {error}"
    return SaegimError("picture_failed", "program", path=image.path, detail=detail)
