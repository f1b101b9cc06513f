"""Where a new project goes: its name, and the folder of its file."""

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop import paths
from desktop.widgets.labels import label
from engine.system.files import is_folder, is_there, is_writable

LONGEST_NAME = 200
"""Bytes: a file name has up to 255, and what belongs to the project has longer names."""
FORBIDDEN = '\\/:*?"<>|'
"""What no file name can hold on Windows: a project is passed on."""
DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
"""Beginning of names that mean no file on Windows."""


class ProjectPlace(QWidget):
    """Proposes a place beside the images; what the person has changed stays as it is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the project"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder of the project"))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.clicked.connect(self._choose)
        for field in (self.name, self.folder):
            field.textChanged.connect(self.changed)
        self._lay_out()

    def propose(self, images: Path) -> None:
        """Fill in what the person has not changed.

        Args:
            images: Absolute path of the folder of images. The project lies beside it, so that both
                move together and nothing comes among the images.
        """
        if not self.folder.isModified():
            self.folder.setText(str(_folder_beside(images)))
        if not self.name.isModified():
            self.name.setText(_free_name(self._folder(), images.name or "project"))

    def put(self, folder: Path) -> None:
        """Choose the folder."""
        self.folder.setText(str(folder))
        self.folder.setModified(True)

    def path(self) -> Path:
        """The project file, absolute."""
        return self._folder().absolute() / f"{self._stem()}.saegim"

    def trouble(self) -> str:
        """Why no project can be made there, in a sentence; empty if it can."""
        stem = self._stem()
        if not stem:
            return self.tr("A project needs a name.")
        if set(stem) & set(FORBIDDEN) or stem.startswith(".") or not stem.isprintable():
            return self.tr("A name cannot begin with a dot, nor hold any of {characters}").format(
                characters=" ".join(FORBIDDEN)
            )
        if len(stem.encode()) > LONGEST_NAME:
            return self.tr("This name is too long.")
        if DEVICE.match(stem):
            return self.tr("On Windows no file can have this name.")
        if not is_folder(self._folder()):
            return self.tr("There is no such folder.")
        if is_there(self.path()):
            return self.tr("There is a project of this name already.")
        return "" if is_writable(self._folder()) else self.tr("Nothing can be written there.")

    def _stem(self) -> str:
        return self.name.text().strip().removesuffix(".saegim").rstrip(". ")

    def _folder(self) -> Path:
        return typed_path(self.folder.text())

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of the project"), str(self._folder())
        )
        if folder:
            self.put(Path(folder))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Name")))
        row.addWidget(self.name, 2)
        row.addWidget(label(self.tr("Folder")))
        row.addWidget(self.folder, 3)
        row.addWidget(self.choose)


def typed_path(text: str) -> Path:
    """A path as people write it; the home folder may be a tilde."""
    typed = Path(text)
    # "~name" stays as it is: there may be nobody of that name here.
    return typed.expanduser() if typed.parts[:1] == ("~",) else typed


def _folder_beside(images: Path) -> Path:
    beside = () if images.parent == images else (images.parent,)
    # A folder for documents is not on every machine.
    places = (*beside, paths.default_projects_folder(), Path.home())
    return next(filter(is_writable, places), Path.home())


def _free_name(folder: Path, wanted: str) -> str:
    name, number = wanted, 2
    while is_there(folder / f"{name}.saegim"):
        name, number = f"{wanted}-{number}", number + 1
    return name
