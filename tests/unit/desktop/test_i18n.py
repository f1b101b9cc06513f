"""The Korean catalogue is complete, and the window finds it."""

import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from desktop import i18n
from desktop.i18n import STEPS
from desktop.pages.annotate.object_operations import OPERATIONS

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "resources" / "i18n" / "saegim_ko.ts"
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    """The catalogue as it would be if it were brought up to date with the sources now."""
    copy = tmp_path_factory.mktemp("i18n") / "saegim_ko.ts"
    shutil.copy(CATALOGUE, copy)
    sources = sorted(str(p) for name in ("desktop", "engine") for p in (ROOT / name).rglob("*.py"))
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-locations", "none", "-ts", str(copy)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return ElementTree.parse(copy).getroot()


def sources_of(root, kind):
    return [
        message.findtext("source")
        for message in root.iter("message")
        if message.find("translation").get("type") == kind
    ]


def test_nothing_is_left_to_translate(refreshed):
    assert sources_of(refreshed, "unfinished") == []


def test_nothing_is_translated_that_is_no_longer_said(refreshed):
    assert sources_of(refreshed, "vanished") == []


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_translations_fill_in_the_same_values():
    for message in ElementTree.parse(CATALOGUE).getroot().iter("message"):
        source, translation = message.findtext("source"), message.findtext("translation")
        assert placeholders(source) == placeholders(translation), source


@pytest.fixture
def catalogues(qapp, tmp_path, monkeypatch):
    """The catalogues as they are compiled from the sources now; English again afterwards."""
    (tmp_path / "i18n").mkdir()
    compiled = tmp_path / "i18n" / "saegim_ko.qm"
    subprocess.run(
        [str(TOOLS / "pyside6-lrelease"), str(CATALOGUE), "-qm", str(compiled)],
        check=True,
        capture_output=True,
    )
    monkeypatch.setattr("desktop.i18n.resources.files", lambda _package: tmp_path)
    yield
    i18n.install(qapp, "en")


class FakeSystem:
    """A system whose person wants these languages, the first one most."""

    def __init__(self, *languages):
        self._languages = list(languages)

    def __call__(self):
        locale = QLocale(self._languages[0])
        locale.uiLanguages = lambda: self._languages
        return locale


def undo():
    return QCoreApplication.translate("Actions", "Undo")


def cancel():
    """A word of Qt's own."""
    return QCoreApplication.translate("QPlatformTheme", "Cancel")


def test_the_window_speaks_korean_and_so_does_qt(qapp, catalogues):
    assert i18n.install(qapp, "ko")
    assert (undo(), cancel()) == ("실행 취소", "취소")


def test_the_language_changes_in_a_running_program(qapp, catalogues):
    i18n.install(qapp, "ko")
    assert not i18n.install(qapp, "en")
    assert (undo(), cancel()) == ("Undo", "Cancel")
    i18n.install(qapp, "ko")
    assert (undo(), cancel()) == ("실행 취소", "취소")


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        (["ko-KR", "en-US"], "실행 취소"),
        (["en-US", "ko-KR"], "Undo"),
        (["fr-FR", "ko-KR"], "실행 취소"),
        (["fr-FR"], "Undo"),
    ],
)
def test_the_system_s_first_language_that_is_spoken_here_is_taken(
    qapp, catalogues, monkeypatch, wanted, heard
):
    monkeypatch.setattr("desktop.i18n.QLocale.system", FakeSystem(*wanted))
    i18n.install(qapp, "system")
    assert undo() == heard


def test_every_step_of_the_store_s_history_has_a_name():
    folders = ("engine/project", "engine/checks", "desktop/pages/annotate")
    sources = [path for folder in folders for path in (ROOT / folder).glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    calls = " ".join(re.findall(r"(?:\.step|annotations\.replace)\((.+)\)", text))
    operations = {operation.label for operation in OPERATIONS}
    # That one is in the history of projects of version 0.1.0.
    names = {*re.findall(r'"(\w+)"', calls), *operations, "set_image_labels"}
    assert names == set(STEPS)
