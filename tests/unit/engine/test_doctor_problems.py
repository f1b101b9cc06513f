"""What the doctor makes of what was seen."""

import msgspec
import pytest

from engine.doctor.facts import Facts, TorchDevice
from engine.doctor.problems import problems_of
from engine.doctor.report import report_of
from engine.protocol.doctor import (
    Memory,
    Problem,
)
from engine.protocol.doctor_sentences import (
    PROBLEM_SENTENCES,
    SUMMARY_SENTENCES,
    problem_sentence,
    summary_sentence,
)
from engine.system.build import BuildInfo
from engine.system.packages import PACKAGES
from tests.helpers.machines import H100, folder, machine, model, torch, torch_with

GB = 10**9
OLD_DRIVER = H100._replace(driver="470.1", cuda=11040)
OLD_CARD = H100._replace(name="Tesla P100", generation=(6, 0))


def codes(facts: Facts) -> list[str]:
    return [problem.code for problem in problems_of(facts)]


def only(facts: Facts) -> Problem:
    (problem,) = problems_of(facts)
    return problem


def folders(*changed):
    purposes = {seen.folder.purpose for seen in changed}
    sound = ("models", "projects", "temporary", "settings")
    return (*changed, *(folder(purpose) for purpose in sound if purpose not in purposes))


FAULTS = {
    "torch_broken": machine(torch=torch(said="libcudart.so.13: not found")),
    "nms_missing": machine(torch=torch(nms_said="operator torchvision::nms does not exist")),
    "gpu_needs_other_torch": machine(nvidia=(H100,), torch=torch(built_for="cpu")),
    "gpu_needs_other_package": machine(
        nvidia=(H100,), torch=torch(built_for="cpu"), program=BuildInfo("1.2.3", frozen=True)
    ),
    "gpu_driver_old": machine(nvidia=(OLD_DRIVER,)),
    "gpu_generation_old": machine(
        nvidia=(OLD_CARD,), torch=torch_with(OLD_CARD, "no kernel image is available")
    ),
    "gpu_fails": machine(nvidia=(H100,), torch=torch_with(H100, "unspecified launch failure")),
    "gpu_without_driver": machine(nvidia_without_driver=("NVIDIA card",)),
    "gpu_amd": machine(amd=("Radeon RX 7900",)),
    "device_gone": machine(device="cuda:0"),
    "memory_small": machine(memory=Memory(total=7 * GB, free=5 * GB)),
    "memory_taken": machine(memory=Memory(total=16 * GB, free=3 * GB)),
    "disk_low": machine(folders=folders(folder("models", 2, free=GB))),
    "models_folder_missing": machine(
        folders=folders(folder("models", exists=False)), models_folder_chosen=True
    ),
    "models_folder_readonly": machine(folders=folders(folder("models", writable=False))),
    "models_missing": machine(models=(model("MobileSAM", present=False),)),
    "models_damaged": machine(models=(model("MobileSAM", damaged=True),)),
    "temporary_readonly": machine(folders=folders(folder("temporary", writable=False))),
    "home_readonly": machine(folders=folders(folder("settings", writable=False))),
    "proxy_wrong": machine(proxy_wrong=True),
    "proxy_variable_wrong": machine(wrong_proxy_variables=("HTTPS_PROXY",)),
}
"""A machine with one fault each."""

BLOCKING = {"torch_broken", "nms_missing", "device_gone", "temporary_readonly"}


def test_every_problem_has_a_machine_here():
    assert FAULTS.keys() == PROBLEM_SENTENCES.keys()


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_one_problem_and_one_sentence(code: str):
    problem = only(FAULTS[code])
    assert problem.code == code
    sentence = problem_sentence(problem)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert (problem.severity == "blocks") == (code in BLOCKING)
    assert report_of(FAULTS[code]).blocked == (code in BLOCKING)


@pytest.mark.parametrize("code", FAULTS)
def test_the_summary_has_three_sentences_at_most(code: str):
    sentences = [summary_sentence(remark) for remark in report_of(FAULTS[code]).summary]
    assert 1 <= len(sentences) <= 3
    assert not any("{" in sentence for sentence in sentences)


def test_a_machine_without_a_graphics_card_is_no_problem_but_said():
    report = report_of(machine())
    assert report.problems == ()
    assert [remark.code for remark in report.summary] == ["no_gpu", "machine", "works_offline"]
    assert [device.kind for device in report.devices] == ["cpu"]


def test_a_card_that_works_is_used():
    report = report_of(machine(nvidia=(H100,), torch=torch_with(H100)))
    assert report.problems == ()
    assert summary_sentence(report.summary[0]) == (
        "Training and the smart tool use NVIDIA H100 with 85.0 GB of memory."
    )
    card = report.devices[0]
    assert (card.kind, card.usable, card.driver) == ("cuda", True, "580.65")


def test_a_card_that_the_settings_pass_by_is_told():
    report = report_of(machine(nvidia=(H100,), torch=torch_with(H100), device="cpu"))
    assert (report.summary[0].code, report.problems) == ("gpu_unwanted", ())


def test_a_driver_of_the_same_major_version_is_new_enough():
    card = H100._replace(cuda=13000)
    assert codes(machine(nvidia=(card,), torch=torch_with(card))) == []


