"""What a trained model is asked about many images; nothing here loads torch."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from engine.images import UnreadableImage, check_content, displayed_size
from engine.protocol.requests import Detection, ImageRef
from engine.protocol.specs import ValueRange

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

Answer = tuple[Detection, ...] | None

View = TypeVar("View")


class Predictor(Protocol):
    """A trained model, ready to look at pictures."""

    def view(self, path: Path, value_range: ValueRange | None = ...) -> Any:  # noqa: ANN401
        """Read a picture and make of it what the network sees; in any thread.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        ...

    def predict(self, views: Sequence[Any], lowest_score: float) -> list[tuple[Detection, ...]]:
        """Predict on some of what ``view`` has made, in pixels as displayed, the surest first."""
        ...


def predictions(
    predictor: Predictor, images: Iterable[ImageRef], lowest_score: float
) -> Iterator[tuple[ImageRef, Answer]]:
    """Predict on many images, in batches, and read the next ones meanwhile.

    Yields:
        Each image in turn with what was found; None for one that cannot be read, which ends no
        batch.
    """
    loaders = ThreadPoolExecutor(LOADERS, thread_name_prefix="images")
    waiting: deque[_Loading] = deque()
    rest = deque(images)
    try:
        while rest or waiting:
            while rest and _has_room(waiting):
                image = rest.popleft()
                view = loaders.submit(_view_or_none, predictor, image)
                waiting.append(_Loading(image, view, _bytes_of(image)))
            batch = _batch(waiting)
            views = [one.view.result() for one in batch]
            answers = _answers(predictor, views, lowest_score)
            yield from zip((one.image for one in batch), answers, strict=True)
    finally:
        loaders.shutdown(wait=False, cancel_futures=True)


class _Loading(NamedTuple):
    image: ImageRef
    view: Future[Any]
    bytes: int


def in_parts(views: Sequence[View], pixels: int) -> Iterator[Sequence[View]]:
    """Divide views of so many pixels into as many as may go through a network together."""
    size = max(1, MOST_PIXELS // pixels)
    for first in range(0, len(views), size):
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
    except UnreadableImage:
        return 0
    return 3 * width * height


def _view_or_none(predictor: Predictor, image: ImageRef) -> Any:  # noqa: ANN401
    try:
        check_content(Path(image.path), image.key)
        return predictor.view(Path(image.path), image.value_range)
    except UnreadableImage:
        return None


def _answers(predictor: Predictor, views: Sequence[Any], lowest_score: float) -> list[Answer]:
    seen = [view for view in views if view is not None]
    answers = iter(predictor.predict(seen, lowest_score) if seen else ())
    return [None if view is None else next(answers) for view in views]
