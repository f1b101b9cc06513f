"""What is shown around and over the picture, switched on and off by actions: one row each."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.actions import Act, Actions
from desktop.remembered import Remembered


@dataclass(frozen=True)
class ViewSwitch:
    """One row.

    Args:
        act: Its action, which is checked while it is on.
        show: Shows it, or hides it.
        at_first: Whether it is on before anybody has chosen.
    """

    act: Act
    show: Callable[[bool], object]
    at_first: bool


class ViewSwitches(QObject):
    """Keeps actions, canvas and what is remembered of one opinion.

    Args:
        switches: The rows.
        actions: The window's actions.
        remembered: How they were left.
        parent: Qt owner.
    """

    def __init__(
        self,
        switches: tuple[ViewSwitch, ...],
        actions: Actions,
        remembered: Remembered,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._remembered = remembered
        self._switches = {switch.act: switch for switch in switches}
        for switch in switches:
            actions[switch.act].setCheckable(True)
            self._show(switch, remembered.is_seen(switch.act, switch.at_first))

    def bind(self) -> None:
        """Give the keys their meaning."""
        for act in self._switches:
            self._actions.on(act, lambda act=act: self.turn(act, self._is_checked(act)), self)

    def turn(self, act: Act, is_on: bool) -> None:
        """Switch something on or off, now and at the next start."""
        self._remembered.set_seen(act, is_on)
        self._show(self._switches[act], is_on)

    def _is_checked(self, act: Act) -> bool:
        return self._actions[act].isChecked()

    def _show(self, switch: ViewSwitch, is_on: bool) -> None:
        self._actions[switch.act].setChecked(is_on)
        switch.show(is_on)
