"""Adding pictures to a project, on a thread, with progress and a way to stop it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.errors import sentence, words
from desktop.jobs.background import BackgroundTask, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.project_session import ProjectSession
    from desktop.widgets.message_bar import MessageBar
    from desktop.widgets.progress_line import ProgressLine
    from engine.project.changes import AddedImages, RefusedImage
    from engine.protocol.errors import SaegimError

SHOWN_NAMES = 3


class AddPictures(QObject):
    """One batch at a time; the pictures are read, never written."""

    def __init__(
        self, messages: MessageBar, progress: ProgressLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._progress = progress
        self._task: BackgroundTask | None = None
        progress.cancelled.connect(self.cancel)

    def start(self, session: ProjectSession, find: Callable[[], Sequence[Path]]) -> None:
        """Add the pictures that ``find`` returns, which is called on the thread, too."""
        if self._task is not None:
            return

        def work(report: Progress) -> AddedImages:
            return session.store.images.add(find(), report)

        self._progress.begin(self.tr("Adding pictures"))
        self._task = BackgroundTask(work, session)
        self._task.progressed.connect(self._progress.advance)
        self._task.finished.connect(lambda added: self._finish(session, added))
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._task.start()

    def cancel(self) -> None:
        """Stop; no picture of the batch is added then."""
        if self._task is not None:
            self._task.cancel()

    def _finish(self, session: ProjectSession, added: AddedImages) -> None:
        session.adopt(added.changes)
        if added.refused:
            self._messages.say(self._refusals(added.refused), "warning")
        else:
            self._messages.hide()

    def _refusals(self, refused: Sequence[RefusedImage]) -> str:
        code, _count = Counter(image.code for image in refused).most_common(1)[0]
        names = ", ".join(Path(image.path).name for image in refused[:SHOWN_NAMES])
        more = f" + {len(refused) - SHOWN_NAMES}" if len(refused) > SHOWN_NAMES else ""
        return self.tr("Left out: {names}. {reason}").format(
            names=names + more, reason=words(code, {"path": Path(refused[0].path).name})
        )

    def _fail(self, error: SaegimError) -> None:
        self._messages.say(sentence(error), "danger")

    def _end(self) -> None:
        self._progress.end()
        self._task = None
