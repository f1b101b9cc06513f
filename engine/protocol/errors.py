"""Errors that are for people: a code, its parameters, and one plain sentence."""

from engine.protocol.events import Blame

SENTENCES: dict[str, str] = {
    "unsafe_weights": (
        "{file} holds more than a network and was not opened: get the weights from their author."
    ),
    "unreadable_weights": "{file} is damaged or not a YOLO network; fetch or export it again.",
    "weights_missing": "The weights {file} are not there any more; fetch them again.",
    "internal": "Something went wrong inside the program: {detail}",
}
"""Code to English sentence; the window translates the same sentences."""


class SaegimError(Exception):
    """Something a person can understand and act on.

    Args:
        code: Key of ``SENTENCES``.
        blame: ``data`` (their file), ``machine`` (their disk, memory or network), ``program`` (us).
        parameters: Values for the sentence's placeholders.
    """

    def __init__(self, code: str, blame: Blame = "data", **parameters: object) -> None:
        self.code = code
        self.blame: Blame = blame
        self.parameters = {name: str(value) for name, value in parameters.items()}
        super().__init__(SENTENCES[code].format(**self.parameters))
