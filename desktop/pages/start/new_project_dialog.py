"""The one dialog of a new project: which pictures, and what is to be learned from them."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS


@dataclasses.dataclass(frozen=True)
class NewProject:
    """The answers: where the project goes, what it is about, and its first pictures."""

    path: Path
    task: TaskSpec
    folder: Path


class NewProjectDialog(QDialog):
    """Asks for a folder of pictures and a task; everything else has a good default.

    Args:
        folder: Where to start looking, or already the folder of pictures.
        parent: The window.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New project"))
        self.setMinimumWidth(520)
        self._start = folder
        self._folder = QLineEdit()
        self._folder.setPlaceholderText(self.tr("Folder of pictures"))
        self._folder.textChanged.connect(self._look)
        self._found = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._found.setProperty("role", "muted")
        self._found.setWordWrap(True)
        self._tasks = {
            task.name: QRadioButton(QCoreApplication.translate("Tasks", task.question))
            for task in TASKS
        }
        self.choose_task(TASKS[0])
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        # The style's own icons are of another family.
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self._create = self._buttons.addButton(
            self.tr("Create project"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._create.setProperty("role", "primary")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._look()

    def choose_folder(self, folder: Path) -> None:
        """Fill in the folder of pictures."""
        self._folder.setText(str(folder))

    def choose_task(self, task: TaskSpec) -> None:
        """Fill in what is to be learned."""
        self._tasks[task.name].setChecked(True)

    def answer(self) -> NewProject:
        """What was chosen."""
        folder = self._chosen().absolute()
        task = next(task for task in TASKS if self._tasks[task.name].isChecked())
        return NewProject(_free_path(folder), task, folder)

    def _lay_out(self) -> None:
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(_section(self.tr("Which pictures?")))
        column.addLayout(row)
        column.addWidget(self._found)
        column.addSpacing(16)
        column.addWidget(_section(self.tr("What shall the model learn?")))
        for button in self._tasks.values():
            column.addWidget(button)
        column.addSpacing(16)
        column.addWidget(self._buttons)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of pictures"), str(self._start)
        )
        if folder:
            self.choose_folder(Path(folder))

    def _chosen(self) -> Path:
        typed = Path(self._folder.text())
        # "~name" stays as it is: there may be nobody of that name here.
        return typed.expanduser() if typed.parts[:1] == ("~",) else typed

    def _look(self) -> None:
        text, folder = self._folder.text(), self._chosen()
        usable = bool(text) and folder.is_dir()
        self._create.setEnabled(usable)
        if not text:
            self._found.setText(
                self.tr("The pictures stay where they are and are never written to.")
            )
        elif usable:
            path = _free_path(folder.absolute())
            self._found.setText(self.tr("The project becomes {path}").format(path=path))
        else:
            self._found.setText(self.tr("There is no such folder."))


def _free_path(folder: Path) -> Path:
    """The project lies in the folder of its pictures, so that both move together."""
    path = folder / f"{folder.name or 'project'}.saegim"
    number = 2
    while path.exists():
        path = path.with_name(f"{folder.name}-{number}.saegim")
        number += 1
    return path


def _section(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setProperty("role", "section")
    return label
