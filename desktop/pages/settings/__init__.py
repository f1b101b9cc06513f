"""The settings dialog, made from the table in ``desktop.settings``."""

from desktop.pages.settings.dialog import SettingsDialog

__all__ = ["SettingsDialog"]
