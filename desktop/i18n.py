"""The language of the window."""

from importlib import resources

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def install(app: QCoreApplication, locale: QLocale | None = None) -> bool:
    """Translate the window into the system's language, as far as there is a catalogue for it.

    Returns:
        Whether a catalogue was found; without one the window speaks English.
    """
    locale = locale or QLocale.system()
    qt_words = QTranslator(app)
    if qt_words.load(
        locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        app.installTranslator(qt_words)
    own_words = QTranslator(app)
    with resources.as_file(resources.files("resources") / "i18n") as folder:
        found = own_words.load(locale, "saegim", "_", str(folder))
    if found:
        app.installTranslator(own_words)
    return found
