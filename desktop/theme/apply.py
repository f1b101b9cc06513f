"""Palette, font and style sheet of the application."""

from importlib import resources
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.theme.token_sets import BODY, Tokens, choose, tokens
from engine.system.settings import Theme

Role = QPalette.ColorRole


def dress(app: QApplication, theme: Theme = "system") -> None:
    """Give the application its look, now and whenever the system changes to light or dark."""
    app.setStyle("Fusion")
    font = QFont(app.font())
    font.setPixelSize(BODY)
    app.setFont(font)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: apply(app))
    use(app, theme)


def use(app: QApplication, theme: Theme) -> None:
    """Put on light or dark from now on, or what the system says."""
    choose(theme)
    apply(app)


def apply(app: QApplication) -> None:
    """Put on the colours of the present scheme."""
    chosen = tokens()
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_style_sheet(chosen))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    for role, color in {
        Role.Window: t.window,
        Role.Base: t.base,
        Role.AlternateBase: t.window,
        Role.Button: t.raised,
        Role.WindowText: t.text,
        Role.Text: t.text,
        Role.ButtonText: t.text,
        Role.BrightText: t.danger,
        Role.PlaceholderText: t.muted,
        Role.ToolTipBase: t.raised,
        Role.ToolTipText: t.text,
        Role.Highlight: t.accent,
        Role.HighlightedText: t.on_accent,
        Role.Accent: t.accent,
        Role.Link: t.accent,
        Role.LinkVisited: t.accent,
        Role.Mid: t.line,
        Role.Midlight: t.hover,
        Role.Dark: t.line,
        Role.Light: t.raised,
    }.items():
        palette.setColor(role, QColor(color))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.disabled))
    return palette


def _style_sheet(t: Tokens) -> str:
    folder = resources.files("resources")
    # Style sheets know files by their path only, and this one may have any letters in it.
    QDir.setSearchPaths("controls", [str(folder / "controls")])
    source = (folder / "style.qss").read_text(encoding="utf-8")
    colors = {name: str(value) for name, value in vars(t).items() if name != "dark"}
    return Template(source).substitute(colors, scheme="dark" if t.dark else "light")
