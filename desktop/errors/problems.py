"""The doctor's sentences in the window's language."""

from PySide6.QtCore import QCoreApplication

from engine.protocol.doctor import Problem, Remark
from engine.protocol.doctor_sentences import PROBLEM_SENTENCES, SUMMARY_SENTENCES


def problem_words(problem: Problem) -> str:
    """A problem as one sentence."""
    return _words(PROBLEM_SENTENCES[problem.code], problem.parameters)


def remark_words(remark: Remark) -> str:
    """Something that this machine can do, as one sentence."""
    return _words(SUMMARY_SENTENCES[remark.code], remark.parameters)


def _words(english: str, parameters: dict[str, str]) -> str:
    return QCoreApplication.translate("doctor", english).format(**parameters)
