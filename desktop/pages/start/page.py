"""The start page: a new project, an old one, or the sample."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.theme import icon

WIDTH = 480


class StartPage(QWidget):
    """One primary button, and the projects opened before."""

    new_requested = Signal()
    open_requested = Signal()
    project_chosen = Signal(object)
    """Path of a project."""

    def __init__(self) -> None:
        super().__init__()
        self._projects = QVBoxLayout()
        self._projects.setSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(_label("Saegim", "page"))
        column.addWidget(
            _label(
                self.tr(
                    "Mark objects in your pictures, and train a model on the marks with one button."
                ),
                "muted",
            )
        )
        column.addLayout(self._buttons())
        column.addSpacing(16)
        column.addLayout(self._projects)
        column.addStretch(3)
        frame = QFrame()
        frame.setFixedWidth(WIDTH)
        frame.setLayout(column)
        row = QHBoxLayout(self)
        row.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_projects(self, recent: Sequence[Path], samples: Sequence[Path]) -> None:
        """List what can be opened with one click."""
        while (item := self._projects.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._list(self.tr("Opened before"), recent)
        self._list(self.tr("Try a sample project"), samples)

    def _buttons(self) -> QHBoxLayout:
        new = QPushButton(self.tr("New project…"))
        new.setProperty("role", "primary")
        new.clicked.connect(self.new_requested)
        old = QPushButton(icon("folder-open"), self.tr("Open…"))
        old.clicked.connect(self.open_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(new)
        row.addWidget(old)
        row.addStretch(1)
        return row

    def _list(self, title: str, paths: Sequence[Path]) -> None:
        if not paths:
            return
        self._projects.addWidget(_label(title, "section"))
        for path in paths:
            button = QPushButton(f"{path.stem}\u2002·\u2002{_short(path.parent)}")
            button.setToolTip(str(path))
            button.setProperty("role", "link")
            button.clicked.connect(lambda _checked=False, path=path: self.project_chosen.emit(path))
            self._projects.addWidget(button)
        self._projects.addSpacing(8)


def _short(folder: Path) -> str:
    parts = folder.parts
    return str(folder) if len(parts) <= 4 else str(Path("…", *parts[-3:]))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label
