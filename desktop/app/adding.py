"""Adding pictures to a project, on a thread, with progress and a way to stop it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.app.folder_question import FolderQuestion
from desktop.errors import sentence, words
from desktop.jobs.background import BackgroundTask, Progress
from engine.geometry.types import WHOLE_IMAGE_KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.project_session import ProjectSession
    from desktop.widgets.message_bar import MessageBar
    from desktop.widgets.progress_line import ProgressLine
    from engine.project.changes import AddedImages, PagedImage, RefusedImage
    from engine.project.image_search import FoundFiles
    from engine.protocol.errors import SaegimError

    Looked = tuple[FoundFiles, Mapping[Path, str]]

SHOWN_NAMES = 3
SHOWN_ENDINGS = 6


class AddImages(QObject):
    """One batch at a time; the pictures are read, never written."""

    busy_changed = Signal(bool)

    def __init__(self, messages: MessageBar, progress: ProgressLine, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._messages = messages
        self._progress = progress
        self._task: BackgroundTask | None = None
        self._question: FolderQuestion | None = None
        progress.cancelled.connect(self.cancel)

    def start(self, session: ProjectSession, find: Callable[[], FoundFiles]) -> None:
        """Add the pictures that ``find`` returns, which is called on the thread, too.

        Where whole images are labelled and the pictures lie in several folders, the person is asked
        first whether the folders' names are the labels.
        """
        if self._task is None and self._question is None:
            self._run(session, partial(_look, session, find), partial(self._ask, session))

    def cancel(self) -> None:
        """Stop; no picture of the batch is added then."""
        if self._task is not None:
            self._task.cancel()
        if self._question is not None:
            self._question.reject()

    def _ask(self, session: ProjectSession, looked: Looked) -> None:
        found, labels = looked
        if not labels:
            self._add(session, found, {})
            return
        self._question = FolderQuestion(labels, self._window)
        self._question.answered.connect(partial(self._add, session, found))
        self._question.finished.connect(self._forget_question)
        self._question.open()

    def _add(self, session: ProjectSession, found: FoundFiles, labels: Mapping[Path, str]) -> None:
        def work(report: Progress) -> AddedImages:
            return session.store.images.add(found.images, report, labels=labels)

        self._run(session, work, partial(self._finish, session, found))

    def _run(
        self,
        session: ProjectSession,
        work: Callable[[Progress], object],
        then: Callable[[Any], object],
    ) -> None:
        if not session.is_open:
            return
        self._progress.begin(self.tr("Adding pictures"))
        self.busy_changed.emit(True)
        self._task = task = BackgroundTask(work, session)
        task.progressed.connect(self._progress.advance)
        task.finished.connect(then)
        task.failed.connect(self._fail)
        task.ended.connect(lambda: self._end(task))
        task.start()

    def _finish(self, session: ProjectSession, found: FoundFiles, added: AddedImages) -> None:
        if not session.is_open:
            return
        session.adopt(added.changes)
        refused = (*found.refused, *added.refused)
        said = [self._refusals(refused)] if refused else []
        if added.paged:
            said.append(self._pages(added.paged))
        if found.passed_over:
            said.append(self._passed_over(found.passed_over))
        if said:
            self._messages.say(" ".join(said), "warning" if refused else "info")
        else:
            self._messages.hide()

    def _passed_over(self, endings: Mapping[str, int]) -> str:
        named = [f"{ending} ({count})" for ending, count in endings.items() if ending]
        if "" in endings:
            named.append(self.tr("without an ending ({count})").format(count=endings[""]))
        more = f" + {len(named) - SHOWN_ENDINGS}" if len(named) > SHOWN_ENDINGS else ""
        return self.tr("Passed over by their endings: {endings}.").format(
            endings=", ".join(named[:SHOWN_ENDINGS]) + more
        )

    def _pages(self, paged: Sequence[PagedImage]) -> str:
        names = ", ".join(f"{Path(one.path).name} ({one.pages})" for one in paged[:SHOWN_NAMES])
        more = f" + {len(paged) - SHOWN_NAMES}" if len(paged) > SHOWN_NAMES else ""
        return self.tr("Of files with several pages only the first was taken: {names}.").format(
            names=names + more
        )

    def _refusals(self, refused: Sequence[RefusedImage]) -> str:
        code, _count = Counter(image.code for image in refused).most_common(1)[0]
        first = next(image for image in refused if image.code == code)
        names = ", ".join(Path(image.path).name for image in refused[:SHOWN_NAMES])
        more = f" + {len(refused) - SHOWN_NAMES}" if len(refused) > SHOWN_NAMES else ""
        return self.tr("Left out: {names}. {reason}").format(
            names=names + more,
            reason=words(code, {**first.parameters, "path": Path(first.path).name}),
        )

    def _fail(self, error: SaegimError) -> None:
        self._messages.say(sentence(error), "danger")

    def _end(self, task: BackgroundTask) -> None:
        # Pictures that were found are added by another task, which has begun by then.
        if self._task is task:
            self._progress.end()
            self._task = None
            self._tell_end()

    def _forget_question(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None
            self._tell_end()

    def _tell_end(self) -> None:
        if self._task is None and self._question is None:
            self.busy_changed.emit(False)


def _look(session: ProjectSession, find: Callable[[], FoundFiles], report: Progress) -> Looked:
    """Find pictures, and the labels they have by the folders they lie in."""
    # Imported on the thread: what a project takes would delay the start.
    from desktop.app.opening import sorted_labels

    found = find()
    # Whoever cancelled meanwhile is heard here.
    report(0, 0)
    labels_images = session.store.new_class_kind == WHOLE_IMAGE_KIND
    return found, sorted_labels(found.images) if labels_images else {}
