"""Codes become sentences."""

from typing import get_args

import pytest

from desktop.errors import sentence, words
from engine.protocol.error_sentences import SENTENCES, ErrorCode
from engine.protocol.errors import SaegimError


def test_every_code_has_a_sentence_and_no_sentence_is_without_a_code():
    assert set(get_args(ErrorCode)) == SENTENCES.keys()


def test_a_sentence_is_filled_in():
    error = SaegimError("run_unknown", run="a-1")
    assert "a-1" in sentence(error)


def test_an_unknown_code_is_shown_as_itself():
    assert words("from_the_future", {"x": "1"}) == "from_the_future"


@pytest.mark.parametrize("code", ["no_model", "engine_died", "early_stop"])
def test_what_engines_report_has_words(code):
    assert words(code) != code


def test_a_missing_parameter_does_not_hide_the_sentence():
    assert words("run_unknown").startswith("There is no run ?")
