"""What the formats are called and good for, and what came of an export."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from engine.formats.content import Exported
from engine.formats.spec import Format
from engine.geometry.losses import Losses
from engine.protocol import loss_sentences

translate = QCoreApplication.translate


def title(row: Format) -> str:
    """What a format is called."""
    return translate("Formats", row.title)


def sentence(row: Format) -> str:
    """What a format is good for."""
    return translate("Formats", row.sentence)


def file_filter(row: Format) -> str:
    """How a file dialog names the files of a format."""
    return f"{title(row)} (*{Path(row.ending).suffix})"


def loss_words(losses: Losses) -> str:
    """What an export would leave behind; empty if nothing."""
    return loss_sentences.loss_words(losses, loss_sentences.OF_AN_EXPORT, translate)


def outcome_words(outcome: Exported) -> str:
    """What came of an export of annotations."""
    counts = translate("Deploy", "{path}: {images} pictures, {annotations} annotations.")
    said = [
        counts.format(
            path=outcome.path.name, images=outcome.images, annotations=outcome.annotations
        )
    ]
    if outcome.left_out:
        left_out = translate("Deploy", "{count} annotations have no place in this format.")
        said.append(left_out.format(count=outcome.left_out))
    if outcome.missing:
        missing = translate("Deploy", "{count} of the pictures are not where the project says.")
        said.append(missing.format(count=outcome.missing))
    if outcome.changed:
        changed = translate(
            "Deploy",
            "Left out, because the picture is not the one that was labelled, or may not be read: "
            "{count}.",
        )
        said.append(changed.format(count=outcome.changed))
    return " ".join(said)
