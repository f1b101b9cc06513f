"""The one window: a rail of pages, menus, sentences over the page, and progress below it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.actions import TABLE, Act, Actions, Menu, Scope, title, words
from desktop.actions.submenus import Submenus
from desktop.remembered import Remembered
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page_area import PageArea
from desktop.widgets.progress_line import ProgressLine
from desktop.widgets.rail import Rail
from desktop.widgets.screen_room import within_screen
from desktop.widgets.shortcut_sheet import ShortcutSheet
from desktop.widgets.silence import silence
from desktop.widgets.typing_guard import TypingGuard

SMALLEST = QSize(720, 450)
"""A small laptop at 200 % has hardly more room."""
STATUS_HEIGHT = 32
FIRST_SIZE = QSize(1280, 800)


class MainWindow(QMainWindow):
    """Knows pages only as widgets with a name; ``desktop.app`` fills it."""

    page_shown = Signal(object)
    """The widget of the page that is now seen."""
    recent_chosen = Signal(object)
    """Path of a project in *Open recent*."""
    dropped = Signal(object)
    """Paths of files and folders; at least one."""
    closing = Signal()

    def __init__(self, remembered: Remembered, start_page: QWidget) -> None:
        super().__init__()
        self._remembered = remembered
        self.may_close: Callable[[QWidget], bool] = lambda _window: True
        """Asked before it closes; who says no closes it later."""
        self.table = Actions(self)
        self._typing = TypingGuard(self)
        self._area = QWidget()
        self.messages = MessageBar(self._area)
        self.progress = ProgressLine(is_low=True)
        self.status_left = ElidedLabel()
        self.status_right = ElidedLabel()
        self.rail = Rail()
        self._start_page = start_page
        self._areas: dict[QWidget, PageArea] = {}
        self._scopes: dict[QWidget, frozenset[Scope]] = {}
        self._stack = QStackedWidget()
        self._stack_up(start_page)
        self._recent = self._fill_menus()
        self._lay_out()
        self._fit_screen()
        self.resize(within_screen(FIRST_SIZE, self))
        self.restoreGeometry(remembered.window_geometry())
        self.table.on(Act.QUIT, self.close, self)
        self.table.on(Act.SHORTCUTS, self.show_shortcuts, self)
        self.rail.chosen.connect(self.show_page)
        self.setAcceptDrops(True)
        self.clear_pages()

    def add_page(self, page: QWidget, name: str, icon_name: str, scopes: frozenset[Scope]) -> None:
        """Put a page on the rail; ``scopes`` are the actions that work while it is seen."""
        self._stack_up(page)
        self._scopes[page] = scopes
        self.rail.add(page, name, icon_name)

    def _stack_up(self, page: QWidget) -> None:
        self._areas[page] = PageArea(page)
        self._stack.addWidget(self._areas[page])

    def set_scopes(self, page: QWidget, scopes: frozenset[Scope]) -> None:
        """Change which actions work while a page is seen."""
        self._scopes[page] = scopes
        if self.shown_page() is page:
            self._enable_actions(page)

    def clear_pages(self) -> None:
        """Take all pages away and show the start page; then nothing of them is at work any more."""
        # First of all: a page that is seen in the place of one taken away would read the project.
        self._stack.setCurrentWidget(self._areas[self._start_page])
        for page in self._scopes:
            self.table.release(page)
            silence(page)
        self.rail.clear()
        for page in self._scopes:
            area = self._areas.pop(page)
            self._stack.removeWidget(area)
            area.deleteLater()
        self._scopes.clear()
        self.status_left.set_whole("")
        self.status_right.set_whole("")
        self.setWindowTitle("Saegim")
        self.show_page(self._start_page)

    def show_page(self, page: QWidget) -> None:
        """Show a page, and let its actions work."""
        self._stack.setCurrentWidget(self._areas[page])
        self.rail.mark(page)
        self.rail.setVisible(page in self._scopes)
        self._enable_actions(page)
        self._make_room()
        page.setFocus()
        self.page_shown.emit(page)

    def _enable_actions(self, page: QWidget) -> None:
        project = {Scope.PROJECT} if page in self._scopes else set[Scope]()
        self.table.enable(frozenset({Scope.ALWAYS} | project | self._scopes.get(page, frozenset())))

    def _make_room(self) -> None:
        """Let a page be as much lower as a message hides of it, unless somebody may be aiming."""
        page = self.shown_page()
        scopes = None if page is None else self._scopes.get(page)
        is_aimed_at = scopes is None or Scope.ANNOTATE in scopes
        self._area.setContentsMargins(0, 0, 0, 0 if is_aimed_at else self.messages.room())

    def shown_page(self) -> QWidget | None:
        """The page that is seen."""
        shown = self._stack.currentWidget()
        return shown.page if isinstance(shown, PageArea) else None

    def name_undo_steps(self, undo: str, redo: str) -> None:
        """Let the Undo and Redo actions say what they would do."""
        for act, step in ((Act.UNDO, undo), (Act.REDO, redo)):
            spec = next(spec for spec in TABLE if spec.act is act)
            self.table.rename(act, f"{words(spec)}: {step}" if step else words(spec))

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Fill *Open recent*."""
        self._recent.clear()
        self._recent.setEnabled(bool(paths))
        for path in paths:
            action = self._recent.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda _=False, path=path: self.recent_chosen.emit(path))

    def remember_geometry(self) -> None:
        """Let the next window have the size and the place of this one."""
        self._remembered.set_window_geometry(self.saveGeometry())

    def show_shortcuts(self) -> None:
        """Show the keys as they are now, and what the mouse does on a picture."""
        # Imported here: geometry and its libraries are slow to load, and the start page needs none.
        from desktop.canvas.tools.gestures import gesture_sections

        sections = [*self.table.sections(), *gesture_sections(self.table)]
        sheet = ShortcutSheet(sections, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Another screen may have less room, or the same room at a larger scale.
        once = Qt.ConnectionType.UniqueConnection
        self.windowHandle().screenChanged.connect(self._fit_screen, once)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_paths(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        dropped = _dropped_paths(event)
        # Not within the drop: whoever dropped it would wait for the answer to a dialog.
        QTimer.singleShot(0, self, lambda: self.dropped.emit(dropped))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close(self):
            event.ignore()
            return
        self.remember_geometry()
        self.closing.emit()
        super().closeEvent(event)

    def _fit_screen(self) -> None:
        self.setMinimumSize(within_screen(SMALLEST, self))

    def _fill_menus(self) -> QMenu:
        recent = QMenu(self.tr("Open recent"), self)
        for menu in Menu:
            shown = self.menuBar().addMenu(title(menu))
            submenus = Submenus(shown)
            for spec in TABLE:
                if spec.menu is menu:
                    submenus.of(spec).addAction(self.table[spec.act])
                if spec.act is Act.OPEN_PROJECT and menu is Menu.FILE:
                    shown.addMenu(recent)
        return recent

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._area)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        center = QWidget()
        row = QHBoxLayout(center)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._area, 1)
        self.setCentralWidget(center)
        for part in (self.status_left, self.status_right):
            part.setContentsMargins(4, 0, 4, 0)
        self.statusBar().addWidget(self.status_left, 1)
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().addPermanentWidget(self.status_right)
        self.statusBar().setSizeGripEnabled(False)
        # What comes and goes in it must not move the page.
        self.statusBar().setFixedHeight(STATUS_HEIGHT)
        self.messages.placed.connect(self._make_room)


def _dropped_paths(event: QDropEvent) -> list[Path]:
    return [Path(path) for url in event.mimeData().urls() if (path := url.toLocalFile())]
