"""The errors that are for people: every code, and its one sentence."""

from typing import Literal

from engine.protocol.translation import QT_TRANSLATE_NOOP

ErrorCode = Literal[
    "unsafe_weights",
    "unreadable_weights",
    "weights_missing",
    "bad_weights",
    "unknown_architecture",
    "bad_checkpoint",
    "unsafe_checkpoint",
    "damaged_events",
    "not_a_run",
    "run_unknown",
    "no_marks",
    "unknown_task",
    "many_labels",
    "bad_value_range",
    "run_ended",
    "bad_recipe",
    "run_active",
    "run_not_active",
    "no_training_images",
    "no_validation_images",
    "one_class",
    "disk_full",
    "out_of_memory",
    "diverged",
    "no_device",
    "unknown_model_name",
    "model_missing",
    "unknown_sample",
    "folder_in_use",
    "no_room",
    "model_damaged",
    "unknown_model_file",
    "wrong_checksum",
    "download_interrupted",
    "no_source",
    "no_network",
    "project_exists",
    "project_missing",
    "not_a_project",
    "project_newer",
    "project_has_code",
    "link_in_project",
    "log_leads_elsewhere",
    "project_damaged",
    "project_needs_mending",
    "rows_left_out",
    "another_project",
    "ids_used_up",
    "history_damaged",
    "dataset_damaged",
    "dataset_too_large",
    "project_busy",
    "project_readonly",
    "project_moved",
    "project_closed",
    "path_too_long",
    "path_unreadable",
    "disk_failed",
    "history_conflict",
    "gone",
    "name_empty",
    "tag_exists",
    "attribute_exists",
    "attribute_value",
    "attribute_choices",
    "too_many_attributes",
    "class_name_empty",
    "class_exists",
    "class_of_other_kind",
    "class_of_objects",
    "class_of_whole_images",
    "class_in_use",
    "image_not_empty",
    "nothing_reviewed",
    "labels_need_whole_images",
    "no_pictures",
    "folder_missing",
    "folder_unreadable",
    "name_unreadable",
    "not_a_picture",
    "picture_damaged",
    "picture_unreadable",
    "picture_empty",
    "picture_missing",
    "picture_changed",
    "picture_outside",
    "pictures_changed",
    "pictures_outside",
    "pictures_unusable",
    "not_found_there",
    "picture_too_large",
    "file_too_large",
    "picture_needs_memory",
    "picture_failed",
    "picture_ends_engine",
    "image_kind",
    "bad_card",
    "no_trained_model",
    "model_unknown",
    "nothing_found",
    "prompt_outside",
    "export_exists",
    "not_writable",
    "wrong_format",
    "too_many_classes",
    "no_torchscript",
    "folder_readonly",
    "internal",
]

