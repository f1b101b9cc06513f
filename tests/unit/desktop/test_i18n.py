"""The Korean catalogue is complete, and the window finds it."""

import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from desktop import i18n
from desktop.i18n import STEPS

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "resources" / "i18n" / "saegim_ko.ts"
TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    """The catalogue as it would be if it were brought up to date with the sources now."""
    copy = tmp_path_factory.mktemp("i18n") / "saegim_ko.ts"
    shutil.copy(CATALOGUE, copy)
    sources = sorted(str(path) for path in (ROOT / "desktop").rglob("*.py"))
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


def test_the_window_speaks_korean(qapp, tmp_path, monkeypatch):
    (tmp_path / "i18n").mkdir()
    compiled = tmp_path / "i18n" / "saegim_ko.qm"
    subprocess.run(
        [str(TOOLS / "pyside6-lrelease"), str(CATALOGUE), "-qm", str(compiled)],
        check=True,
        capture_output=True,
    )
    monkeypatch.setattr("desktop.i18n.resources.files", lambda _package: tmp_path)
    assert i18n.install(qapp, QLocale("ko_KR"))
    try:
        assert QCoreApplication.translate("Actions", "Undo") == "실행 취소"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()


def test_every_step_of_the_store_s_history_has_a_name():
    sources = (ROOT / "engine" / "project").glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert set(re.findall(r'_step\("(\w+)"\)', text)) == set(STEPS)
