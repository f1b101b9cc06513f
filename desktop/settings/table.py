"""The one table of everything that can be set: it makes the dialog, the checks and the tests."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.settings.vocabulary import (
    Address,
    Choice,
    DeviceChoice,
    FolderChoice,
    Keys,
    Number,
    Reaction,
    Section,
    SettingSpec,
)

AS_THE_SYSTEM = QT_TRANSLATE_NOOP("Settings", "As the system")

TABLE: tuple[SettingSpec, ...] = (
    SettingSpec(
        "language",
        Section.GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP("Settings", "The whole window changes; you stay where you are."),
        # A language is called by its own name, so that who needs it can read it.
        Choice((("system", AS_THE_SYSTEM), ("en", "English"), ("ko", "한국어"))),
        Reaction.LANGUAGE,
    ),
    SettingSpec(
        "theme",
        Section.GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Colours"),
        QT_TRANSLATE_NOOP("Settings", "Light or dark, for the whole window."),
        Choice(
            (
                ("system", AS_THE_SYSTEM),
                ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
                ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
            )
        ),
        Reaction.LOOK,
    ),
    SettingSpec(
        "device",
        Section.ENGINE,
        QT_TRANSLATE_NOOP("Settings", "Compute on"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "What the smart tool, training and auto-labelling use by themselves.",
        ),
        DeviceChoice(),
        Reaction.ASSIST,
    ),
    SettingSpec(
        "models_folder",
        Section.STORAGE,
        QT_TRANSLATE_NOOP("Settings", "Folder of models"),
        QT_TRANSLATE_NOOP("Settings", "Where models that come from elsewhere are kept."),
        FolderChoice(),
        Reaction.ASSIST,
    ),
    SettingSpec(
        "cache_gigabytes",
        Section.STORAGE,
        QT_TRANSLATE_NOOP("Settings", "Space for prepared images"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "For what the smart tool prepares in one project; beyond it the oldest goes first.",
        ),
        Number(QT_TRANSLATE_NOOP("Settings", "GB"), step=0.5, decimals=1),
        Reaction.ASSIST,
    ),
    SettingSpec(
        "mirror",
        Section.NETWORK,
        QT_TRANSLATE_NOOP("Settings", "Mirror of models and samples"),
        QT_TRANSLATE_NOOP(
            "Settings", "An address or a folder with the files, which is asked before all others."
        ),
        Address("https://mirror.example/saegim", or_folder=True),
        Reaction.NOTHING,
    ),
    SettingSpec(
        "package_index",
        Section.NETWORK,
        QT_TRANSLATE_NOOP("Settings", "Package index"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Some models come inside Python packages; empty means the index that pip uses.",
        ),
        Address("https://packages.example/simple"),
        Reaction.NOTHING,
    ),
    SettingSpec(
        "proxy",
        Section.NETWORK,
        QT_TRANSLATE_NOOP("Settings", "Proxy"),
        QT_TRANSLATE_NOOP("Settings", "Empty means what the system says."),
        Address("http://proxy.example:8080", needs_port=True),
        Reaction.PROXY,
    ),
    SettingSpec(
        "key_preset",
        Section.KEYS,
        QT_TRANSLATE_NOOP("Settings", "Keys like in"),
        QT_TRANSLATE_NOOP("Settings", "Keys that you have set yourself go before these."),
        Choice(
            (
                ("saegim", QT_TRANSLATE_NOOP("Settings", "Saegim")),
                ("labelme", "X-AnyLabeling / labelme"),
                ("cvat", "CVAT"),
            )
        ),
        Reaction.KEYS,
    ),
    SettingSpec(
        "keys",
        Section.KEYS,
        QT_TRANSLATE_NOOP("Settings", "Keys"),
        QT_TRANSLATE_NOOP("Settings", "Choose an action to give it other keys."),
        Keys(),
        Reaction.KEYS,
    ),
)

SECTION_TITLES = {
    Section.GENERAL: QT_TRANSLATE_NOOP("Settings", "General"),
    Section.ENGINE: QT_TRANSLATE_NOOP("Settings", "Engine"),
    Section.STORAGE: QT_TRANSLATE_NOOP("Settings", "Storage"),
    Section.NETWORK: QT_TRANSLATE_NOOP("Settings", "Network"),
    Section.KEYS: QT_TRANSLATE_NOOP("Settings", "Keys"),
}
