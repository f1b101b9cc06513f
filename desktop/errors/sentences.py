"""The sentences of ``engine.protocol.errors`` again, where the translation tools find them.

The engine has no Qt, so it cannot mark them itself; a test keeps both lists equal.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

TRANSLATABLE: dict[str, object] = {
    "unsafe_weights": QT_TRANSLATE_NOOP(
        "errors",
        "{file} holds more than a network and was not opened: get the weights from their author.",
    ),
    "unreadable_weights": QT_TRANSLATE_NOOP(
        "errors",
        "{file} is damaged or not a YOLO network; fetch or export it again.",
    ),
    "weights_missing": QT_TRANSLATE_NOOP(
        "errors",
        "The weights {file} are not there any more; fetch them again.",
    ),
    "not_a_run": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a training run of this program, or its files are damaged.",
    ),
    "run_unknown": QT_TRANSLATE_NOOP(
        "errors",
        "There is no run {run} in this project; `runs list` shows those there are.",
    ),
    "run_active": QT_TRANSLATE_NOOP(
        "errors",
        "The run {run} is still going: stop or discard it first.",
    ),
    "run_not_active": QT_TRANSLATE_NOOP(
        "errors",
        "The run {run} is not going, so there is nothing to {verb}.",
    ),
    "no_training_images": QT_TRANSLATE_NOOP(
        "errors",
        "No reviewed image is in the training part: label some images and mark them as reviewed.",
    ),
    "one_class": QT_TRANSLATE_NOOP(
        "errors",
        "All training images are of one class: a second class is needed to learn from.",
    ),
    "unreadable_picture": QT_TRANSLATE_NOOP(
        "errors",
        "The picture {path} cannot be read: it is damaged or gone.",
    ),
    "disk_full": QT_TRANSLATE_NOOP(
        "errors",
        "The disk is full: free some space, then resume the run.",
    ),
    "out_of_memory": QT_TRANSLATE_NOOP(
        "errors",
        "The memory is not enough even for {batch} images at once: choose a smaller image size.",
    ),
    "diverged": QT_TRANSLATE_NOOP(
        "errors",
        "The loss is no longer a number: start again with a lower learning rate.",
    ),
    "no_device": QT_TRANSLATE_NOOP("errors", "There is no device {device} on this machine."),
    "unknown_model_name": QT_TRANSLATE_NOOP(
        "errors",
        "There is no model called {name}; see 'saegim-engine models list'.",
    ),
    "model_missing": QT_TRANSLATE_NOOP(
        "errors",
        "The model {title} is not on this machine yet; fetch it, or import its file.",
    ),
    "no_room": QT_TRANSLATE_NOOP(
        "errors",
        "There is no room left in {folder}: free some space and try again.",
    ),
    "model_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "The file of {title} ({file}) is damaged; fetch or import it again.",
    ),
    "unknown_model_file": QT_TRANSLATE_NOOP(
        "errors",
        "{file} is none of the files in the catalogue, so it was not imported.",
    ),
    "wrong_checksum": QT_TRANSLATE_NOOP(
        "errors",
        "{file} from {source} is not the file the catalogue names (its SHA-256 begins "
        "{found}, not {expected}), so it was deleted; try again later or import the file.",
    ),
    "download_interrupted": QT_TRANSLATE_NOOP(
        "errors",
        "The download from {source} broke off after {done} of {total} bytes; run it again to "
        "continue where it stopped.",
    ),
    "no_source": QT_TRANSLATE_NOOP("errors", "{source} cannot be had at the moment ({reason})."),
    "no_network": QT_TRANSLATE_NOOP(
        "errors",
        "{name} could not be fetched, because none of its sources can be reached; connect "
        "this machine to a network, or import the file from another one. ({reasons})",
    ),
    "internal": QT_TRANSLATE_NOOP("errors", "Something went wrong inside the program: {detail}"),
}
