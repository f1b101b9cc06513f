"""The report: facts, what is made of them, and no person in it."""

from engine.doctor.cards import devices_of
from engine.doctor.facts import Facts
from engine.doctor.privacy import nameless
from engine.doctor.probe import gather
from engine.doctor.problems import gigabytes, problems_of
from engine.protocol.doctor import Device, DoctorReport, Remark, RemarkCode, Torch


def examine() -> DoctorReport:
    """Look at this machine. Loads torch, but no model, and contacts nobody."""
    return nameless(report_of(gather()))


def report_of(facts: Facts) -> DoctorReport:
    """Make a report of the facts."""
    torch = facts.torch
    return DoctorReport(
        program=facts.program,
        system=facts.system,
        processor=facts.processor,
        memory=facts.memory,
        devices=devices_of(facts),
        torch=Torch(
            version=torch.version,
            built_for=torch.built_for,
            works=not torch.said,
            nms=not (torch.said or torch.nms_said),
        ),
        packages=facts.packages,
        folders=tuple(seen.folder for seen in facts.folders),
        models=facts.models,
        network=facts.network,
        summary=summary_of(facts),
        problems=problems_of(facts),
    )


def summary_of(facts: Facts) -> tuple[Remark, ...]:
    """What this machine can do, in three sentences."""
    starters = [model for model in facts.models if model.starter]
    all_there = all(model.present and not model.damaged for model in starters)
    machine = {
        "cores": str(facts.processor.cores),
        "free": gigabytes(facts.memory.free),
        "total": gigabytes(facts.memory.total),
    }
    return (
        _computing(facts),
        Remark(code="machine", parameters=machine),
        Remark(code="works_offline" if all_there else "needs_models"),
    )


def _computing(facts: Facts) -> Remark:
    if facts.torch.said:
        return Remark(code="by_hand_only")
    graphics = [device for device in devices_of(facts) if device.kind != "cpu"]
    best = next((device for device in graphics if device.usable), None)
    if best is not None:
        return _ready(best) if facts.device != "cpu" else _with_name("gpu_unwanted", best)
    idle = next((device for device in graphics if device.why_not != "gpu_amd"), None)
    return _with_name("gpu_idle", idle) if idle else Remark(code="no_gpu")


def _ready(device: Device) -> Remark:
    if device.memory is None:
        return _with_name("apple_ready", device)
    parameters = {"device": device.name, "memory": gigabytes(device.memory)}
    return Remark(code="gpu_ready", parameters=parameters)


def _with_name(code: RemarkCode, device: Device) -> Remark:
    return Remark(code=code, parameters={"device": device.name})
