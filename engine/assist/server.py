"""The assist process: takes requests in on one thread, works them off on another."""

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

import msgspec

from engine.assist.channel import Channel
from engine.assist.embeddings import EmbeddingCache
from engine.assist.failures import HOPELESS, in_words
from engine.assist.pace import Pace
from engine.assist.tools import ModelLoaders, PromptAnswerer
from engine.assist.work_queue import Job, PredictImage, PrepareImage, WorkQueue
from engine.inference.prediction import NOT_OF_THE_FILE, Cancelled, Predictor, predictions
from engine.protocol.requests import (
    Answer,
    Cancel,
    Failed,
    Failure,
    ImageReadiness,
    ImageRef,
    Predict,
    Predicted,
    Prepare,
    Readiness,
    Request,
    Segment,
    Segmented,
)
from engine.system.process import compute_threads

log = logging.getLogger(__name__)

_Version = tuple[str, int, int]
"""Path of a card, and which file it is: a run that goes on puts a better model in its place."""


class AssistServer:
    """Answers the window until it leaves.

    Args:
        channel: The window.
        cache: Where embeddings are, to say which images are ready before any model is loaded.
        tools: The models.
    """

    def __init__(self, channel: Channel, cache: EmbeddingCache, tools: ModelLoaders) -> None:
        self._channel = channel
        self._cache = cache
        self._tools = tools
        self._queue = WorkQueue()
        self._pace = Pace()
        self._encoding = ""
        self._segmenter: PromptAnswerer | None = None
        self._predictor: tuple[_Version, Predictor] | None = None
        self._answers: tuple[Predict, Iterator[tuple[ImageRef, Answer]]] | None = None

    def run(self) -> None:
        """Work until the window closes its end or is gone."""
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        try:
            while (job := self._queue.take()) is not None:
                self._work_off(job)
        except BrokenPipeError:
            log.info("The window is gone.")

    def _listen(self) -> None:
        try:
            for request in self._channel.requests():
                self.receive(request)
        except BrokenPipeError:
            log.info("The window is gone.")
        finally:
            self._queue.close()

    def receive(self, request: Request) -> None:
        """Take in a request, and say at once how far its images are."""
        if isinstance(request, Prepare):
            request = self._announced(request)
        for image in self._queue.put(request):
            self._tell(image, "none")
        if isinstance(request, Cancel):
            self._forget_answers(request.id)

    def _forget_answers(self, request_id: int) -> None:
        """Let go of the images that were read ahead for a request."""
        answers = self._answers
        if answers is not None and answers[0].id == request_id:
            self._answers = None

    def _announced(self, request: Prepare) -> Prepare:
        """Say which images are ready; what is left waits, as many as the cache can keep."""
        ready = {image.key for image in request.images if self._cache.has(image.key)}
        waiting = [image for image in request.images if image.key not in ready]
        waiting = waiting[: self._cache.capacity]
        for image in request.images:
            if image.key in ready:
                self._tell(image, "ready")
        for image in waiting:
            if image.key != self._encoding:
                self._tell(image, "waiting")
        return msgspec.structs.replace(request, images=tuple(waiting))

    def _work_off(self, job: Job) -> None:
        try:
            self._do(job)
        except BrokenPipeError:
            raise
        except Cancelled:
            # It holds the images that were read ahead.
            self._answers = None
        # The boundary of the process: whatever a job dies of is told, and the next one is served.
        except Exception as error:
            log.exception("A job failed.")
            self._tell_failure(job, error)

    def _do(self, job: Job) -> None:
        use_threads(waited_for=isinstance(job, Segment))
        match job:
            case Segment():
                self._segment(job)
            case PrepareImage(image=image):
                self._loaded_segmenter().prepare(image)
            case PredictImage():
                self._predict(job)
            case _:
                assert_never(job)

    def _segment(self, job: Segment) -> None:
        segmenter = self._loaded_segmenter()
        started = time.perf_counter()
        candidates = segmenter.segment(job.image, job.prompt, only_chosen=job.hover)
        milliseconds = 1000 * (time.perf_counter() - started)
        self._channel.send(Segmented(job.id, job.image.key, job.hover, candidates, milliseconds))

    def _predict(self, job: PredictImage) -> None:
        done, total = job.number + 1, len(job.request.images)
        image, answer = next(self._answers_to(job.request))
        if isinstance(answer, Failure) and answer.code not in NOT_OF_THE_FILE:
            self._tell(image, "failed")
        if done == total:
            # It holds the last images.
            self._answers = None
        self._channel.send(Predicted(job.request.id, image.key, answer, done, total))

    def _answers_to(self, request: Predict) -> Iterator[tuple[ImageRef, Answer]]:
        """Return the answers that are left of a request; its next images are read meanwhile."""
        # Read once: who cancels takes it away meanwhile.
        going = self._answers
        if going is None or going[0] is not request:
            predictor = self._loaded_predictor(request.card)
            answers = predictions(
                predictor,
                request.images,
                request.lowest_score,
                lambda: self._look_up(request.id),
            )
            going = self._answers = (request, answers)
        return going[1]

    def _look_up(self, request_id: int) -> None:
        """Answer the prompts that wait while a model looks at many tiles, or end its work.

        Raises:
            Cancelled: The answers are not wanted any more, or the window is gone.
        """
        try:
            while (prompt := self._queue.take_prompt()) is not None:
                self._work_off(prompt)
        except BrokenPipeError as error:
            raise Cancelled from error
        use_threads(waited_for=False)
        if not self._queue.is_wanted(request_id):
            raise Cancelled

    def _loaded_segmenter(self) -> PromptAnswerer:
        if self._segmenter is None:
            self._segmenter = self._tools.load_segmenter(self._encoding_changed)
        return self._segmenter

    def _loaded_predictor(self, card: str) -> Predictor:
        version = _version_of(card)
        if self._predictor is None or self._predictor[0] != version:
            self._predictor = (version, self._tools.load_predictor(Path(card)))
        return self._predictor[1]

    def _encoding_changed(self, image: ImageRef, readiness: Readiness) -> None:
        starts = readiness == "encoding"
        self._encoding = image.key if starts else ""
        if readiness == "ready":
            self._pace.stop()
        self._tell(image, readiness, self._pace.start() if starts else 0.0)

    def _tell(self, image: ImageRef, readiness: Readiness, seconds_left: float = 0.0) -> None:
        self._channel.send(ImageReadiness(image.key, readiness, seconds_left))

    def _tell_failure(self, job: Job, error: Exception) -> None:
        code, parameters = in_words(error)
        if isinstance(job, PrepareImage):
            if code not in HOPELESS:
                return
            self._tell(job.image, "none")
            self._give_up(job.request_id)
            self._channel.send(Failed(job.request_id, code, parameters))
        elif isinstance(job, PredictImage):
            self._give_up(job.request.id)
            self._channel.send(Failed(job.request.id, code, parameters))
        else:
            self._channel.send(Failed(job.id, code, parameters))

    def _give_up(self, request_id: int) -> None:
        self._forget_answers(request_id)
        for image in self._queue.put(Cancel(request_id)):
            self._tell(image, "none")


def _version_of(card: str) -> _Version:
    try:
        found = Path(card).stat()
    except OSError:
        # Loading it says so in words.
        return card, 0, 0
    return card, found.st_mtime_ns, found.st_ino


def use_threads(*, waited_for: bool) -> None:
    """Compute with every thread while somebody waits, and with one less otherwise."""
    import torch

    threads = compute_threads()
    torch.set_num_threads(threads if waited_for else max(1, threads - 1))
