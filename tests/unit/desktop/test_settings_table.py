"""The table of settings says everything about every field, and nothing else."""

import sys
import typing
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from desktop.settings import LiveSettings, facts
from desktop.settings.checks import problem
from desktop.settings.facts import default_of, range_of, reactions, spec_of
from desktop.settings.table import SECTION_TITLES, TABLE
from desktop.settings.vocabulary import Choice, DeviceChoice, Number, Reaction, Section
from engine.system.settings import Settings, read_settings

CATALOGUE = Path(__file__).parents[3] / "resources" / "i18n" / "saegim_ko.ts"
CHOICES = [spec for spec in TABLE if isinstance(spec.kind, Choice)]


@pytest.fixture
def live(tmp_path, monkeypatch, qapp):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "own" / "settings.json"))
    return LiveSettings()


def translated_sources():
    [context] = [
        context
        for context in ElementTree.parse(CATALOGUE).getroot().iter("context")
        if context.findtext("name") == "Settings"
    ]
    return {
        message.findtext("source"): message.find("translation")
        for message in context.iter("message")
    }


def test_every_field_of_the_struct_has_exactly_one_row():
    fields = [field.name for field in msgspec.structs.fields(Settings)]
    assert Counter(spec.field for spec in TABLE) == Counter(fields)


def test_every_section_has_a_title_and_something_in_it():
    assert set(SECTION_TITLES) == set(Section) == {spec.section for spec in TABLE}


@pytest.mark.parametrize("spec", CHOICES, ids=lambda spec: spec.field)
def test_every_value_of_a_choice_is_offered_and_no_other(spec):
    hints = typing.get_type_hints(Settings)
    assert spec.kind.values() == typing.get_args(hints[spec.field])


@pytest.mark.parametrize("spec", TABLE, ids=lambda spec: spec.field)
def test_label_and_help_are_there_and_translated(spec):
    korean = translated_sources()
    for text in (str(spec.label), str(spec.help)):
        assert text
        assert korean[text].get("type") is None
        assert korean[text].text
    assert str(spec.help).endswith(".")
    assert not str(spec.label).endswith(".")


@pytest.mark.parametrize("spec", TABLE, ids=lambda spec: spec.field)
def test_the_default_is_right(spec):
    assert problem(spec, default_of(spec)) == ""


def test_a_number_has_the_range_that_the_file_may_have():
    [spec] = [spec for spec in TABLE if isinstance(spec.kind, Number)]
    low, high = range_of(spec)
    assert low < default_of(spec) < high
    for outside in (low / 2, high * 2):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({spec.field: outside}, Settings)


@pytest.mark.parametrize("device", ["auto", "cpu", "mps", "cuda:0", "cuda:11"])
def test_devices_as_an_engine_names_them_can_be_chosen(device):
    assert problem(spec_of("device"), device) == ""


def test_another_device_cannot_be_chosen():
    assert isinstance(spec_of("device").kind, DeviceChoice)
    assert "toaster" in problem(spec_of("device"), "toaster")


def test_a_folder_of_models_need_not_be_there_yet(tmp_path):
    assert problem(spec_of("models_folder"), str(tmp_path / "a" / "b")) == ""


def test_a_file_is_no_folder_of_models(tmp_path):
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        assert str(tmp_path / "file") in problem(spec_of("models_folder"), str(path))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is where nobody can write")
def test_a_folder_of_models_that_cannot_be_written_is_refused():
    assert "/proc" in problem(spec_of("models_folder"), "/proc/models")


def test_half_a_path_is_no_folder_of_models():
    assert problem(spec_of("models_folder"), "models")


def test_a_mirror_is_an_address_or_a_folder_that_is_there(tmp_path):
    mirror = spec_of("mirror")
    assert problem(mirror, "https://mirror.example/saegim") == ""
    assert problem(mirror, str(tmp_path)) == ""
    for wrong in ("mirror", str(tmp_path / "gone"), "ftp://mirror.example", "https://"):
        assert problem(mirror, wrong), wrong


@pytest.mark.parametrize(
    "address", ["http://proxy.example:3128", "http://me:secret@10.0.0.1:80", "http://[::1]:80"]
)
def test_a_proxy_is_an_address_with_a_port(address):
    assert problem(spec_of("proxy"), address) == ""


@pytest.mark.parametrize(
    "address", ["proxy", "proxy:80", "http://proxy.example", "http://p:99999", "http://a b:80"]
)
def test_what_is_no_proxy_is_refused(address):
    assert "http://proxy.example:8080" in problem(spec_of("proxy"), address)


def test_a_change_asks_for_what_it_needs():
    before = Settings()
    after = msgspec.structs.replace(before, theme="dark", device="cpu")
    assert reactions(before, after) == {Reaction.LOOK, Reaction.ASSIST}
    assert reactions(before, before) == set()


def test_a_change_is_saved_and_heard_of_at_once(live, qtbot):
    with qtbot.waitSignal(live.changed) as heard:
        live.change(theme="dark")
    assert heard.args == [Settings(), Settings(theme="dark")]
    assert read_settings() == live.now == Settings(theme="dark")


def test_nothing_changes_when_it_cannot_be_saved(live, qtbot, tmp_path):
    (tmp_path / "own").write_text("a file where the folder should be")
    with qtbot.assertNotEmitted(live.changed), pytest.raises(OSError):
        live.change(theme="dark")
    assert live.now == Settings()


def test_words_are_translated_by_one_context():
    assert facts.translated(spec_of("theme").label) == "Colours"
