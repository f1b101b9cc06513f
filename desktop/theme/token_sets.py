"""The colours and sizes that everything is painted with, in a light and a dark set."""

import dataclasses
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from engine.system.settings import Theme

RADIUS = 6
BODY, SECTION, PAGE = 13, 15, 20
"""Font sizes in pixels."""


@dataclasses.dataclass(frozen=True)
class Tokens:
    """One set of colours, as ``#rrggbb``."""

    dark: bool
    window: str
    """Behind panels."""
    base: str
    """Behind lists and fields."""
    raised: str
    """Buttons and cards."""
    canvas: str
    """Around the picture."""
    line: str
    text: str
    muted: str
    """Secondary text; 4.5:1 on ``window``."""
    disabled: str
    accent: str
    on_accent: str
    hover: str
    danger: str
    warning: str
    success: str


LIGHT = Tokens(
    dark=False,
    window="#f3f3f4",
    base="#ffffff",
    raised="#fbfbfc",
    canvas="#dfe0e2",
    line="#d3d4d8",
    text="#1d1d20",
    muted="#5f6068",
    disabled="#a3a4ab",
    accent="#2463d1",
    on_accent="#ffffff",
    hover="#e6e7ea",
    danger="#c22f2f",
    warning="#9a6200",
    success="#2f7d4f",
)
DARK = Tokens(
    dark=True,
    window="#222327",
    base="#1a1b1e",
    raised="#2c2d32",
    canvas="#121315",
    line="#3a3b41",
    text="#e6e6e9",
    muted="#a0a1aa",
    disabled="#64656d",
    accent="#5c93f5",
    on_accent="#0d1117",
    hover="#303137",
    danger="#f0716b",
    warning="#e0a93b",
    success="#63b883",
)


SCHEMES: Mapping[Theme, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class _Choice:
    theme: Theme = "system"


_choice = _Choice()


def choose(theme: Theme) -> None:
    """Choose light or dark, or leave it to the system."""
    # On Linux not every platform theme obeys the style hints, so the choice is kept beside them.
    _choice.theme = theme
    QGuiApplication.styleHints().setColorScheme(SCHEMES[theme])


def tokens() -> Tokens:
    """The set that belongs to the colour scheme now."""
    return DARK if is_dark() else LIGHT


def is_dark() -> bool:
    """Whether windows are to be dark; a system that does not say gets light ones."""
    if _choice.theme == "system":
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return _choice.theme == "dark"
