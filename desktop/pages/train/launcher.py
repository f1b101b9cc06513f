"""Starting, resuming and discarding runs on a thread, each with a store of its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.jobs.background import BackgroundTask, Progress
from engine.catalogue import fetch, path_of
from engine.project.runs import adopt_finished, discard_run, resume_run, start_run
from engine.project.store import Store
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import Recipe

Work = Callable[[Store], object]


class Launcher(QObject):
    """Does one thing after the other, in the order asked for.

    Args:
        project: The project file.
        parent: Qt owner.
    """

    started = Signal(object)
    """The ``RunFolder`` of a new run."""
    wrote = Signal()
    """Something in the project or its runs is different now."""
    failed = Signal(object)
    """A ``SaegimError``."""
    fetching = Signal(object, object)
    """Bytes done and in all."""
    fetched = Signal()

    def __init__(self, project: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._waiting: list[BackgroundTask] = []

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return bool(self._waiting)

    def start_run(self, recipe: Recipe, seed: int, device: str) -> None:
        """Freeze the data set and start training on it."""

        def work(store: Store) -> RunFolder:
            weights = path_of(recipe.weights)
            return start_run(store, recipe, weights_path=weights, seed=seed, device=device)

        self._run(work, self.started)

    def resume_run(self, folder: RunFolder) -> None:
        """Let an interrupted run go on."""
        self._run(lambda store: resume_run(store, folder))

    def discard_run(self, run_id: str) -> None:
        """End a run if need be, and remove it with its folder."""
        self._run(lambda store: discard_run(store, run_id))

    def adopt_finished(self) -> None:
        """Let the project know the models of runs that have ended."""
        self._run(adopt_finished)

    def fetch(self, name: str) -> None:
        """Fetch a pretrained model of the catalogue."""

        def work(progress: Progress) -> object:
            return fetch(name, lambda done, total, _: progress(done, total or 0))

        task = BackgroundTask(work, self)
        task.progressed.connect(self.fetching)
        task.finished.connect(self.fetched)
        self._enqueue(task)

    def _run(self, work: Work, done: object = None) -> None:
        task = BackgroundTask(lambda _progress: self._with_store(work), self)
        if done is not None:
            task.finished.connect(done)
        task.finished.connect(self.wrote)
        self._enqueue(task)

    def _with_store(self, work: Work) -> object:
        # A store of its own: the window's keeps seeing what others wrote, this included.
        store = Store.open(self._project)
        try:
            return work(store)
        finally:
            store.close()

    def _enqueue(self, task: BackgroundTask) -> None:
        # Tasks have no Qt owner: one may outlive the page, when the project is closed meanwhile.
        task.failed.connect(self.failed)
        task.ended.connect(self._next)
        self._waiting.append(task)
        if len(self._waiting) == 1:
            task.start()

    def _next(self) -> None:
        self._waiting.pop(0)
        if self._waiting:
            self._waiting[0].start()
