"""A picture that is gone, changed or unread: said on the canvas and in the list, with ways out."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.canvas.view import CanvasView
from desktop.errors import words
from desktop.jobs.background import BackgroundTask, Progress
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.file_notice import Button, FileNotice
from desktop.pages.annotate.image_removal import ImageRemoval
from desktop.project_session import ProjectSession
from desktop.widgets.progress_line import ProgressLine
from engine.images import UnreadableImage
from engine.project.changes import Changes
from engine.project.image_search import find_image_files
from engine.project.store import Store
from engine.protocol.errors import SaegimError


class FileTrouble(QObject):
    """Knows whether the picture in hand can be drawn on, and mends it as the person says."""

    changed = Signal()
    """Whether something is wrong with the picture in hand, from now on."""

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        images: ImageListModel,
        removal: ImageRemoval,
        progress: ProgressLine,
    ) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._images = images
        self._removal = removal
        self._progress = progress
        self._task: BackgroundTask | None = None
        self.notice = FileNotice(canvas)
        self._ways: dict[str, Button] = {
            "picture_missing": (self.tr("Find it…"), self.ask_place),
            "picture_changed": (self.tr("Take the new picture"), self.take_changed),
            "picture_outside": (self.tr("Read the pictures outside"), self.confirm),
        }
        canvas.image_failed.connect(self._tell)
        canvas.image_loaded.connect(self._note_loaded)
        image.changed.connect(self._forget)
        progress.cancelled.connect(self._cancel)

    @property
    def is_there(self) -> bool:
        """Whether something is wrong with the picture in hand."""
        return not self.notice.isHidden()

    def ask_place(self) -> None:
        """Ask for the file of the image in hand, and look for it and others around there."""
        row = self._image.row
        if row is None:
            return
        name = row.path.rpartition("/")[2]
        chosen, _ = QFileDialog.getOpenFileName(
            self._canvas.window(),
            self.tr("Where is {name}?").format(name=name),
            str(self._session.store.path.parent),
        )
        if chosen:
            self.find(Path(chosen))

    def find(self, chosen: Path) -> None:
        """Give all missing images their places that lie in a file's folder or below."""
        self._start(self.tr("Looking for pictures"), partial(_find, self._session.store, chosen))

    def take_changed(self) -> None:
        """Let the picture that lies there be the image's, with what is marked cut to it."""
        row = self._image.row
        if row is not None:
            repair = self._session.store.image_repair
            self._start(self.tr("Reading the picture"), lambda _: repair.take_changed(row.id))

    def confirm(self) -> None:
        """Let pictures outside the project's folder be read, now and later."""
        self._session.store.image_repair.confirm_outside()
        self._images.check_again()
        self._image.show_again()

    def _start(self, text: str, work: Callable[[Progress], Changes]) -> None:
        if self._task is not None:
            return
        self._progress.begin(text)
        self._task = task = BackgroundTask(work, self._session)
        task.progressed.connect(self._progress.advance)
        task.finished.connect(self._session.adopt)
        task.failed.connect(self._session.failed)
        task.ended.connect(self._end)
        task.start()

    def _tell(self, error: UnreadableImage) -> None:
        row = self._image.row
        if row is None:
            return
        self._images.set_trouble(row.id, error.code)
        self._canvas.set_empty_text("")
        way = self._ways.get(error.code)
        remove = (self.tr("Remove from the project…"), lambda: self._removal.remove([row.id]))
        # Of a file outside all of its path tells whether it is one's own.
        named = {} if error.code == "picture_outside" else {"path": row.path}
        text = words(error.code, {**error.parameters, **named})
        consequence = self._consequence() if error.code == "picture_changed" else ""
        self.notice.say(text, consequence, [remove] if way is None else [way, remove])
        self.changed.emit()

    def _consequence(self) -> str:
        count = len(self._image.annotations)
        if not count:
            return self.tr("Nothing is marked on it yet.")
        told = self.tr(
            "If you take the new picture, the labels ({count}) stay where they are, cut to its "
            "size, and are to be looked at again. Undo takes that back."
        )
        return told.format(count=count)

    def _note_loaded(self) -> None:
        if self._image.row is not None:
            self._images.set_trouble(self._image.row.id, "")

    def _forget(self) -> None:
        if self.is_there:
            self.notice.hide()
            self.changed.emit()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self._progress.end()
        self._task = None


def _find(store: Store, chosen: Path, report: Progress) -> Changes:
    try:
        around = find_image_files(chosen.parent).images
    except SaegimError:
        # The file may have any ending.
        around = ()
    files = dict.fromkeys([chosen, *around])
    return store.image_repair.find_moved(files, report)