def test_a_card_that_torch_does_not_see_says_what_torch_said():
    problem = only(machine(nvidia=(H100,), torch=torch(gpu_said="CUDA unknown error")))
    assert (problem.code, problem.parameters["said"]) == ("gpu_fails", "CUDA unknown error")


def test_a_slice_of_a_card_is_that_card():
    slice_of_it = H100._replace(name="NVIDIA H100 MIG 1g.10gb")
    assert codes(machine(nvidia=(H100,), torch=torch_with(slice_of_it))) == []


def test_why_a_card_is_not_used_stands_beside_it():
    report = report_of(FAULTS["gpu_driver_old"])
    assert (report.devices[0].usable, report.devices[0].why_not) == (False, "gpu_driver_old")
    assert report.summary[0].code == "gpu_idle"


def test_a_broken_torch_is_the_only_problem_of_its_cards():
    report = report_of(machine(nvidia=(H100,), torch=torch(said="broken", built_for="")))
    assert [problem.code for problem in report.problems] == ["torch_broken"]
    assert [device.why_not for device in report.devices] == ["torch_broken", ""]
    assert report.summary[0].code == "by_hand_only"


def test_apple_s_processor_is_used():
    device = TorchDevice(kind="mps", name="Apple M4")
    report = report_of(machine(torch=torch(built_for="cpu", devices=(device,)), device="mps"))
    assert (report.summary[0].code, report.problems) == ("apple_ready", ())


def test_apple_s_processor_that_fails_needs_no_driver_of_nvidia():
    device = TorchDevice(kind="mps", name="Apple M4", said="out of memory")
    problem = only(machine(torch=torch(built_for="cpu", devices=(device,))))
    assert (problem.code, problem.remedy) == ("gpu_fails", "none")


def test_graphics_of_an_amd_processor_beside_a_card_that_works_are_nobody_s_concern():
    facts = machine(nvidia=(H100,), torch=torch_with(H100), amd=("AMD Radeon",))
    assert codes(facts) == []


def test_an_amd_card_alone_leaves_the_plain_sentence():
    report = report_of(FAULTS["gpu_amd"])
    assert report.summary[0].code == "no_gpu"
    assert report.problems[0].severity == "hint"


def test_the_second_of_two_cards_can_be_chosen_only_if_it_is_there():
    facts = machine(nvidia=(H100,), torch=torch_with(H100))
    assert codes(msgspec.structs.replace(facts, device="cuda:0")) == []
    assert codes(msgspec.structs.replace(facts, device="cuda:1")) == ["device_gone"]
    assert codes(msgspec.structs.replace(facts, device="cuda:one")) == ["device_gone"]


def test_folders_on_one_full_disk_are_one_problem():
    full = [folder(purpose, 7, free=GB) for purpose in ("models", "projects", "temporary")]
    assert only(machine(folders=folders(*full))).parameters["path"] == "/data/models"


def test_a_small_disk_for_settings_alone_is_large_enough():
    assert codes(machine(folders=folders(folder("settings", 9, free=GB)))) == []


def test_a_folder_of_models_that_is_still_to_be_made_is_no_problem():
    assert codes(machine(folders=folders(folder("models", exists=False)))) == []


def test_missing_models_are_named():
    facts = machine(models=(model("A", present=False), model("B"), model("C", present=False)))
    assert only(facts).parameters == {"models": "A, C"}
    assert report_of(facts).summary[-1].code == "needs_models"


def test_a_model_that_only_some_need_may_be_missing():
    assert codes(machine(models=(model("SAM ViT-H", starter=False, present=False),))) == []


def test_the_worst_comes_first():
    facts = machine(
        amd=("Radeon",),
        memory=Memory(total=4 * GB, free=3 * GB),
        folders=folders(folder("temporary", writable=False)),
    )
    severities = [problem.severity for problem in problems_of(facts)]
    assert severities == ["blocks", "limits", "limits", "hint"]


def test_every_remark_is_made_of_some_machine():
    seen = {remark.code for facts in FAULTS.values() for remark in report_of(facts).summary}
    others = [
        machine(nvidia=(H100,), torch=torch_with(H100)),
        machine(nvidia=(H100,), torch=torch_with(H100), device="cpu"),
        machine(torch=torch(devices=(TorchDevice(kind="mps", name="Apple M4"),))),
    ]
    seen |= {remark.code for facts in others for remark in report_of(facts).summary}
    assert seen == SUMMARY_SENTENCES.keys()


@pytest.mark.parametrize(
    ("system", "file"),
    [
        ("win32", "Saegim-1.2.3-windows-x64-nvidia-setup.exe"),
        ("linux", "saegim_1.2.3_amd64_nvidia.deb"),
    ],
)
def test_a_card_that_this_package_cannot_use_names_the_one_that_can(monkeypatch, system, file):
    monkeypatch.setattr(
        "engine.doctor.cards.package_for",
        lambda kind: next(p for p in PACKAGES if (p.system, p.built_for) == (system, kind)),
    )
    problem = only(FAULTS["gpu_needs_other_package"])
    assert problem_sentence(problem) == (
        "NVIDIA H100 is not used, because this copy of the program computes on the processor only: "
        f"install {file} in its place."
    )
