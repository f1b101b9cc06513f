"""What does not come along of annotations, in words: before a training and before an export."""

import dataclasses
from collections.abc import Callable

from engine.geometry.losses import Counts, Description, Losses
from engine.geometry.types import GeometryKind
from engine.protocol.translation import QT_TRANSLATE_NOOP

KINDS: dict[GeometryKind | Description, str] = {
    "box": QT_TRANSLATE_NOOP("Dataset", "boxes ({count})"),
    "rotated_box": QT_TRANSLATE_NOOP("Dataset", "turned boxes ({count})"),
    "polygon": QT_TRANSLATE_NOOP("Dataset", "outlines ({count})"),
    "mask": QT_TRANSLATE_NOOP("Dataset", "masks ({count})"),
    "polyline": QT_TRANSLATE_NOOP("Dataset", "lines ({count})"),
    "keypoints": QT_TRANSLATE_NOOP("Dataset", "keypoints ({count})"),
    "whole_image": QT_TRANSLATE_NOOP("Dataset", "classes of whole images ({count})"),
    "attributes": QT_TRANSLATE_NOOP("Dataset", "attributes (of {count} objects)"),
    "notes": QT_TRANSLATE_NOOP("Dataset", "notes ({count})"),
    "tags": QT_TRANSLATE_NOOP("Dataset", "tags of images ({count})"),
}

Translate = Callable[[str, str], str]
"""From context and English text to the text that is shown."""


@dataclasses.dataclass(frozen=True)
class LossSentences:
    """The two sentences of an occasion, each with ``{kinds}``."""

    context: str
    as_boxes: str
    left_out: str


OF_A_TRAINING = LossSentences(
    "Training",
    QT_TRANSLATE_NOOP("Training", "Learned only as boxes: {kinds}."),
    QT_TRANSLATE_NOOP("Training", "Not learned here: {kinds}."),
)
OF_AN_EXPORT = LossSentences(
    "Deploy",
    QT_TRANSLATE_NOOP("Deploy", "Only as boxes: {kinds}."),
    QT_TRANSLATE_NOOP("Deploy", "Left out, for this format has no place for them: {kinds}."),
)


def in_english(_context: str, text: str) -> str:
    """Return the text as it is: the ``Translate`` of the command line."""
    return text


def loss_words(losses: Losses, words: LossSentences, translate: Translate = in_english) -> str:
    """Say what does not come along, a line each; empty if nothing.

    Args:
        losses: Numbers of annotations.
        words: Of the occasion.
        translate: Into the window's language.
    """

    def line(text: str, counts: Counts) -> str:
        kinds = (translate("Dataset", KINDS[k]).format(count=n) for k, n in counts.items())
        return translate(words.context, text).format(kinds=", ".join(kinds))

    said = ((words.as_boxes, losses.as_boxes), (words.left_out, losses.left_out))
    return "\n".join(line(text, counts) for text, counts in said if counts)
