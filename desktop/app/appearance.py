"""Language, colours and network of the program, as the settings say, now and when they change."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop import i18n, network, theme
from desktop.settings import LiveSettings
from desktop.settings.facts import reactions
from desktop.settings.vocabulary import Reaction
from engine.system.settings import Settings


class Appearance(QObject):
    """Lives as long as the application. The window itself is made anew by ``Program.rebuild``."""

    def __init__(self, app: QApplication, settings: LiveSettings) -> None:
        super().__init__(app)
        self._app = app
        self._proxy = network.Proxy()
        # The Dock of macOS has the app's own, with the margin that its icons have there.
        if app.platformName() != "cocoa":
            app.setWindowIcon(theme.program_icon())
        now = settings.now
        i18n.install(app, now.language)
        theme.dress(app, now.theme)
        if now.proxy:
            self._proxy.use(now.proxy)
        settings.changed.connect(self._follow)

    def _follow(self, before: Settings, after: Settings) -> None:
        needed = reactions(before, after)
        if Reaction.LANGUAGE in needed:
            i18n.install(self._app, after.language)
        if Reaction.LOOK in needed:
            theme.use(self._app, after.theme)
        if Reaction.PROXY in needed:
            self._proxy.use(after.proxy)
