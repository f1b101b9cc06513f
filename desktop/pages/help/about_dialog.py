"""Help → About Saegim: which version this is, and on what terms."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.pages.help.licences import LicencesDialog
from desktop.widgets.dialog import Dialog
from desktop.widgets.labels import label, paragraph
from engine.system.build import BuildInfo

WIDTH = 440


class AboutDialog(Dialog):
    """Name, version, licence; the version can be copied for a question to somebody.

    Args:
        build: What this copy of the program is.
        parent: The window.
    """

    def __init__(self, build: BuildInfo, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About Saegim"), parent)
        self._version = version_line(build)
        self.column.addWidget(label("Saegim", "page"))
        self.column.addWidget(paragraph(self._version, "muted"))
        self.column.addSpacing(8)
        self.column.addWidget(
            paragraph(
                self.tr(
                    "Mark objects in your pictures, and train a model on the marks with one button."
                )
            )
        )
        self.column.addWidget(
            paragraph(
                self.tr(
                    "Free software under the AGPL-3.0-or-later: you may use, study, share and "
                    "change it, and whoever gets it from you may, too. It comes without any "
                    "warranty."
                )
            )
        )
        self.copy_button = self.add_button(self.tr("Copy version"))
        self.copy_button.clicked.connect(self._copy)
        self.licences_button = self.add_button(self.tr("Licences…"))
        self.licences_button.clicked.connect(self._show_licences)
        self.fit(WIDTH)

    def _show_licences(self) -> None:
        dialog = LicencesDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._version)
        self.copy_button.setText(self.tr("Copied"))


def version_line(build: BuildInfo) -> str:
    """Version, commit and torch as far as they are known, e.g. ``Saegim 0.2.0 · a1b2c3d``."""
    torch = f"torch {build.torch}" if build.torch else ""
    return " · ".join(part for part in (f"Saegim {build.version}", build.commit, torch) if part)
