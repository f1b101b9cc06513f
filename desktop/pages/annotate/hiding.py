"""Objects that are hidden for a while, and the badge that says so."""

from PySide6.QtCore import QObject

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.badges import Badges
from desktop.pages.annotate.current_image import CurrentImage
from desktop.project_session import ProjectSession
from engine.project.changes import Changes


class Hiding(QObject):
    """All objects stay hidden from image to image; some, only on theirs.

    What is added while all are hidden is seen: somebody has just drawn it.

    Args:
        session: Tells what was added.
        canvas: Shows what is not hidden.
        image: The image in hand.
        badges: Where it is said.
        actions: The window's actions.
        parent: Qt owner.
    """

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        badges: Badges,
        actions: Actions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._badges = badges
        self._actions = actions
        self._is_all = False
        self._hidden: tuple[int, ...] = ()
        self._added: frozenset[int] = frozenset()
        self.badge = badges.add(self.show_all)
        self.badge.setToolTip(self.tr("Show all objects"))
        image.changed.connect(self._begin_image)
        session.changed.connect(self._follow)
        actions.keys_changed.connect(self._apply)

    def bind(self) -> None:
        """Give the keys of hiding their meaning."""
        self._actions.on(Act.HIDE_ALL, self.hide_all, self)
        self._actions.on(Act.HIDE_SELECTED, self.hide_selected, self)

    def hide_all(self) -> None:
        """Hide all objects, or show them again."""
        self._is_all, self._added = not self._is_all, frozenset()
        self._apply()

    def hide_selected(self) -> None:
        """Hide the selected objects; without a selection show the hidden ones again."""
        selected = self._canvas.selected()
        self._hidden = (*self._hidden, *selected) if selected else ()
        self._canvas.select(())
        self._apply()

    def show_all(self) -> None:
        """Hide nothing any more."""
        self._is_all, self._hidden = False, ()
        self._apply()

    def _begin_image(self) -> None:
        self._hidden, self._added = (), frozenset()
        self._apply()

    def _follow(self, changes: Changes) -> None:
        if self._is_all and changes.added.annotations:
            self._added |= frozenset(changes.added.annotations)
            self._apply()

    def _apply(self) -> None:
        self._canvas.set_hidden("all" if self._is_all else self._hidden, self._added)
        self._badges.say(self.badge, self._words())

    def _words(self) -> str:
        if self._is_all:
            key = self._actions.hint(Act.HIDE_ALL)
            return self.tr("Objects hidden ({key})").format(key=key)
        if self._hidden:
            return self.tr("Hidden objects: {count}").format(count=len(self._hidden))
        return ""
