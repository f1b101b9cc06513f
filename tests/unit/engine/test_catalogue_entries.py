"""The catalogue that is shipped is sound."""

import re

import pytest

from engine import catalogue
from engine.catalogue.entries import sample_archive
from engine.protocol.errors import SaegimError

STARTERS = {"mobile_sam", "yolo26n", "yolo26n-seg", "mobilenet_v2"}


def test_names_and_files_are_unique():
    entries = catalogue.list_models()
    assert len({entry.name for entry in entries}) == len(entries)
    assert len({entry.file for entry in entries}) == len(entries)


def test_starter_models_are_the_four_with_66_megabytes():
    starters = [entry for entry in catalogue.list_models() if entry.starter]
    assert {entry.name for entry in starters} == STARTERS
    assert 66e6 < sum(entry.bytes or 0 for entry in starters) < 68e6


def test_every_entry_has_a_checksum_or_comes_from_its_author_only():
    for entry in catalogue.list_models():
        if entry.sha256 is None:
            assert all(mirror.startswith("https://") for mirror in entry.mirrors), entry.name
        else:
            assert re.fullmatch("[0-9a-f]{64}", entry.sha256), entry.name


def test_checksums_agree_with_the_prefixes_in_file_names():
    for entry in catalogue.list_models():
        prefix = re.search(r"-([0-9a-f]{8})\.pth$", entry.file)
        if entry.sha256 is not None and prefix:
            assert entry.sha256.startswith(prefix.group(1))


def test_prefix_is_read_from_torchvision_names_only_where_the_checksum_is_unknown():
    assert catalogue.find("resnet18").hash_prefix == "f37072fd"
    assert catalogue.find("mobilenet_v2").hash_prefix is None
    assert catalogue.find("yolo11x").hash_prefix is None


def test_package_mirrors_name_a_version_and_a_member():
    for entry in catalogue.list_models():
        for mirror in entry.mirrors:
            if mirror.startswith("pypi:"):
                assert re.fullmatch(r"pypi:[\w.-]+==[\d.]+![\w./-]+", mirror), mirror


@pytest.mark.parametrize("name", ["lights", "trees"])
def test_sample_archives_are_pinned(name: str):
    archive = sample_archive(name)
    assert re.fullmatch("[0-9a-f]{64}", archive.sha256 or "")
    assert archive.file.endswith(".whl")


def test_unknown_name_is_one_sentence():
    with pytest.raises(SaegimError, match="no model called yolo99") as caught:
        catalogue.find("yolo99")
    assert caught.value.code == "unknown_model_name"
