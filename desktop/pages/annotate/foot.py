"""The row below the picture: what the mouse does now, and how a picture is finished."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton
from typing_extensions import override

from desktop.actions import Act, Actions
from desktop.canvas.tools.gestures import gesture_rows, hint_of
from desktop.canvas.tools.spec import ToolSpec
from desktop.pages.annotate.current_image import CurrentImage
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.message_bar import MessageBar
from engine.project.rows import UNFINISHED

HEIGHT = 40
ROOM_FOR_ALL = 480


class CanvasFoot(QFrame):
    """Always there, so that nothing it says moves the picture.

    Args:
        image: The image in hand.
        actions: The window's actions.
        messages: Keeps off the row while it is seen.
    """

    def __init__(self, image: CurrentImage, actions: Actions, messages: MessageBar) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setFixedHeight(HEIGHT)
        self._image = image
        self._actions = actions
        self._messages = messages
        self._tool: ToolSpec | None = None
        self._draws = self._may_be_empty = self._has_draft = False
        self.hint = ElidedLabel()
        self.hint.setProperty("role", "muted")
        self.empty = self._button(Act.VERIFIED_EMPTY)
        self.done = self._button(Act.ACCEPT_IMAGE)
        self.done.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.hint, 1)
        row.addWidget(self.empty)
        row.addWidget(self.done)
        # Of another image that is said, too.
        image.content_changed.connect(self._refresh)
        actions.keys_changed.connect(self._refresh)
        self._refresh()

    def show_draft(self, has_draft: bool) -> None:
        """Whether something is being drawn, which *Done* keeps."""
        if has_draft != self._has_draft:
            self._has_draft = has_draft
            self._refresh()

    def show_tool(self, spec: ToolSpec) -> None:
        """Say what the mouse does with this tool in hand."""
        self._tool = spec
        self._say_hint()

    def set_work(self, *, draws: bool, may_be_empty: bool) -> None:
        """Whether there are objects to draw, and whether nothing at all can be right."""
        self._draws, self._may_be_empty = draws, may_be_empty
        self._show_empty()
        self._say_hint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_empty()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._messages.keep_off(HEIGHT)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._messages.keep_off(0)

    def _refresh(self) -> None:
        row = self._image.row
        will_finish = self._is_open() and not self._is_bare()
        done = self.tr("Done, next") if will_finish else self.tr("Next")
        self.done.setText(self._with_key(done, Act.ACCEPT_IMAGE))
        self.done.setToolTip(self._what_done_means() if will_finish else "")
        # Its key is in the tip: the line beside it needs the room.
        self.empty.setText(self.tr("Nothing to mark"))
        means = self.tr("There is nothing to mark on this image; the next one comes")
        self.empty.setToolTip(self._with_key(means, Act.VERIFIED_EMPTY))
        self.done.setEnabled(row is not None)
        self._show_empty()
        self._say_hint()

    def _what_done_means(self) -> str:
        shown = len(self._image.shown_suggestions())
        below = len(self._image.suggestions) - shown
        said = [self.tr("Everything on this image is marked; the next one comes.")]
        if shown:
            said.append(self.tr("Suggestions accepted by it: {count}.").format(count=shown))
        if below:
            said.append(
                self.tr("Suggestions below the score, rejected: {count}.").format(count=below)
            )
        return " ".join(said)

    def _show_empty(self) -> None:
        # Without room the key and the menu remain, and *Next* says so.
        has_room = self.width() >= ROOM_FOR_ALL
        is_asked = self._may_be_empty and self._is_open() and self._is_bare()
        self.empty.setVisible(is_asked and has_room)

    def _is_open(self) -> bool:
        return self._image.row is not None and self._image.row.state in UNFINISHED

    def _is_bare(self) -> bool:
        is_marked = self._image.annotations or self._image.shown_suggestions()
        return not is_marked and not self._has_draft

    def _say_hint(self) -> None:
        if not self._draws:
            self.hint.set_whole(self.tr("Digit: label the image with the class of this key"))
            self.hint.setToolTip("")
        elif self._tool is not None:
            rows = gesture_rows(self._tool, self._actions)
            self.hint.set_whole(hint_of(self._tool, self._actions))
            self.hint.setToolTip("\n".join(f"{how}: {what}" for what, how in rows))

    def _button(self, act: Act) -> QPushButton:
        button = QPushButton()
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._actions[act].trigger)
        return button

    def _with_key(self, text: str, act: Act) -> str:
        return f"{text} ({self._actions.hint(act)})" if self._actions.keys.of(act) else text
