"""The keys of one action: take one away, record another, and what that would take from others."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.actions import SPACE, TABLE, Act, KeyMap, may_have, shown, words
from desktop.actions.fixed import FixedKey
from desktop.pages.settings.key_recorder import KeyRecorder
from desktop.theme import icon
from desktop.widgets.labels import label, paragraph


class KeyStrip(QFrame):
    """Edits the keys of what is picked in the tree."""

    wanted = Signal(object)
    """The ``KeyMap`` as it is to be."""
    recorded = Signal()
    """A key was recorded, whatever becomes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._keys = KeyMap()
        self._subject: Act | FixedKey | None = None
        self._pending: KeyMap | None = None
        self.name = label()
        self.recorder = KeyRecorder()
        self.recorder.recorded.connect(self._add)
        self.reset = _button(self.tr("Reset"), "link")
        self.reset.clicked.connect(self._reset)
        self.warning = paragraph(role="warning")
        self.take = _button("")
        self.take.clicked.connect(self._take)
        self.leave = _button(self.tr("Leave it"))
        self.leave.clicked.connect(self._leave)
        self._chips = QHBoxLayout()
        self._lay_out()
        self.show_subject(None)

    def show_keys(self, keys: KeyMap) -> None:
        """Show how the keys are now."""
        self._keys = keys
        self.show_subject(self._subject)

    def show_subject(self, subject: Act | FixedKey | None) -> None:
        """Show the keys of an action, or why they are fixed."""
        self._subject = subject
        self._pending = None
        is_act = isinstance(subject, Act)
        for widget in (self.recorder, self._chips_holder):
            widget.setVisible(is_act)
        self._show_conflict("")
        self._clear_chips()
        self.reset.setVisible(is_act and subject in self._keys.own)
        if isinstance(subject, Act):
            self.name.setText(_name(subject))
            for key in self._keys.of(subject):
                self._add_chip(subject, key)
        elif isinstance(subject, FixedKey):
            self.name.setText(QCoreApplication.translate("Actions", str(subject.text)))
            self._warn(QCoreApplication.translate("Actions", str(subject.reason)))
        else:
            self.name.setText(self.tr("Choose an action to change its keys."))

    def _add_chip(self, act: Act, key: str) -> None:
        chip = QPushButton(shown(key))
        chip.setIcon(icon("x"))
        # The cross stands behind the key that it takes away.
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAutoDefault(False)
        chip.setToolTip(self.tr("Take this key away"))
        left = tuple(other for other in self._keys.of(act) if other != key)
        chip.clicked.connect(lambda: self.wanted.emit(self._keys.with_keys(act, left)))
        self._chips.addWidget(chip)

    def _clear_chips(self) -> None:
        for chip in self._chips_holder.findChildren(QPushButton):
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()

    def _add(self, key: str) -> None:
        self.recorded.emit()
        act = self._subject
        if not isinstance(act, Act) or key in self._keys.of(act):
            return
        if not may_have(act, key):
            self._show_conflict("")
            self._warn(self._refusal(key))
        else:
            self._propose(act, (*self._keys.of(act), key))

    def _refusal(self, key: str) -> str:
        if key == SPACE:
            return self.tr("Space moves the picture, so only what is done on it can have this key.")
        return self.tr("{key} throws away or takes back what is drawn.").format(key=shown(key))

    def _reset(self) -> None:
        if isinstance(self._subject, Act):
            self._propose(self._subject, self._keys.preset_of(self._subject))

    def _propose(self, act: Act, keys: Sequence[str]) -> None:
        wanted, losers = self._keys.with_keys(act, keys), self._keys.losers(act, keys)
        if not losers:
            self.wanted.emit(wanted)
            return
        self._pending = wanted
        names = ", ".join(f"“{_name(loser)}”" for loser in losers)
        said = self.tr("{key} belongs to {actions} already.")
        taken = [key for key in keys if key not in self._keys.of(act)]
        self._show_conflict(said.format(key=", ".join(map(shown, taken)), actions=names))

    def _take(self) -> None:
        if self._pending is not None:
            self.wanted.emit(self._pending)

    def _leave(self) -> None:
        self.show_subject(self._subject)

    def _show_conflict(self, sentence: str) -> None:
        self._warn(sentence)
        self.take.setText(self.tr("Take it away there"))
        for button in (self.take, self.leave):
            button.setVisible(bool(sentence))

    def _warn(self, sentence: str) -> None:
        self.warning.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self._chips_holder = QWidget()
        self._chips_holder.setLayout(self._chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(8)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._chips_holder)
        above.addWidget(self.recorder)
        above.addStretch(1)
        above.addWidget(self.reset)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.warning, 1)
        below.addWidget(self.take)
        below.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addLayout(above)
        column.addLayout(below)


def _name(act: Act) -> str:
    return words(next(spec for spec in TABLE if spec.act is act))


def _button(text: str, role: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setProperty("role", role)
    return button
