"""The one dialog of a new project: which pictures, what is learned from them, and where it goes."""

import dataclasses
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.pages.start.project_place import ProjectPlace, typed_path
from desktop.widgets.labels import label
from engine.system.files import is_folder
from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS

WIDTH = 600


@dataclasses.dataclass(frozen=True)
class NewProject:
    """The answers: where the project goes, what it is about, and its first pictures."""

    path: Path
    task: TaskSpec
    folder: Path


class NewProjectDialog(QDialog):
    """Asks for a folder of pictures and a task; the project's place is proposed and shown.

    Args:
        folder: Where to start looking, or already the folder of pictures.
        parent: The window.
    """

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New project"))
        self.setMinimumWidth(WIDTH)
        self._start = folder
        self._folder = QLineEdit()
        self._folder.setPlaceholderText(self.tr("Folder of pictures"))
        self._folder.textChanged.connect(self._look)
        self.place = ProjectPlace()
        self._note = label("", "muted")
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
        self.place.changed.connect(self._show_trouble)
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
        task = next(task for task in TASKS if self._tasks[task.name].isChecked())
        return NewProject(self.place.path(), task, self._chosen().absolute())

    def _lay_out(self) -> None:
        choose = QPushButton(self.tr("Choose…"))
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder, 1)
        row.addWidget(choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Which pictures?"), "section"))
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(label(self.tr("What shall the model learn?"), "section"))
        column.addLayout(self._choices())
        column.addSpacing(8)
        column.addWidget(label(self.tr("Where does the project go?"), "section"))
        column.addWidget(self.place)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addWidget(self._buttons)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for button in self._tasks.values():
            column.addWidget(button)
        return column

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of pictures"), str(self._start)
        )
        if folder:
            self.choose_folder(Path(folder))

    def _chosen(self) -> Path:
        return typed_path(self._folder.text())

    def _look(self) -> None:
        if self._has_images():
            self.place.propose(self._chosen().absolute())
        self._show_trouble()

    def _has_images(self) -> bool:
        return bool(self._folder.text()) and is_folder(self._chosen())

    def _show_trouble(self) -> None:
        trouble = ""
        if self._has_images():
            trouble = self.place.trouble()
        elif self._folder.text():
            trouble = self.tr("There is no such folder of pictures.")
        fine = self.tr("The pictures stay where they are and are never written to.")
        self._note.setText(trouble or fine)
        self._create.setEnabled(self._has_images() and not trouble)
