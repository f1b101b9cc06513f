"""The language of the window."""

from importlib import resources

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engine.system.settings import Language

TRANSLATOR = "saegim_translator"
SPOKEN = ("en", "ko")

STEPS: dict[str, object] = {
    "add_class": QT_TRANSLATE_NOOP("Steps", "add class"),
    "update_class": QT_TRANSLATE_NOOP("Steps", "change class"),
    "set_skeleton": QT_TRANSLATE_NOOP("Steps", "change skeleton"),
    "move_class": QT_TRANSLATE_NOOP("Steps", "move class"),
    "merge_classes": QT_TRANSLATE_NOOP("Steps", "merge classes"),
    "delete_class": QT_TRANSLATE_NOOP("Steps", "delete class"),
    "add_attribute": QT_TRANSLATE_NOOP("Steps", "add attribute"),
    "change_attribute": QT_TRANSLATE_NOOP("Steps", "change attribute"),
    "move_attribute": QT_TRANSLATE_NOOP("Steps", "move attribute"),
    "delete_attribute": QT_TRANSLATE_NOOP("Steps", "delete attribute"),
    "set_attributes": QT_TRANSLATE_NOOP("Steps", "change attributes of objects"),
    "reorder_annotations": QT_TRANSLATE_NOOP("Steps", "change order of objects"),
    "set_note": QT_TRANSLATE_NOOP("Steps", "change note"),
    "tag_images": QT_TRANSLATE_NOOP("Steps", "change tags of images"),
    "rename_tag": QT_TRANSLATE_NOOP("Steps", "rename tag"),
    "delete_tag": QT_TRANSLATE_NOOP("Steps", "delete tag"),
    "add_images": QT_TRANSLATE_NOOP("Steps", "add pictures"),
    "add_annotations": QT_TRANSLATE_NOOP("Steps", "add objects"),
    "set_geometry": QT_TRANSLATE_NOOP("Steps", "change outline"),
    "set_class": QT_TRANSLATE_NOOP("Steps", "change class of objects"),
    "delete_annotations": QT_TRANSLATE_NOOP("Steps", "delete objects"),
    "set_image_label": QT_TRANSLATE_NOOP("Steps", "label image"),
    "find_images": QT_TRANSLATE_NOOP("Steps", "find images"),
    "take_changed": QT_TRANSLATE_NOOP("Steps", "take the new picture"),
    "remove_images": QT_TRANSLATE_NOOP("Steps", "remove images"),
    "set_image_labels": QT_TRANSLATE_NOOP("Steps", "label images"),
    "set_value_range": QT_TRANSLATE_NOOP("Steps", "change value range"),
    "set_state": QT_TRANSLATE_NOOP("Steps", "change state"),
    "set_split": QT_TRANSLATE_NOOP("Steps", "change split"),
    "assign_splits": QT_TRANSLATE_NOOP("Steps", "split images"),
    "add_suggestions": QT_TRANSLATE_NOOP("Steps", "auto-label"),
    "accept_suggestions": QT_TRANSLATE_NOOP("Steps", "accept"),
    "convert": QT_TRANSLATE_NOOP("Steps", "convert objects"),
    "unite": QT_TRANSLATE_NOOP("Steps", "unite objects"),
    "subtract": QT_TRANSLATE_NOOP("Steps", "cut out of an object"),
    "intersect": QT_TRANSLATE_NOOP("Steps", "keep what is common"),
    "split": QT_TRANSLATE_NOOP("Steps", "split objects"),
    "fill_holes": QT_TRANSLATE_NOOP("Steps", "fill holes"),
    "largest_part": QT_TRANSLATE_NOOP("Steps", "keep the largest part"),
    "smooth": QT_TRANSLATE_NOOP("Steps", "smooth"),
    "simplify": QT_TRANSLATE_NOOP("Steps", "simplify"),
    "set_visibility": QT_TRANSLATE_NOOP("Steps", "change visibility of points"),
    "align": QT_TRANSLATE_NOOP("Steps", "align objects"),
    "mend": QT_TRANSLATE_NOOP("Steps", "mend what looked wrong"),
    "accept_changed": QT_TRANSLATE_NOOP("Steps", "change and accept"),
    "accept_image": QT_TRANSLATE_NOOP("Steps", "accept image"),
    "accept_above": QT_TRANSLATE_NOOP("Steps", "accept all above a score"),
    "reject_suggestions": QT_TRANSLATE_NOOP("Steps", "reject"),
}
"""What the store's history calls a step, and what a person calls it."""


def step_words(name: str) -> str:
    """A step of the history in the window's language; one from a newer version as it is called."""
    return QCoreApplication.translate("Steps", str(STEPS.get(name, name)))


def install(app: QCoreApplication, language: Language = "system") -> bool:
    """Let the window speak a language from now on; what is on the screen has to be made anew.

    Args:
        app: The application.
        language: ``system`` for the first of the system's languages that the window speaks.

    Returns:
        Whether a catalogue was found; without one the window speaks English.
    """
    _remove(app)
    locale = _locale_of(language)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _load(app, locale, "qtbase", qt_folder)
    with resources.as_file(resources.files("resources") / "i18n") as folder:
        return _load(app, locale, "saegim", str(folder))


def _locale_of(language: Language) -> QLocale:
    if language != "system":
        return QLocale(language)
    # English needs no catalogue, so Qt would go on to a language that is wanted less.
    preferred = QLocale.system().uiLanguages()
    return QLocale(next((name for name in preferred if name.startswith(SPOKEN)), "en"))


def _load(app: QCoreApplication, locale: QLocale, name: str, folder: str) -> bool:
    translator = QTranslator(app)
    translator.setObjectName(TRANSLATOR)
    if not translator.load(locale, name, "_", folder):
        translator.deleteLater()
        return False
    app.installTranslator(translator)
    return True


def _remove(app: QCoreApplication) -> None:
    for translator in app.findChildren(QTranslator, TRANSLATOR):
        app.removeTranslator(translator)
        translator.deleteLater()
