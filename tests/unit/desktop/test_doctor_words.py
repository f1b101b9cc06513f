"""The doctor's findings in words, on the page and for somebody who helps."""

import getpass
from pathlib import Path

import msgspec

from desktop.errors.problems import problem_words, remark_words
from desktop.pages.doctor.facts import facts
from desktop.pages.doctor.remedies import existing_folder, missing_models
from desktop.pages.doctor.report_text import failure_text, report_text
from engine.protocol.doctor import (
    DoctorReport,
)
from tests.helpers.doctor_reports import PROCESSOR_ONLY, TROUBLED, model

USER = getpass.getuser()


def table(report):
    return {fact.caption: fact.value for fact in facts(report)}


def test_values_are_filled_in():
    driver = TROUBLED.problems[1]
    assert "470.42 is too old for CUDA 13.2" in problem_words(driver)
    assert remark_words(TROUBLED.summary[0]).startswith("There is a graphics card, NVIDIA")


def test_the_table_says_what_was_found():
    rows = table(TROUBLED)
    assert rows["Graphics card"] == (
        "NVIDIA GeForce RTX 3060, 12.0 GB, driver 470.42, cannot be used"
    )
    assert rows["Models"] == "here: YOLO26n, MobileNetV2; not here: MobileSAM"
    assert rows["Memory"] == "9.0 GB of 16.0 GB free"
    assert "can be written" in rows["Folder of models"]
    assert table(PROCESSOR_ONLY)["Graphics card"] == "none found"


def test_torch_that_cannot_be_loaded_is_said():
    def torch_row(**changes: object) -> str:
        torch = msgspec.structs.replace(PROCESSOR_ONLY.torch, **changes)
        return table(msgspec.structs.replace(PROCESSOR_ONLY, torch=torch))["Torch"]

    assert torch_row(version="") == "not installed"
    assert torch_row(works=False, built_for="") == "2.15.0, cannot be loaded"
    assert "without torchvision's operators" in torch_row(nms=False)
    assert "built for CUDA 13.2" in torch_row(built_for="cuda 13.2")


def test_the_report_to_copy_is_for_people_and_for_programs():
    text = report_text(TROUBLED)
    assert problem_words(TROUBLED.problems[0]) in text
    assert "MobileNetV2" in text
    json = text[text.index("\n{") :]
    assert msgspec.json.decode(json, type=DoctorReport) == TROUBLED


def test_what_is_said_of_an_engine_that_did_not_start_names_nobody():
    said = f"{Path.home()}/pictures/libcudart.so: cannot open /media/{USER}/disk/models"
    text = failure_text("Saegim 0.2.0", said)
    assert str(Path.home()) not in text
    assert f"/{USER}/" not in text
    assert "~/pictures/libcudart.so" in text


def test_what_is_missing_or_damaged_is_fetched():
    models = (
        model("mobile_sam", "MobileSAM", present=False),
        model("yolo26n", "YOLO26n", damaged=True),
        model("mobilenet_v2", "MobileNetV2"),
        msgspec.structs.replace(model("sam_b", "SAM", present=False), starter=False),
    )
    report = msgspec.structs.replace(PROCESSOR_ONLY, models=models)
    assert missing_models(report) == ("mobile_sam", "yolo26n")


def test_a_folder_that_is_gone_is_opened_at_the_nearest_one_that_is_there(tmp_path):
    assert existing_folder(str(tmp_path / "disk" / "models")) == tmp_path
    assert existing_folder("~") == Path.home()
