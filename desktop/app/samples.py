"""Opening a sample project, which is built first where it is not there yet."""

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from desktop import paths
from desktop.errors import sentence
from desktop.jobs.background import BackgroundTask, Progress
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.progress_line import MEGABYTE, ProgressLine
from engine.protocol.errors import SaegimError

TITLES: dict[str, object] = {
    "trees": QT_TRANSLATE_NOOP("SampleProjects", "Trees"),
    "lights": QT_TRANSLATE_NOOP("SampleProjects", "Traffic lights"),
}


class SampleProjects(QObject):
    """Builds one at a time, on a thread, into the person's data folder."""

    ready = Signal(object)
    """Path of a sample project."""
    busy_changed = Signal(bool)

    def __init__(
        self, messages: MessageBar, progress: ProgressLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._progress = progress
        self._task: BackgroundTask | None = None
        progress.cancelled.connect(self.cancel)

    def open(self, name: str) -> None:
        """Have a sample ready; ``ready`` follows, or a sentence says why not."""
        if (path := paths.sample_project(name)) is not None:
            self.ready.emit(path)
        elif self._task is None:
            self._build(name)

    def cancel(self) -> None:
        """Build no further; nothing half-built is left."""
        if self._task is not None:
            self._task.cancel()

    def _build(self, name: str) -> None:
        self._messages.hide()
        title = QCoreApplication.translate("SampleProjects", str(TITLES[name]))
        self._progress.begin(
            self.tr("Fetching the sample project {title} (MB)").format(title=title)
        )
        self._task = BackgroundTask(lambda report: build(name, report), self)
        self._task.progressed.connect(lambda *far: self._advance(title, *far))
        self._task.finished.connect(self.ready)
        self._task.failed.connect(lambda error: self._fail(name, error))
        self._task.ended.connect(self._end)
        self._task.start()
        self.busy_changed.emit(True)

    def _advance(self, title: str, done: int, total: int) -> None:
        if total and done >= total:
            self._progress.begin(self.tr("Building the sample project {title}").format(title=title))
        else:
            self._progress.advance(done, total, MEGABYTE)

    def _fail(self, name: str, error: SaegimError) -> None:
        # What each of the sources said is for the log; what to do is the same for all of them.
        unreachable = self.tr(
            "The pictures of the sample project could not be fetched: connect this machine to a "
            "network, or set a proxy in the settings."
        )
        text = unreachable if error.code == "no_network" else sentence(error)
        self._messages.say(text, "danger", self.tr("Try again"), lambda: self.open(name))

    def _end(self) -> None:
        self._progress.end()
        self._task = None
        self.busy_changed.emit(False)


def build(name: str, report: Progress) -> Path:
    """Build a sample into a folder of its own, and return the project's path."""
    # Imported on the thread: what fetches files would delay the window.
    from engine.catalogue import samples

    folder = _free_folder(name)
    samples.build(name, folder, lambda done, total, _file: report(done, total or 0))
    # Past the last file nothing is reported, so whoever cancelled since is heard here.
    report(1, 1)
    return samples.project_path(name, folder)


def _free_folder(name: str) -> Path:
    """The sample's folder, or one beside it if a person has left other things in there."""
    folder = paths.samples_folder() / name
    number = 2
    while folder.exists() and any(folder.iterdir()):
        folder = folder.with_name(f"{name}-{number}")
        number += 1
    return folder
