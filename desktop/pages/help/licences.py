"""Whose work is in the program, and on what terms: every installed package with its texts."""

import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QWidget

from desktop.paths import SOURCE_ROOT
from desktop.widgets.dialog import Dialog
from desktop.widgets.screen_room import within_screen

SIZE = QSize(960, 560)
LIST_WIDTH = 240
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


class Licence(msgspec.Struct, frozen=True):
    """The terms of one part of the program."""

    name: str
    terms: str
    files: tuple[Path, ...]

    def text(self) -> str:
        """The terms in one line, then the texts that came along."""
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in self.files]
        return "\n\n".join(part for part in (self.terms, *texts) if part)


def licences() -> list[Licence]:
    """Ours first, then those of others by name."""
    others = {licence.name.lower(): licence for licence in _of_packages()}
    return [*_of_files(), *(others[name] for name in sorted(others))]


def _of_files() -> Iterator[Licence]:
    """The texts that no package carries: of Saegim, its icons, and Python."""
    bundled = SOURCE_ROOT / "licences"
    if bundled.is_dir():
        for path in sorted(bundled.iterdir(), key=lambda path: not path.name.startswith("Saegim")):
            yield Licence(path.stem.replace("-", " ", 1), "", (path,))
    else:
        yield Licence("Saegim", "", (SOURCE_ROOT / "LICENSE",))
        yield Licence("Lucide icons", "", (SOURCE_ROOT / "resources" / "icons" / "LICENSE",))


def _of_packages() -> Iterator[Licence]:
    for package in importlib.metadata.distributions():
        name = package.metadata["Name"]
        if name.lower() == "saegim":
            continue
        files = [
            Path(str(package.locate_file(file)))
            for file in package.files or ()
            if _is_text(file.name)
        ]
        yield Licence(
            f"{name} {package.version}", _terms(package), tuple(f for f in files if f.is_file())
        )


def _is_text(name: str) -> bool:
    return bool(_TEXTS.match(name)) and not name.endswith((".py", ".pyc"))


def _terms(package: importlib.metadata.Distribution) -> str:
    classifiers = _said(package, "Classifier")
    named = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License ::")]
    # Some packages put the whole text where its name belongs; the files have it, too.
    short = "".join(_said(package, "License")).partition("\n")[0]
    return "".join(_said(package, "License-Expression")) or ", ".join(named) or short


def _said(package: importlib.metadata.Distribution, key: str) -> list[str]:
    return [str(value) for value in package.metadata.get_all(key) or ()]


class LicencesDialog(Dialog):
    """Names on the left, the text of the chosen one on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Licences"), parent)
        self.licences = licences()
        self.names = QListWidget()
        self.names.setFixedWidth(LIST_WIDTH)
        self.names.addItems([licence.name for licence in self.licences])
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFont(_plain_font(self.text.font()))
        self.names.currentRowChanged.connect(
            lambda row: self.text.setPlainText(self.licences[row].text())
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.names)
        row.addWidget(self.text, 1)
        self.column.addLayout(row)
        self.resize(within_screen(SIZE, self))
        self.names.setCurrentRow(0)


def _plain_font(like: QFont) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(like.pixelSize())
    return font
