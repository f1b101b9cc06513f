"""How images of more than 8 bits are shown: changed for the whole project."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.jobs.background import BackgroundTask
from desktop.pages.annotate.value_range_dialog import ValueRangeDialog
from desktop.project_session import ProjectSession
from desktop.widgets.progress_line import ProgressLine
from engine.project.changes import Changes
from engine.protocol.specs import ValueRangeRule


class ValueRangeChange(QObject):
    """Changes the rule in the background: every picture of more than 8 bits is measured again."""

    said = Signal(str)

    def __init__(
        self, session: ProjectSession, canvas: CanvasView, progress: ProgressLine, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._progress = progress
        self._page = parent
        self._task: BackgroundTask | None = None
        self._dialog: ValueRangeDialog | None = None
        canvas.image_loaded.connect(self._show_image)
        progress.cancelled.connect(self.cancel)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.VALUE_RANGE, self.ask, self)

    def ask(self) -> ValueRangeDialog | None:
        """Show the dialog; nothing while a change is going on."""
        if self._task is not None:
            return None
        rule = self._session.store.images.value_range_rule()
        dialog = ValueRangeDialog(rule, self._page.window())
        dialog.chosen.connect(self.apply)
        self._dialog = dialog
        self._show_image()
        dialog.open()
        return dialog

    def apply(self, rule: ValueRangeRule) -> None:
        """Set the rule."""
        store = self._session.store
        self._progress.begin(self.tr("Measuring the pictures"))
        self._task = BackgroundTask(lambda report: store.images.set_value_range(rule, report), self)
        self._task.progressed.connect(self._progress.advance)
        self._task.finished.connect(self._finish)
        self._task.failed.connect(self._session.failed)
        self._task.ended.connect(self._end)
        self._task.start()

    def _show_image(self) -> None:
        image, dialog = self._canvas.image.decoded, self._dialog
        if image is not None and image.is_final and dialog is not None and isValid(dialog):
            dialog.show_image(image)

    def cancel(self) -> None:
        """Stop measuring; the rule stays what it was."""
        if self._task is not None:
            self._task.cancel()

    def _finish(self, changes: Changes) -> None:
        self._session.adopt(changes)
        said = self.tr("Pictures that are shown differently now: {count}")
        self.said.emit(said.format(count=len(changes.updated.images)))

    def _end(self) -> None:
        self._task = None
        self._progress.end()
