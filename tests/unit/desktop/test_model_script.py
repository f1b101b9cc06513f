"""TorchScript is made by an engine, and what that says when it cannot is kept."""

import os
import signal
import sys

import pytest

from desktop.jobs.background import CancelledError
from desktop.jobs.model_script import make_script
from engine.protocol.errors import SaegimError


@pytest.fixture
def engine(monkeypatch):
    """Lets a few lines of Python stand in for the engine; ``sys.argv[-1]`` is the target."""

    def use(code):
        command = [sys.executable, "-c", code]
        monkeypatch.setattr("desktop.jobs.model_script.engine_command", lambda: command)

    return use


def nobody(_done, _total):
    """Nobody watches."""


def test_a_script_that_was_written_is_there(engine, tmp_path):
    engine("import sys; open(sys.argv[-1], 'w').write('script')")
    make_script(tmp_path / "card.json", tmp_path / "script", nobody)
    assert (tmp_path / "script").read_text() == "script"


def test_why_there_is_none_is_in_the_log(engine, tmp_path, caplog):
    # More than a pipe holds: an engine may warn of a lot before it fails.
    engine("import sys; sys.exit('w' * 200_000 + ' the card is torn')")
    with pytest.raises(SaegimError) as raised:
        make_script(tmp_path / "card.json", tmp_path / "script", nobody)
    assert raised.value.code == "no_torchscript"
    assert "the card is torn" in caplog.text


@pytest.mark.skipif(os.name == "nt", reason="nobody is killed by a signal there")
def test_half_a_script_of_a_killed_engine_is_none(engine, tmp_path):
    kill = f"os.kill(os.getpid(), {signal.SIGKILL.value})"
    engine(f"import os, sys; open(sys.argv[-1], 'w').write('half'); {kill}")
    with pytest.raises(SaegimError):
        make_script(tmp_path / "card.json", tmp_path / "script", nobody)


def test_an_engine_ends_when_the_person_cancels(engine, tmp_path):
    engine("import time; time.sleep(600)")

    def cancel(_done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        make_script(tmp_path / "card.json", tmp_path / "script", cancel)