SENTENCES: dict[ErrorCode, str] = {
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
    "bad_weights": QT_TRANSLATE_NOOP(
        "errors",
        "{file} is damaged or does not fit this kind of model: fetch it again.",
    ),
    "unknown_architecture": QT_TRANSLATE_NOOP(
        "errors",
        "This version of the program does not know the model type {name}.",
    ),
    "bad_checkpoint": QT_TRANSLATE_NOOP(
        "errors",
        "The run cannot go on: its checkpoint {file} is damaged. Start it afresh.",
    ),
    "unsafe_checkpoint": QT_TRANSLATE_NOOP(
        "errors",
        "The run cannot go on: its checkpoint {file} holds more than a network and was not opened. "
        "Start it afresh.",
    ),
    "damaged_events": QT_TRANSLATE_NOOP(
        "errors",
        "The record of the run in {path} is damaged, so its curve cannot be shown; its model "
        "is not touched by that.",
    ),
    "not_a_run": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a training run of this program, or its files are damaged.",
    ),
    "run_unknown": QT_TRANSLATE_NOOP(
        "errors",
        "There is no run {run} in this project; `runs list` shows those there are.",
    ),
    "no_marks": QT_TRANSLATE_NOOP(
        "errors",
        "Nothing on the reviewed images is marked in a way that this task can learn from.",
    ),
    "unknown_task": QT_TRANSLATE_NOOP(
        "errors",
        "There is no task called {name}; there are: {names}.",
    ),
    "bad_value_range": QT_TRANSLATE_NOOP(
        "errors",
        "{text} is no value range: say automatic, full, or two numbers such as 0,4095.",
    ),
    "many_labels": QT_TRANSLATE_NOOP(
        "errors",
        "Images with more than one label: {count}. Take labels away until each has one at most.",
    ),
    "run_ended": QT_TRANSLATE_NOOP(
        "errors",
        "The run {run} has ended; start a new one to train further.",
    ),
    "bad_recipe": QT_TRANSLATE_NOOP(
        "errors",
        "{file} is not a recipe of this version of the program.",
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
    "no_validation_images": QT_TRANSLATE_NOOP(
        "errors",
        "No reviewed image is in the validation part, so nothing could tell whether the "
        "training works: review some more images.",
    ),
    "one_class": QT_TRANSLATE_NOOP(
        "errors",
        "All training images are of one class: review some more images, so that a second class is "
        "among them.",
    ),
    "disk_full": QT_TRANSLATE_NOOP(
        "errors",
        "The disk is full: free some space, then go on where you stopped.",
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
    "unknown_sample": QT_TRANSLATE_NOOP(
        "errors",
        "There is no sample called {name}; there are: {names}.",
    ),
    "folder_in_use": QT_TRANSLATE_NOOP(
        "errors",
        "{folder} holds other things; choose an empty or a new folder.",
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
        "{file} from {source} is not the file the catalogue names (its SHA-256 begins {found}, "
        "not {expected}), so it was deleted; try again later or import the file.",
    ),
    "download_interrupted": QT_TRANSLATE_NOOP(
        "errors",
        "The download from {source} broke off after {done} of {total} bytes; run it again to "
        "continue where it stopped.",
    ),
    "no_source": QT_TRANSLATE_NOOP("errors", "{source} cannot be had at the moment ({reason})."),
    "no_network": QT_TRANSLATE_NOOP(
        "errors",
        "{name} could not be fetched, because none of its sources can be reached; connect this "
        "machine to a network, or import the file from another one. ({reasons})",
    ),
    "project_exists": QT_TRANSLATE_NOOP(
        "errors",
        "{path} exists already: choose another name, or open it.",
    ),
    "project_missing": QT_TRANSLATE_NOOP(
        "errors",
        "There is no project file {path}: it was moved or deleted.",
    ),
    "not_a_project": QT_TRANSLATE_NOOP("errors", "{path} is not a Saegim project."),
    "project_has_code": QT_TRANSLATE_NOOP(
        "errors",
        "{path} holds tables or rules of its own, which no project of Saegim does and which could "
        "run code or change your work: ask whoever made it for another copy.",
    ),
    "link_in_project": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is a link to another place, and files would be changed there: put a folder in its "
        "place.",
    ),
    "log_leads_elsewhere": QT_TRANSLATE_NOOP(
        "errors",
        "{path} leads to files elsewhere, which opening the project would change or delete: move "
        "it out of the project's folder, then open the project again.",
    ),
    "project_newer": QT_TRANSLATE_NOOP(
        "errors",
        "{path} was made by a newer version of Saegim: update the program to open it.",
    ),
    "project_needs_mending": QT_TRANSLATE_NOOP(
        "errors",
        "Some of {path} cannot be read, and nothing can be written where it lies. Copy it to "
        "another folder and open it there: what cannot be read is then left out.",
    ),
    "another_project": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not the file that was open here, but another one or a copy. If there is no "
        "other, save the project elsewhere.",
    ),
    "rows_left_out": QT_TRANSLATE_NOOP(
        "errors",
        "Some of the project could not be read and was left out: images {images}, classes "
        "{label_classes}, annotations {annotations}, suggestions {suggestions}, other entries "
        "{others}; values set anew: {values}. The file as it was is kept in {file}.",
    ),
    "ids_used_up": QT_TRANSLATE_NOOP(
        "errors", "The numbers for new entries of this project are used up; nothing can be added."
    ),
    "history_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "This step cannot be undone or redone: what is kept of it is damaged or too large.",
    ),
    "dataset_damaged": QT_TRANSLATE_NOOP(
        "errors", "This version of the data set is damaged and cannot be read."
    ),
    "dataset_too_large": QT_TRANSLATE_NOOP(
        "errors",
        "The data set is too large for one run: its labels take more than 512 MB. Leave some "
        "images out of it.",
    ),
    "project_damaged": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is damaged: open the newest backup copy of it.",
    ),
    "project_busy": QT_TRANSLATE_NOOP(
        "errors",
        "Another program keeps {path} locked: close it there, then try again.",
    ),
    "project_readonly": QT_TRANSLATE_NOOP(
        "errors",
        "{path} cannot be written: choose a folder that you may write in, or change its rights.",
    ),
    "project_moved": QT_TRANSLATE_NOOP(
        "errors",
        "{path} was moved, deleted or replaced while it was open; nothing is written until it is "
        "opened again where it is now.",
    ),
    "project_closed": QT_TRANSLATE_NOOP("errors", "{path} is closed."),
    "path_unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The path {path} is no readable text: rename the folders that are called so.",
    ),
    "path_too_long": QT_TRANSLATE_NOOP(
        "errors",
        "The path of {path} is too long for a project (more than 500 bytes): move it to a folder "
        "with a shorter path.",
    ),
    "disk_failed": QT_TRANSLATE_NOOP(
        "errors",
        "The disk did not take what was written to {path}: check the disk, try again.",
    ),
    "history_conflict": QT_TRANSLATE_NOOP(
        "errors",
        "This step cannot be undone or redone, because something else was changed there since.",
    ),
    "gone": QT_TRANSLATE_NOOP(
        "errors",
        "That is no longer in the project: it was deleted meanwhile.",
    ),
    "name_empty": QT_TRANSLATE_NOOP("errors", "It needs a name."),
    "tag_exists": QT_TRANSLATE_NOOP(
        "errors",
        "There is a tag called {name} already: choose another name.",
    ),
    "attribute_exists": QT_TRANSLATE_NOOP(
        "errors",
        "The class has an attribute called {name} already: choose another name.",
    ),
    "attribute_value": QT_TRANSLATE_NOOP(
        "errors", "The attribute {name} cannot have the value {value}."
    ),
    "attribute_choices": QT_TRANSLATE_NOOP(
        "errors", "The attribute {name} needs something to choose from, at most {most} names."
    ),
    "too_many_attributes": QT_TRANSLATE_NOOP(
        "errors", "A class can have {most} attributes, and not more."
    ),
    "class_name_empty": QT_TRANSLATE_NOOP("errors", "A class needs a name."),
    "class_exists": QT_TRANSLATE_NOOP(
        "errors",
        "There is a class called {name} already: choose another name.",
    ),
    "class_of_objects": QT_TRANSLATE_NOOP(
        "errors", "The class {name} is for objects: a whole image cannot have it."
    ),
    "class_of_whole_images": QT_TRANSLATE_NOOP(
        "errors", "The class {name} is for whole images: an object cannot have it."
    ),
    "class_in_use": QT_TRANSLATE_NOOP(
        "errors",
        "Something is labelled with the class {name}, so it cannot change between objects and "
        "whole images.",
    ),
    "class_of_other_kind": QT_TRANSLATE_NOOP(
        "errors",
        "The class {name} is for objects, so whole images cannot be labelled with it: rename the "
        "class, or the folder of that name.",
    ),
    "image_not_empty": QT_TRANSLATE_NOOP(
        "errors",
        "An image with annotations is not empty: delete them first.",
    ),
    "nothing_reviewed": QT_TRANSLATE_NOOP(
        "errors",
        "No image is reviewed yet: label some images and mark them as reviewed.",
    ),
    "labels_need_whole_images": QT_TRANSLATE_NOOP(
        "errors",
        "Labels from folders are for whole images: add --task {tasks}.",
    ),
    "no_pictures": QT_TRANSLATE_NOOP(
        "errors",
        "There are no pictures in {path}: choose a folder with JPEG or PNG files.",
    ),
    "folder_missing": QT_TRANSLATE_NOOP("errors", "There is no folder {path}."),
    "folder_unreadable": QT_TRANSLATE_NOOP(
        "errors", "The folder {path} cannot be looked into: ask for the right to read it."
    ),
    "name_unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The name {path} is no readable text: rename the file or its folder, and add it again.",
    ),
    "not_a_picture": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a picture, whatever its name says.",
    ),
    "picture_damaged": QT_TRANSLATE_NOOP("errors", "The picture {path} is damaged or cut short."),
    "picture_unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The picture {path} cannot be read: it is gone, or its rights forbid it.",
    ),
    "picture_empty": QT_TRANSLATE_NOOP("errors", "The file {path} is empty: its size is 0."),
    "picture_missing": QT_TRANSLATE_NOOP(
        "errors",
        "The picture {path} is not there any more: it was moved, renamed or deleted.",
    ),
    "picture_changed": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is another picture than the one that was labelled: it was changed, turned or "
        "replaced.",
    ),
    "picture_outside": QT_TRANSLATE_NOOP(
        "errors",
        "The picture {path} lies outside the project's folder and is not read until you say so: a "
        "project from somebody else can name any file of yours.",
    ),
    "pictures_changed": QT_TRANSLATE_NOOP(
        "errors",
        "Images whose picture was changed since it was labelled, or may not be read: {count}. "
        "Nothing else is left to export.",
    ),
    "pictures_unusable": QT_TRANSLATE_NOOP(
        "errors",
        "No training picture can be used: {count} pictures are gone, damaged or changed since they "
        "were labelled. The image list shows which.",
    ),
    "pictures_outside": QT_TRANSLATE_NOOP(
        "errors",
        "Pictures outside the project's folder that you have not confirmed: {count}. Confirm them "
        "on the Annotate page, or with 'project confirm-outside', if you trust the project.",
    ),
    "not_found_there": QT_TRANSLATE_NOOP(
        "errors",
        "None of the missing pictures is there: they are known by their content, so a changed "
        "copy does not count.",
    ),
    "picture_too_large": QT_TRANSLATE_NOOP(
        "errors",
        "The picture {path} is too large: up to 32,767 pixels a side and 500 megapixels are read.",
    ),
    "file_too_large": QT_TRANSLATE_NOOP(
        "errors", "The file {path} is too large for a picture of its kind, and is not read."
    ),
    "picture_needs_memory": QT_TRANSLATE_NOOP(
        "errors", "The memory of this machine is not enough for the picture {path}."
    ),
    "picture_failed": QT_TRANSLATE_NOOP(
        "errors", "Something went wrong inside the program at the picture {path}: {detail}"
    ),
    "picture_ends_engine": QT_TRANSLATE_NOOP(
        "errors",
        "The part of the program that computes ended twice at the picture {path}: perhaps the "
        "memory is not enough for it.",
    ),
    "image_kind": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is a kind of picture that this program cannot read: {kind}.",
    ),
    "bad_card": QT_TRANSLATE_NOOP(
        "errors",
        "The model card {file} is gone, damaged or from another version of the program.",
    ),
    "no_trained_model": QT_TRANSLATE_NOOP(
        "errors",
        "This project has no trained model yet: train one first.",
    ),
    "model_unknown": QT_TRANSLATE_NOOP("errors", "There is no model {model} in this project."),
    "prompt_outside": QT_TRANSLATE_NOOP(
        "errors",
        "The points and the box must lie within {path}, which is {width} pixels wide and {height} "
        "high.",
    ),
    "nothing_found": QT_TRANSLATE_NOOP(
        "errors",
        "Nothing was found at this prompt in {path}: try another point or a box.",
    ),
    "export_exists": QT_TRANSLATE_NOOP(
        "errors",
        "{path} exists already: choose another name, or let it be replaced.",
    ),
    "not_writable": QT_TRANSLATE_NOOP(
        "errors",
        "Nothing can be written in {folder}: choose another folder, or change its rights.",
    ),
    "wrong_format": QT_TRANSLATE_NOOP(
        "errors",
        "The annotations of this project cannot be exported as {format}, only as: {formats}.",
    ),
    "too_many_classes": QT_TRANSLATE_NOOP(
        "errors",
        "This format has room for {most} classes, and the project has {count}.",
    ),
    "no_torchscript": QT_TRANSLATE_NOOP(
        "errors",
        "This model could not be converted to TorchScript: export it without that.",
    ),
    "folder_readonly": QT_TRANSLATE_NOOP(
        "errors",
        "{folder} cannot be written: choose another folder of models in the settings, or "
        "change its rights.",
    ),
    "internal": QT_TRANSLATE_NOOP("errors", "Something went wrong inside the program: {detail}"),
}
"""Code to English sentence; the window translates it in the context ``errors``."""
