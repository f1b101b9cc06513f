"""Graphics cards as drivers and systems tell of them."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pynvml
import pytest

from engine.system import graphics
from engine.system.graphics import (
    amd_cards,
    nvidia_card_count,
    nvidia_cards,
    nvidia_without_driver,
)


class FakeDriver:
    """NVIDIA's management library with one card."""

    def __init__(self) -> None:
        self.shut_down = 0

    def install(self, monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
        answers = {
            "Init": None,
            "DeviceGetCount": 1,
            "DeviceGetHandleByIndex": "handle",
            "DeviceGetName": "NVIDIA H100",
            "DeviceGetMemoryInfo": SimpleNamespace(total=85 * 10**9),
            "SystemGetDriverVersion": "580.65",
            "SystemGetCudaDriverVersion": 13020,
            "DeviceGetCudaComputeCapability": (9, 0),
        }
        for name, answer in (answers | changes).items():
            monkeypatch.setattr(pynvml, f"nvml{name}", self._answering(answer))
        monkeypatch.setattr(pynvml, "nvmlShutdown", self._shut_down)

    def _answering(self, answer: object):
        def call(*_: object) -> object:
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call

    def _shut_down(self) -> None:
        self.shut_down += 1


@pytest.fixture
def driver() -> FakeDriver:
    return FakeDriver()


def test_a_card_is_told_by_its_driver(driver, monkeypatch):
    driver.install(monkeypatch)
    assert nvidia_cards() == (("NVIDIA H100", 85 * 10**9, "580.65", 13020, (9, 0)),)
    assert nvidia_card_count() == 1
    assert driver.shut_down == 2


def test_a_machine_without_a_driver_has_no_card(driver, monkeypatch):
    driver.install(monkeypatch, Init=pynvml.NVMLError_LibraryNotFound())
    assert nvidia_cards() == ()
    assert nvidia_card_count() == 0
    assert driver.shut_down == 0


def test_a_driver_that_stops_answering_is_as_none(driver, monkeypatch):
    driver.install(monkeypatch, DeviceGetName=pynvml.NVMLError_GpuIsLost())
    assert nvidia_cards() == ()
    assert driver.shut_down == 1


def test_a_card_that_shares_the_main_memory_has_none_of_its_own(driver, monkeypatch):
    driver.install(monkeypatch, DeviceGetMemoryInfo=pynvml.NVMLError_NotSupported())
    assert nvidia_cards()[0].memory is None


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells")
def test_cards_that_need_no_driver_to_be_seen(tmp_path: Path, monkeypatch):
    for name, vendor in (("card0", "0x1002"), ("card1", "0x10de"), ("card2", "0x8086")):
        (tmp_path / name / "device").mkdir(parents=True)
        (tmp_path / name / "device" / "vendor").write_text(f"{vendor}\n")
    (tmp_path / "card0" / "device" / "product_name").write_text("Radeon RX 7900 XTX\n")
    monkeypatch.setattr(graphics, "_DRM", tmp_path)
    assert amd_cards() == ("Radeon RX 7900 XTX",)
    assert nvidia_without_driver() == ("NVIDIA card",)
