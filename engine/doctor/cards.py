"""Why a graphics card is not used."""

from engine.doctor.facts import Facts, TorchDevice
from engine.protocol.doctor import Device, Problem, Remedy
from engine.system.build import BuildInfo
from engine.system.graphics import NvidiaCard
from engine.system.packages import package_for


def devices_of(facts: Facts) -> tuple[Device, ...]:
    """Everything to compute on, the best first; what cannot be used says why."""
    torch = facts.torch
    known = [_card(card, facts) for card in facts.nvidia]
    other = [
        _torch_device(device)
        for device in torch.devices
        if not any(_is_same(card, device) for card in facts.nvidia)
    ]
    idle = [_idle(problem) for problem in _unknown_to_torch(facts)]
    processor = Device(kind="cpu", name=facts.processor.name, usable=not torch.said)
    graphics = sorted([*known, *other, *idle], key=lambda device: not device.usable)
    return (*graphics, processor)


def card_problems(facts: Facts) -> list[Problem]:
    """A problem for each card that is there but not used; none while torch itself is broken."""
    if facts.torch.said:
        return []
    troubles = [trouble_with(card, facts) for card in facts.nvidia]
    failing = [
        _fails(device.name, device.said, "none")
        for device in facts.torch.devices
        if device.said and not any(_is_same(card, device) for card in facts.nvidia)
    ]
    return [*filter(None, troubles), *failing, *_unknown_to_torch(facts)]


def trouble_with(card: NvidiaCard, facts: Facts) -> Problem | None:
    """Why torch does not compute on the card; None if it does."""
    torch = facts.torch
    seen = [device for device in torch.devices if _is_same(card, device)]
    if any(not device.said for device in seen):
        return None
    if not torch.built_for.startswith("cuda"):
        return _needs_other_torch(card, facts.program)
    cuda = torch.built_for.removeprefix("cuda ")
    # Within a major version, programs for a newer minor one run with older drivers (CUDA
    # Compatibility, "Minor Version Compatibility").
    if card.cuda // 1000 < int(cuda.partition(".")[0]):
        return Problem(
            code="gpu_driver_old",
            severity="limits",
            remedy="update_driver",
            parameters={"device": card.name, "driver": card.driver, "cuda": cuda},
        )
    if torch.oldest_generation and card.generation < torch.oldest_generation:
        return Problem(
            code="gpu_generation_old", severity="limits", parameters={"device": card.name}
        )
    said = next((device.said for device in seen), torch.gpu_said)
    return _fails(card.name, said, "update_driver")


def _needs_other_torch(card: NvidiaCard, program: BuildInfo) -> Problem:
    package = package_for("cuda")
    if not program.frozen or package is None:
        return Problem(
            code="gpu_needs_other_torch", severity="limits", parameters={"device": card.name}
        )
    return Problem(
        code="gpu_needs_other_package",
        severity="limits",
        remedy="install_gpu_package",
        parameters={
            "device": card.name,
            "package": package.file.format(version=program.version),
        },
    )


def _fails(name: str, said: str, remedy: Remedy) -> Problem:
    return Problem(
        code="gpu_fails",
        severity="limits",
        remedy=remedy,
        parameters={"device": name, "said": said or "no device"},
    )


def _unknown_to_torch(facts: Facts) -> list[Problem]:
    if any(not device.said for device in facts.torch.devices):
        # One card works: a second one that is part of the processor, say, is nobody's concern.
        return []
    without = [
        Problem(
            code="gpu_without_driver",
            severity="limits",
            remedy="update_driver",
            parameters={"device": name},
        )
        for name in facts.nvidia_without_driver
    ]
    amd = [
        Problem(code="gpu_amd", severity="hint", parameters={"device": name}) for name in facts.amd
    ]
    return without + ([] if facts.torch.built_for.startswith("rocm") else amd)


def _card(card: NvidiaCard, facts: Facts) -> Device:
    torch, trouble = facts.torch, trouble_with(card, facts)
    code = "torch_broken" if torch.said else trouble.code if trouble else ""
    seen = next((device.memory for device in torch.devices if _is_same(card, device)), None)
    return Device(
        kind="cuda",
        name=card.name,
        memory=card.memory or seen,
        driver=card.driver,
        usable=not code,
        why_not=code,
    )


def _torch_device(device: TorchDevice) -> Device:
    return Device(
        kind=device.kind,
        name=device.name,
        memory=device.memory,
        usable=not device.said,
        why_not="gpu_fails" if device.said else "",
    )


def _idle(problem: Problem) -> Device:
    name = problem.parameters["device"]
    return Device(kind="cuda", name=name, usable=False, why_not=problem.code)


def _is_same(card: NvidiaCard, device: TorchDevice) -> bool:
    # A slice of a card (MIG) has the card's name at the beginning of its own.
    return device.name.startswith(card.name)
