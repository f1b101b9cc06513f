"""Errors that are for people: a code, its parameters, and one plain sentence."""

import contextlib
import errno
from collections.abc import Generator
from pathlib import Path

from engine.protocol.events import Blame

SENTENCES: dict[str, str] = {
    "unsafe_weights": (
        "{file} holds more than a network and was not opened: get the weights from their author."
    ),
    "unreadable_weights": "{file} is damaged or not a YOLO network; fetch or export it again.",
    "weights_missing": "The weights {file} are not there any more; fetch them again.",
    "bad_weights": "{file} is damaged or does not fit this kind of model: fetch it again.",
    "unknown_architecture": "This version of the program does not know the model type {name}.",
    "bad_checkpoint": "The run cannot go on: its checkpoint {file} is damaged. Start it afresh.",
    "damaged_events": (
        "The record of the run in {path} is damaged, so its curve cannot be shown; its model is "
        "not touched by that."
    ),
    "not_a_run": "{path} is not a training run of this program, or its files are damaged.",
    "run_unknown": "There is no run {run} in this project; `runs list` shows those there are.",
    "wrong_task": "This project is for another task ({project_task}), so it cannot {task}.",
    "run_ended": "The run {run} has ended; start a new one to train further.",
    "bad_recipe": "{file} is not a recipe of this version of the program.",
    "run_active": "The run {run} is still going: stop or discard it first.",
    "run_not_active": "The run {run} is not going, so there is nothing to {verb}.",
    "no_training_images": (
        "No reviewed image is in the training part: label some images and mark them as reviewed."
    ),
    "no_validation_images": (
        "No reviewed image is in the validation part, so nothing could tell whether the training "
        "works: review some more images."
    ),
    "one_class": "All training images are of one class: a second class is needed to learn from.",
    "unreadable_picture": "The picture {path} cannot be read: it is damaged or gone.",
    "disk_full": "The disk is full: free some space, then go on where you stopped.",
    "out_of_memory": (
        "The memory is not enough even for {batch} images at once: choose a smaller image size."
    ),
    "diverged": "The loss is no longer a number: start again with a lower learning rate.",
    "no_device": "There is no device {device} on this machine.",
    "unknown_model_name": "There is no model called {name}; see 'saegim-engine models list'.",
    "model_missing": "The model {title} is not on this machine yet; fetch it, or import its file.",
    "unknown_sample": "There is no sample called {name}; there are: {names}.",
    "folder_in_use": "{folder} holds other things; choose an empty or a new folder.",
    "no_room": "There is no room left in {folder}: free some space and try again.",
    "model_damaged": "The file of {title} ({file}) is damaged; fetch or import it again.",
    "unknown_model_file": "{file} is none of the files in the catalogue, so it was not imported.",
    "wrong_checksum": (
        "{file} from {source} is not the file the catalogue names (its SHA-256 begins {found}, not "
        "{expected}), so it was deleted; try again later or import the file."
    ),
    "download_interrupted": (
        "The download from {source} broke off after {done} of {total} bytes; run it again to "
        "continue where it stopped."
    ),
    "no_source": "{source} cannot be had at the moment ({reason}).",
    "no_network": (
        "{name} could not be fetched, because none of its sources can be reached; connect this "
        "machine to a network, or import the file from another one. ({reasons})"
    ),
    "project_exists": "{path} exists already: choose another name, or open it.",
    "project_missing": "There is no project file {path}: it was moved or deleted.",
    "not_a_project": "{path} is not a Saegim project.",
    "project_newer": "{path} was made by a newer version of Saegim: update the program to open it.",
    "project_damaged": "{path} is damaged: open the newest backup copy of it.",
    "project_busy": "Another program keeps {path} locked: close it there, then try again.",
    "project_readonly": (
        "{path} cannot be written: choose a folder that you may write in, or change its rights."
    ),
    "disk_failed": "The disk did not take what was written to {path}: check the disk, try again.",
    "history_conflict": (
        "This step cannot be undone or redone, because something else was changed there since."
    ),
    "gone": "That is no longer in the project: it was deleted meanwhile.",
    "class_name_empty": "A class needs a name.",
    "class_exists": "There is a class called {name} already: choose another name.",
    "image_not_empty": "An image with annotations is not empty: delete them first.",
    "nothing_reviewed": ("No image is reviewed yet: label some images and mark them as reviewed."),
    "labels_need_classify": (
        "Labels can be taken from folders in a classification project only: add --task classify."
    ),
    "no_pictures": "There are no pictures in {path}: choose a folder with JPEG or PNG files.",
    "folder_missing": "There is no folder {path}.",
    "not_a_picture": "{path} is not a picture, whatever its name says.",
    "picture_damaged": "The picture {path} is damaged or cut short.",
    "picture_unreadable": "The picture {path} cannot be read: it is gone, or its rights forbid it.",
    "picture_too_large": "The picture {path} is wider or higher than 32,767 pixels.",
    "bad_card": "The model card {file} is gone, damaged or from another version of the program.",
    "no_trained_model": "This project has no trained model yet: train one first.",
    "model_unknown": "There is no model {model} in this project.",
    "nothing_found": "Nothing was found at this prompt in {path}: try another point or a box.",
    "export_exists": ("{path} exists already: choose another name, or let it be replaced."),
    "not_writable": (
        "Nothing can be written in {folder}: choose another folder, or change its rights."
    ),
    "wrong_format": (
        "The annotations of this project cannot be exported as {format}, only as: {formats}."
    ),
    "no_torchscript": ("This model could not be converted to TorchScript: export it without that."),
    "folder_readonly": (
        "{folder} cannot be written: choose another folder of models in the settings, or change "
        "its rights."
    ),
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


@contextlib.contextmanager
def full_disk_in_words(folder: Path) -> Generator[None]:
    """Turn the system's error about a full disk into ``no_room``, naming the folder."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise SaegimError("no_room", "machine", folder=folder) from error
