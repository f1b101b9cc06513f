"""An (i) that explains words: when pointed at, and when clicked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton, QToolTip

from desktop.theme import icon


class InfoButton(QToolButton):
    """Shows title and sentence of each term.

    Args:
        terms: What to explain, as (title, sentence).
    """

    def __init__(self, terms: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setIcon(icon("info"))
        self.setAutoRaise(True)
        self.setAccessibleName(self.tr("What these words mean"))
        self.setToolTip("".join(f"<p><b>{escape(t)}</b>: {escape(s)}</p>" for t, s in terms))
        self.clicked.connect(self._show)

    def _show(self) -> None:
        place = self.mapToGlobal(QPoint(0, self.height()))
        QToolTip.showText(place, self.toolTip(), self)
