"""The program's icons: every size that a system asks for, drawn and not shrunk."""

import pytest
from PIL import Image

from desktop.app.appearance import Appearance
from desktop.settings import LiveSettings
from tests.helpers.packaging_scripts import load_script


@pytest.fixture(scope="module")
def icons(tmp_path_factory, qapp):
    folder = tmp_path_factory.mktemp("icons")
    load_script("make_icons.py").draw_all(folder)
    return folder


@pytest.mark.parametrize("name", ["saegim", "saegim-project"])
def test_windows_finds_every_size(icons, name):
    with Image.open(icons / f"{name}.ico") as icon:
        assert icon.info["sizes"] >= {(size, size) for size in (16, 24, 32, 48, 64, 256)}


@pytest.mark.parametrize("name", ["saegim", "saegim-project"])
def test_macos_finds_every_size(icons, name):
    with Image.open(icons / f"{name}.icns") as icon:
        assert (512, 512, 2) in icon.info["sizes"]
        assert (16, 16, 2) in icon.info["sizes"]


def test_linux_finds_every_size_where_it_looks(icons):
    for folder in (icons / "hicolor").iterdir():
        side = int(folder.name.split("x")[0])
        for kind, name in (("apps", "saegim"), ("mimetypes", "application-x-saegim")):
            with Image.open(folder / kind / f"{name}.png") as icon:
                assert icon.size == (side, side)


def test_small_icons_are_sharp(icons):
    """At 16 pixels the marks of the selection fill whole pixels."""
    with Image.open(icons / "hicolor" / "16x16" / "apps" / "saegim.png") as icon:
        pixels = icon.convert("RGBA").load()
    assert {pixels[x, 2] for x in (3, 4, 11, 12)} == {(255, 217, 207, 255)}
    assert {pixels[x, 2] for x in (1, 5, 10, 14)} == {(194, 58, 43, 255)}


def test_corners_are_transparent(icons):
    with Image.open(icons / "hicolor" / "256x256" / "apps" / "saegim.png") as icon:
        assert icon.getpixel((0, 0))[3] == 0


def test_the_window_carries_the_icon(qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    before = qapp.windowIcon()
    Appearance(qapp, LiveSettings()).deleteLater()
    assert qapp.windowIcon().pixmap(64, 64).toImage().pixelColor(32, 4).name() == "#c23a2b"
    qapp.setWindowIcon(before)
