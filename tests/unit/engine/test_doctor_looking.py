"""What the doctor sees of this very machine, and what it keeps to itself."""

import sys
from pathlib import Path

import msgspec
import pytest

from engine.doctor import probe, torch_check
from engine.doctor.privacy import nameless
from engine.doctor.probe import look_at_folder
from engine.doctor.report import report_of
from engine.system.settings import Settings, write_settings
from tests.helpers.machines import folder, machine, torch


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "집 mina"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("LOGNAME", "mina")
    return folder


def test_nothing_in_a_report_tells_who_somebody_is(home: Path):
    facts = machine(
        folders=(
            folder("models", path=f"{home}/models", writable=False),
            folder("projects", path="/media/mina/disk"),
            folder("temporary"),
            folder("settings", path=f"{home}/.config/saegim"),
        ),
        torch=torch(said=f"{home}/lib/libtorch.so: file too short"),
    )
    text = msgspec.json.encode(nameless(report_of(facts))).decode()
    assert "mina" not in text
    assert "~/lib/libtorch.so: file too short" in text


def test_a_folder_that_is_still_to_be_made_is_judged_by_the_one_above_it(tmp_path: Path):
    seen = look_at_folder("models", tmp_path / "a" / "b").folder
    assert not seen.exists
    assert seen.writable
    assert seen.free
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file_cannot_be_written(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    seen = look_at_folder("models", tmp_path / "file" / "models")
    assert not seen.folder.exists


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system nobody can write")
def test_a_file_system_that_nobody_can_write_is_seen():
    assert not look_at_folder("settings", Path("/proc/saegim")).folder.writable


def test_a_torch_that_cannot_be_loaded_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text("raise OSError('libtorch_cpu.so: too short')")
    for name in [name for name in sys.modules if name.partition(".")[0] == "torch"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    seen = torch_check.look_at_torch()
    assert seen.said == "libtorch_cpu.so: too short"
    assert seen.version


def test_this_torch_works():
    seen = torch_check.look_at_torch()
    assert (seen.said, seen.nms_said) == ("", "")
    assert seen.version.startswith("2.")


def test_a_torchvision_of_another_build_is_told(monkeypatch: pytest.MonkeyPatch):
    def missing(*_: object) -> None:
        raise RuntimeError("operator torchvision::nms does not exist\nmore of it")

    monkeypatch.setattr("torchvision.ops.nms", missing)
    assert torch_check.look_at_torch().nms_said == "operator torchvision::nms does not exist"


def test_a_driver_that_is_too_old_is_told_by_a_warning(monkeypatch: pytest.MonkeyPatch):
    import warnings

    def unavailable() -> bool:
        warnings.warn("CUDA initialization: The NVIDIA driver is too old", stacklevel=1)
        return False

    monkeypatch.setattr("torch.cuda.is_available", unavailable)
    assert torch_check.look_at_torch().gpu_said == (
        "CUDA initialization: The NVIDIA driver is too old"
    )


def test_a_card_that_fails_at_its_first_calculation_is_told(monkeypatch: pytest.MonkeyPatch):
    class FakeProperties:
        name = "NVIDIA H100"
        total_memory = 85 * 10**9

    def failing(device: str) -> None:
        raise RuntimeError(f"{device}: unspecified launch failure.")

    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    monkeypatch.setattr("torch.cuda.device_count", lambda: 1)
    monkeypatch.setattr("torch.cuda.get_device_properties", lambda _index: FakeProperties)
    monkeypatch.setattr("torch.cuda.get_arch_list", lambda: ["sm_75", "sm_100", "compute_120"])
    monkeypatch.setattr(torch_check, "_try_device", failing)
    seen = torch_check.look_at_torch()
    (card,) = seen.devices
    assert (card.name, card.said) == ("NVIDIA H100", "cuda:0: unspecified launch failure")
    assert seen.oldest_generation == (7, 5)


def test_variables_that_name_no_proxy_are_seen_unless_the_settings_name_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    monkeypatch.setenv("HTTPS_PROXY", "my company")
    monkeypatch.setenv("HTTP_PROXY", "proxy.example:8080")
    assert probe.gather().wrong_proxy_variables == ("HTTPS_PROXY",)
    write_settings(Settings(proxy="nonsense here", models_folder=str(tmp_path / "gone")))
    monkeypatch.delenv("SAEGIM_MODELS", raising=False)
    seen = probe.gather()
    assert seen.wrong_proxy_variables == ()
    assert seen.proxy_wrong
    assert seen.models_folder_chosen
    assert "nonsense" not in msgspec.json.encode(report_of(seen)).decode()


def test_models_are_looked_at_closely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAEGIM_MODELS", str(tmp_path))
    (tmp_path / "yolo26n.pt").write_bytes(b"damaged")
    (tmp_path / "resnet18-f37072fd.pth").write_bytes(b"whatever")
    seen = {each.name: each for each in probe.gather().models}
    assert seen["yolo26n"].damaged
    assert not seen["mobile_sam"].present
    assert not seen["resnet18"].starter
    assert "resnet34" not in seen


def test_a_machine_without_a_usable_temporary_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def none() -> str:
        raise FileNotFoundError

    monkeypatch.setattr("tempfile.gettempdir", none)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    assert probe._temporary_folder() == tmp_path / "gone"
