"""What a person should know about the data of a training: codes in events, and their sentences."""

from engine.protocol.specs import ManifestImage
from engine.protocol.translation import QT_TRANSLATE_NOOP

WARNINGS: dict[str, str] = {
    "no_training_images": QT_TRANSLATE_NOOP(
        "Dataset", "No reviewed image is in the training part."
    ),
    "no_validation": QT_TRANSLATE_NOOP(
        "Dataset", "No reviewed image is in the validation part, so nothing measures the model."
    ),
    "few_validation": QT_TRANSLATE_NOOP(
        "Dataset", "Only {count} validation images: the metric will move a lot by chance."
    ),
    "one_image": QT_TRANSLATE_NOOP(
        "Dataset",
        "There is only one image to learn from, and none is left to measure the model: "
        "a second one is needed.",
    ),
    "empty_validation": QT_TRANSLATE_NOOP(
        "Dataset",
        "Nothing is marked on the validation images, so nothing measures the model: move an image "
        "with marks there.",
    ),
    "one_class": QT_TRANSLATE_NOOP(
        "Dataset", "Only one class has training examples: a second class is needed to learn from."
    ),
    "one_group": QT_TRANSLATE_NOOP(
        "Dataset",
        "All images are of one group (one photo or one video), so that training and validation "
        "images look alike: on other photos the model will do worse than measured.",
    ),
    "tiny_objects": QT_TRANSLATE_NOOP(
        "Dataset",
        "Objects that are less than a pixel wide or high, which nothing is learned from: {count}.",
    ),
    "left_out": QT_TRANSLATE_NOOP(
        "Dataset",
        "Finished images left out, because something on them is marked in a way that cannot be "
        "learned here: {count}.",
    ),
    "no_images": QT_TRANSLATE_NOOP(
        "Dataset", "Class {name} has no training example and cannot be learned."
    ),
    "few_images": QT_TRANSLATE_NOOP(
        "Dataset", "Class {name} has {count} training examples; some dozens are better."
    ),
    "unreadable_picture": QT_TRANSLATE_NOOP("Dataset", "{name} cannot be read and is left out."),
    "changed_picture": QT_TRANSLATE_NOOP(
        "Dataset", "{name} is another picture than the one that was labelled, and is left out."
    ),
}
"""Sentences by code, in the context ``Dataset`` of the translations."""


ABOUT_FILES = frozenset({"unreadable_picture", "changed_picture"})
"""Codes of what is wrong with a single file: known only from a run itself."""


def unreadable_warning(image: ManifestImage) -> str:
    """What is said of an image that cannot be read."""
    return f"unreadable_picture:{image.path}:1"


def parse_warning(warning: str) -> tuple[str, dict[str, str]]:
    """Return code and parameters of ``code``, ``code:COUNT`` or ``code:NAME:COUNT``.

    The name may itself hold colons.
    """
    code, _, rest = warning.partition(":")
    name, _, count = rest.rpartition(":")
    return code, {"name": name, "count": count}


def warning_sentence(warning: str) -> str:
    """The sentence in English, for the command line; one of a newer version as it is called."""
    code, parameters = parse_warning(warning)
    return WARNINGS[code].format(**parameters) if code in WARNINGS else warning
