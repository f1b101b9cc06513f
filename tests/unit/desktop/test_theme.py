"""Light and dark, and icons that follow."""

import re
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

import desktop
from desktop.theme import apply, icon, token_sets, use
from desktop.theme.token_sets import DARK, LIGHT

ICONS = resources.files("resources") / "icons"


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance and contrast ratio."""

    def luminance(color):
        channels = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("t", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read(t):
    for text in (t.text, t.muted, t.danger, t.warning, t.success):
        for ground in (t.window, t.base, t.raised):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(t.on_accent, t.accent) >= 4.5


@pytest.fixture
def dark(qapp, monkeypatch):
    before, sheet = qapp.palette(), qapp.styleSheet()
    monkeypatch.setattr(token_sets, "is_dark", lambda: True)
    apply.apply(qapp)
    yield
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)


def test_the_palette_goes_dark(dark):
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == DARK.window


@pytest.mark.parametrize(("theme", "set_"), [("dark", DARK), ("light", LIGHT)])
def test_a_person_s_choice_goes_before_the_system_s(qapp, theme, set_):
    before, sheet = qapp.palette(), qapp.styleSheet()
    use(qapp, theme)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == set_.window
    assert token_sets.is_dark() is set_.dark
    use(qapp, "system")
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)


def test_icons_are_painted_in_the_colour_of_text(dark):
    image = icon("x").pixmap(24, 24).toImage()
    drawn = [image.pixelColor(x, x) for x in range(24)]
    assert any(color.alpha() == 255 and color.name() == DARK.text for color in drawn)


def test_every_icon_that_is_named_is_there_and_none_is_left_over():
    source = "".join(p.read_text(encoding="utf-8") for p in Path(desktop.__path__[0]).rglob("*.py"))
    there = {Path(str(file)).stem for file in ICONS.iterdir() if str(file).endswith(".svg")}
    called = set(re.findall(r'icon\("([a-z0-9-]+)"\)', source))
    assert called <= there
    assert {name for name in there if f'"{name}"' not in source} == set()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_box_that_is_not_checked_is_seen_and_a_checked_one_has_a_tick(qapp, qtbot, theme):
    before, sheet = qapp.palette(), qapp.styleSheet()
    use(qapp, theme)
    box = QCheckBox()
    qtbot.addWidget(box)
    t = token_sets.tokens()
    assert contrast(strongest_edge(box, t.window), t.window) >= 2
    box.setChecked(True)
    assert t.on_accent in colors_in(box)
    use(qapp, "system")
    qapp.setPalette(before)
    qapp.setStyleSheet(sheet)


def colors_in(widget):
    image = widget.grab().toImage()
    pixels = [(x, y) for x in range(16) for y in range(image.height())]
    return {image.pixelColor(*pixel).name() for pixel in pixels}


def strongest_edge(widget, ground):
    return max(colors_in(widget), key=lambda color: contrast(color, ground))
