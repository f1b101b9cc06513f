"""What a person chooses: the live settings, and the table of what is said about each."""

from desktop.settings.live import LiveSettings

__all__ = ["LiveSettings"]
