"""The language of the window."""

from importlib import resources

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

STEPS: dict[str, object] = {
    "add_class": QT_TRANSLATE_NOOP("Steps", "add class"),
    "update_class": QT_TRANSLATE_NOOP("Steps", "change class"),
    "move_class": QT_TRANSLATE_NOOP("Steps", "move class"),
    "merge_classes": QT_TRANSLATE_NOOP("Steps", "merge classes"),
    "delete_class": QT_TRANSLATE_NOOP("Steps", "delete class"),
    "add_images": QT_TRANSLATE_NOOP("Steps", "add pictures"),
    "add_annotations": QT_TRANSLATE_NOOP("Steps", "add objects"),
    "set_geometry": QT_TRANSLATE_NOOP("Steps", "change outline"),
    "set_class": QT_TRANSLATE_NOOP("Steps", "change class of objects"),
    "delete_annotations": QT_TRANSLATE_NOOP("Steps", "delete objects"),
    "set_image_label": QT_TRANSLATE_NOOP("Steps", "label image"),
    "set_image_labels": QT_TRANSLATE_NOOP("Steps", "label images"),
    "set_state": QT_TRANSLATE_NOOP("Steps", "change state"),
    "set_split": QT_TRANSLATE_NOOP("Steps", "change split"),
    "assign_splits": QT_TRANSLATE_NOOP("Steps", "split images"),
    "add_suggestions": QT_TRANSLATE_NOOP("Steps", "auto-label"),
    "accept_suggestions": QT_TRANSLATE_NOOP("Steps", "accept"),
    "accept_image": QT_TRANSLATE_NOOP("Steps", "accept image"),
    "accept_above": QT_TRANSLATE_NOOP("Steps", "accept all above a score"),
    "reject_suggestions": QT_TRANSLATE_NOOP("Steps", "reject"),
}
"""What the store's history calls a step, and what a person calls it."""


def step_words(name: str) -> str:
    """A step of the history in the window's language; one from a newer version as it is called."""
    return QCoreApplication.translate("Steps", str(STEPS.get(name, name)))


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
