"""Keeps the left column true: reads the project, measures the time, fetches the weights."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from desktop.models.project_reading import ProjectReading
from desktop.pages.train import words
from desktop.pages.train.estimate import Estimate
from desktop.pages.train.launcher import Launcher
from desktop.pages.train.plan import Plan, has_gpu, make_plan
from desktop.pages.train.plan_panel import PlanPanel
from desktop.pages.train.run_list import RunList
from desktop.project_session import ProjectSession
from engine.catalogue import is_present
from engine.protocol.estimates import TrainingEstimate
from engine.protocol.run_folder import RunFolder


class PlanControl(QObject):
    """Fills the plan panel and does what its buttons ask for.

    Args:
        session: The open project.
        launcher: Does what takes time.
        runs: The project's runs, to see whether one is going.
        panel: The left column.
    """

    def __init__(
        self, session: ProjectSession, launcher: Launcher, runs: RunList, panel: PlanPanel
    ) -> None:
        super().__init__(panel)
        self._runs = runs
        self.session = session
        self._launcher = launcher
        self._panel = panel
        self._plan: Plan | None = None
        self._wanted: str | None = None
        self._devices: tuple[str, ...] = ()
        self.reading = ProjectReading(session, panel, self._begin)
        self.reading.read.connect(self._show)
        self._estimate = Estimate(session.store.path, self)
        self._connect()

    def set_devices(self, devices: tuple[str, ...]) -> None:
        """Say what can compute, once an engine has looked."""
        self._devices = devices
        self._panel.advanced.set_devices(devices)
        self.reading.read_soon()

    def train(self) -> None:
        """Start a run as it is described; asks first while another one is going."""
        self._runs.refresh()
        if active := self._runs.active():
            self._ask_about_two(active[0].row.name)
        else:
            self._start()

    def _ask_about_two(self, name: str) -> None:
        question = QMessageBox(self._panel)
        question.finished.connect(question.deleteLater)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(self.tr("{run} is still training.").format(run=name))
        question.setInformativeText(
            self.tr("Two at once share this machine: each is slower, and memory may be short.")
        )
        both = question.addButton(self.tr("Train both"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(question.addButton(QMessageBox.StandardButton.Cancel))
        both.clicked.connect(self._start)
        question.open()

    def _start(self) -> None:
        recipe = self._panel.advanced.recipe()
        if recipe is None or not self._panel.can_train():
            return
        advanced = self._panel.advanced
        self._estimate.cancel()
        self._panel.set_busy(True)
        self._launcher.start_run(recipe, advanced.seed.value(), advanced.chosen_device())

    def _connect(self) -> None:
        self._panel.task_chosen.connect(self._change_task)
        self._panel.train_requested.connect(self.train)
        self._panel.measure_requested.connect(self._measure)
        self._panel.fetch_requested.connect(self._fetch)
        self._panel.advanced.changed.connect(self._forget_time)
        self._estimate.known.connect(self._show_time)
        self._estimate.failed.connect(self._forget_time)
        self._launcher.started.connect(self._end_start)
        self._launcher.failed.connect(self._end_start)
        self._launcher.fetching.connect(self._show_fetching)
        self._launcher.fetched.connect(self._show_again)

    def _begin(self) -> Callable[[], Plan]:
        store, gpu = self.session.store, has_gpu(self._devices)
        self._wanted = wanted = self._panel.chosen_task()
        return lambda: make_plan(store, wanted, has_gpu=gpu)

    def _change_task(self) -> None:
        self._forget_time()
        self.reading.read_now()

    def _show(self, plan: Plan) -> None:
        # Another task may have been chosen while the project was read.
        if self._panel.chosen_task() == self._wanted:
            self._plan = plan
            self._show_again()

    def _show_again(self) -> None:
        if self._plan is not None:
            weights = self._plan.suggested.recipe.weights
            self._panel.show_fetching("")
            self._panel.show_plan(self._plan, has_weights=is_present(weights))

    def _end_start(self, _outcome: RunFolder | Exception) -> None:
        self._panel.set_busy(False)

    def _measure(self) -> None:
        recipe = self._panel.advanced.recipe()
        if recipe is not None:
            self._estimate.measure(recipe, self._panel.advanced.chosen_device())
            self._panel.show_time(self.tr("Measuring…"), can_measure=False)

    def _show_time(self, estimate: TrainingEstimate) -> None:
        text = self.tr("About {time} on this machine ({device}), measured on a few batches.")
        time = words.duration_words(estimate.seconds)
        self._panel.show_time(text.format(time=time, device=estimate.device), can_measure=False)

    def _forget_time(self) -> None:
        self._estimate.cancel()
        self._panel.show_time("")

    def _fetch(self) -> None:
        if self._plan is not None:
            self._panel.show_fetching(self.tr("Fetching…"))
            self._launcher.fetch(self._plan.suggested.recipe.weights)

    def _show_fetching(self, done: int, total: int) -> None:
        text = self.tr("Fetching: {done} of {total}")
        sizes = {"done": words.memory_words(done), "total": words.memory_words(total)}
        self._panel.show_fetching(text.format(**sizes))
