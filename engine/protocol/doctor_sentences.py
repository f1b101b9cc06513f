"""What the doctor found, in English sentences."""

from engine.protocol.doctor import Problem, ProblemCode, Remark, RemarkCode
from engine.protocol.translation import QT_TRANSLATE_NOOP

PROBLEM_SENTENCES: dict[ProblemCode, str] = {
    "torch_broken": QT_TRANSLATE_NOOP(
        "doctor",
        "Training and the smart tool cannot start, because torch cannot be loaded ({said}): "
        "install the program again.",
    ),
    "nms_missing": QT_TRANSLATE_NOOP(
        "doctor",
        "Objects cannot be detected, because torch and torchvision do not fit together "
        "({said}): install the program again.",
    ),
    "gpu_needs_other_package": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is not used, because this copy of the program computes on the processor "
        "only: install {package} in its place.",
    ),
    "gpu_needs_other_torch": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is not used, because the torch installed here computes on the processor only: "
        "install the torch for CUDA.",
    ),
    "gpu_driver_old": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is not used, because its driver {driver} is too old for CUDA {cuda}: install "
        "a newer driver.",
    ),
    "gpu_generation_old": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is not used, because this version of torch no longer supports its generation.",
    ),
    "gpu_fails": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is there, but it fails at a small calculation ({said}): restart the machine, "
        "then install a newer driver.",
    ),
    "gpu_without_driver": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is not used, because its driver is missing or does not answer: install it again.",
    ),
    "gpu_amd": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is not used: this copy of the program has no support for AMD cards.",
    ),
    "device_gone": QT_TRANSLATE_NOOP(
        "doctor",
        "The device chosen in the settings, {device}, is not on this machine: choose another one.",
    ),
    "memory_small": QT_TRANSLATE_NOOP(
        "doctor",
        "This machine has {total} GB of memory, and 8 GB are recommended: choose small models.",
    ),
    "memory_taken": QT_TRANSLATE_NOOP(
        "doctor",
        "Only {free} GB of memory are free, and training may need 4 GB: close other programs.",
    ),
    "disk_low": QT_TRANSLATE_NOOP(
        "doctor",
        "Only {free} GB are free on the disk of {path}, and training may need 5 GB: free some "
        "space.",
    ),
    "models_folder_missing": QT_TRANSLATE_NOOP(
        "doctor",
        "The folder of models, {path}, is not there: connect its disk, or choose another folder.",
    ),
    "models_folder_readonly": QT_TRANSLATE_NOOP(
        "doctor",
        "The folder of models, {path}, cannot be written, so no model can be fetched: choose "
        "another folder.",
    ),
    "models_missing": QT_TRANSLATE_NOOP(
        "doctor",
        "Models for the first steps are not on this machine yet: {models}.",
    ),
    "models_damaged": QT_TRANSLATE_NOOP(
        "doctor",
        "Files of models are damaged and have to be fetched again: {models}.",
    ),
    "temporary_readonly": QT_TRANSLATE_NOOP(
        "doctor",
        "The folder for temporary files, {path}, cannot be written: change its rights, or free "
        "some space there.",
    ),
    "home_readonly": QT_TRANSLATE_NOOP(
        "doctor",
        "The home folder cannot be written, so settings are not kept: change its rights.",
    ),
    "proxy_wrong": QT_TRANSLATE_NOOP(
        "doctor",
        "The proxy in the settings is not an address such as http://proxy.example:8080, so "
        "nothing can be fetched: correct it.",
    ),
    "proxy_variable_wrong": QT_TRANSLATE_NOOP(
        "doctor",
        "The environment variable {variable} is not an address such as "
        "http://proxy.example:8080: correct it, or name a proxy in the settings.",
    ),
}
"""Code to English sentence; ``desktop.errors.problems`` translates the same sentences."""

SUMMARY_SENTENCES: dict[RemarkCode, str] = {
    "gpu_ready": QT_TRANSLATE_NOOP(
        "doctor",
        "Training and the smart tool use {device} with {memory} GB of memory.",
    ),
    "apple_ready": QT_TRANSLATE_NOOP(
        "doctor",
        "Training and the smart tool use the graphics part of {device}.",
    ),
    "no_gpu": QT_TRANSLATE_NOOP(
        "doctor",
        "No graphics card that torch can use was found: everything works on the processor, "
        "training takes longer.",
    ),
    "gpu_idle": QT_TRANSLATE_NOOP(
        "doctor",
        "There is a graphics card, {device}, but it cannot be used yet: everything works on "
        "the processor, training takes longer.",
    ),
    "gpu_unwanted": QT_TRANSLATE_NOOP(
        "doctor",
        "{device} is ready, but the settings say that everything is computed on the processor.",
    ),
    "by_hand_only": QT_TRANSLATE_NOOP(
        "doctor",
        "Pictures can be labelled by hand, but training and the smart tool do not work yet.",
    ),
    "machine": QT_TRANSLATE_NOOP(
        "doctor",
        "The processor has {cores} cores, and {free} GB of the {total} GB of memory are free.",
    ),
    "works_offline": QT_TRANSLATE_NOOP(
        "doctor",
        "The models for the first steps are on this machine, so no network is needed.",
    ),
    "needs_models": QT_TRANSLATE_NOOP(
        "doctor",
        "The models for the first steps have to be fetched once.",
    ),
}
"""Code to English sentence of what this machine can do."""


def problem_sentence(problem: Problem) -> str:
    """The problem in English."""
    return PROBLEM_SENTENCES[problem.code].format(**problem.parameters)


def summary_sentence(remark: Remark) -> str:
    """The remark in English."""
    return SUMMARY_SENTENCES[remark.code].format(**remark.parameters)
