"""Help → Check for a newer version: asks the person first, then the address, then tells."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.jobs.updates import Release, UpdateCheck, host_of
from desktop.widgets.dialog import Dialog
from desktop.widgets.labels import label, paragraph
from engine.system.build import BuildInfo

WIDTH = 480


class UpdateDialog(Dialog):
    """Nothing goes out before *Ask* is pressed.

    Args:
        build: What this copy of the program is, and whom to ask.
        parent: The window.
    """

    def __init__(self, build: BuildInfo, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Newer version"), parent)
        self._build = build
        self._check: UpdateCheck | None = None
        self._page = QUrl()
        self.title = label("", "section")
        self.text = paragraph()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self.ask_button = self.add_button(self.tr("Ask"), primary=True)
        self.ask_button.clicked.connect(self._ask)
        self.page_button = self.add_button(self.tr("Open its page"), primary=True)
        self.page_button.clicked.connect(self._open_page)
        for widget in (self.title, self.text, self._bar):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.finished.connect(self._stop)
        self._begin()

    def _begin(self) -> None:
        if not self._build.updates:
            self._show(
                self.tr("This is version {version}").format(version=self._build.version),
                self.tr(
                    "This copy of Saegim was not made by a release, so it does not know where "
                    "newer versions are: look where you got it from."
                ),
            )
            return
        self._show(
            self.tr("Ask for the newest version?"),
            self.tr(
                "Saegim will ask {host} for the number of the newest version. Nothing about you "
                "or your pictures is sent."
            ).format(host=host_of(self._build.updates)),
            ask=self.tr("Ask"),
        )

    def _ask(self) -> None:
        self._show(self.tr("Asking {host}…").format(host=host_of(self._build.updates)), "")
        self._bar.show()
        self.fit(WIDTH)
        self._check = UpdateCheck(self._build.updates, self)
        self._check.answered.connect(self._tell)
        self._check.failed.connect(self._fail)
        self._check.start()

    def _tell(self, release: Release) -> None:
        self._page = release.page
        version, newest = self._build.version, release.tag_name.removeprefix("v")
        if release.is_newer_than(version):
            self._show(
                self.tr("Version {newest} is there").format(newest=newest),
                self.tr(
                    "You have {version}. Nothing is installed by itself: its page says what is "
                    "new, and your projects and settings stay."
                ).format(version=version),
            )
        else:
            self._show(
                self.tr("You have the newest version"),
                self.tr("It is {version}. Its page has the variants for other machines.").format(
                    version=version
                ),
            )
        self.page_button.setVisible(not self._page.isEmpty())

    def _fail(self, reason: str) -> None:
        self._show(
            self.tr("{host} could not be reached").format(host=host_of(self._build.updates)),
            self.tr(
                "Check the connection, and the proxy in the settings; then ask again. ({reason})"
            ).format(reason=reason),
            ask=self.tr("Ask again"),
        )

    def _show(self, title: str, text: str, ask: str = "") -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._bar.hide()
        self.ask_button.setText(ask)
        self.ask_button.setVisible(bool(ask))
        self.page_button.hide()
        self.close_button.setText(self.tr("Cancel") if ask else self.tr("Close"))
        self.fit(WIDTH)

    def _open_page(self) -> None:
        QDesktopServices.openUrl(self._page)

    def _stop(self) -> None:
        if self._check is not None:
            self._check.cancel()
