"""The projects opened before, each one line that is as short as it has to be."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.content_button import ContentButton
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.labels import label, plain_tip

MOST_SHOWN = 8
NARROWEST_FOLDER = 64


class RecentProjects(QWidget):
    """Hidden until there are some."""

    chosen = Signal(object)
    """Path of a project."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Opened before"), "section"))
        column.addLayout(self._rows)
        self.hide()

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Replace the list."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for path in paths[:MOST_SHOWN]:
            self._rows.addWidget(self._row(path))
        self.setVisible(bool(paths))

    def _row(self, path: Path) -> QPushButton:
        name = ElidedLabel(path.stem)
        folder = ElidedLabel(_from_home(path.parent), Qt.TextElideMode.ElideMiddle)
        folder.setProperty("role", "muted")
        folder.setMinimumWidth(NARROWEST_FOLDER)
        folder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        content = QHBoxLayout()
        content.setContentsMargins(8, 6, 8, 6)
        content.setSpacing(8)
        content.addWidget(name)
        content.addWidget(folder, 1)
        row = ContentButton(content)
        row.setProperty("role", "link")
        row.setToolTip(plain_tip(str(path)))
        row.setAccessibleName(path.stem)
        row.clicked.connect(lambda _checked=False: self.chosen.emit(path))
        return row


def _from_home(folder: Path) -> str:
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
