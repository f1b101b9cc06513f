"""Looks for what is wrong in the background, goes there, and mends it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.jobs.background import BackgroundTask
from desktop.pages.annotate.check_panel import CheckPanel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.project_session import ProjectSession
from desktop.widgets.progress_line import ProgressLine
from engine.checks.scanning import mend, scan
from engine.checks.spec import Finding
from engine.project.changes import Changes


class Checking(QObject):
    """Keeps the panel true: what was changed since is no longer listed."""

    said = Signal(str)

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        panel: CheckPanel,
        progress: ProgressLine,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._panel = panel
        self._progress = progress
        self._found: list[Finding] | None = None
        self._task: BackgroundTask | None = None
        panel.check_wanted.connect(self.check)
        panel.chosen.connect(self.go_to)
        panel.mend_wanted.connect(self.mend)
        progress.cancelled.connect(self.cancel)
        session.changed.connect(self._follow)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.CHECKS, self.show, self)

    def show(self) -> None:
        """Show the panel and look for what is wrong, or hide it."""
        self._panel.setVisible(self._panel.isHidden())
        if self._panel.isVisible() and self._found is None:
            self.check()

    def check(self) -> None:
        """Look at all annotations of the project."""
        if self._task is not None:
            return
        store = self._session.store
        self._panel.check.setEnabled(False)
        self._progress.begin(self.tr("Checking the annotations"))
        self._task = BackgroundTask(lambda report: scan(store, report), self)
        self._task.progressed.connect(self._progress.advance)
        self._task.finished.connect(self._take)
        self._task.failed.connect(self._session.failed)
        self._task.ended.connect(self._end)
        self._task.start()

    def cancel(self) -> None:
        """Stop looking."""
        if self._task is not None:
            self._task.cancel()

    def go_to(self, finding: Finding) -> None:
        """Show the image of a finding, with its object selected and in sight."""
        if self._canvas.has_draft() or not self._session.store.images.rows([finding.image_id]):
            return
        self._image.show(finding.image_id)
        self._canvas.select(finding.annotation_ids[:1])
        self._canvas.bring_into_sight(finding.annotation_ids[0])

    def mend(self, findings: list[Finding]) -> None:
        """Mend what can be mended, in one undo step."""
        many = len(findings) > 1
        changes = self._session.do(lambda store: mend(store, findings), is_large=many)
        if changes is not None:
            count = len(changes.updated.annotations | changes.removed.annotations)
            self.said.emit(self.tr("Objects mended: {count}").format(count=count))

    def _take(self, found: list[Finding]) -> None:
        self._found = found
        self._show_found()

    def _follow(self, changes: Changes) -> None:
        gone = changes.updated.annotations | changes.removed.annotations
        if self._found and gone:
            left = [finding for finding in self._found if gone.isdisjoint(finding.annotation_ids)]
            if len(left) < len(self._found):
                self._found = left
                self._show_found()

    def _show_found(self) -> None:
        found = self._found or []
        rows = self._session.store.images.rows({finding.image_id for finding in found})
        places = {row.id: row.path.rpartition("/")[2] for row in rows}
        self._panel.show_findings(found, places)

    def _end(self) -> None:
        self._task = None
        self._panel.check.setEnabled(True)
        self._progress.end()
