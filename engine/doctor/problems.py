"""What is not as it should be, told from the facts alone."""

from collections.abc import Iterator

from engine.doctor.cards import card_problems, devices_of
from engine.doctor.facts import Facts, SeenFolder
from engine.protocol.doctor import Folder, FolderPurpose, Problem, ProblemCode, Severity

GIGABYTE = 10**9
MEMORY_IN_ALL = 8 * GIGABYTE
MEMORY_FREE = 4 * GIGABYTE
DISK_FREE = 5 * GIGABYTE

_ORDER: tuple[Severity, ...] = ("blocks", "limits", "hint")


def problems_of(facts: Facts) -> tuple[Problem, ...]:
    """Everything found, the worst first."""
    found = [
        *_torch_problems(facts),
        *_device_problems(facts),
        *_folder_problems(facts),
        *_model_problems(facts),
        *card_problems(facts),
        *_disk_problems(facts),
        *_memory_problems(facts),
        *_proxy_problems(facts),
    ]
    return tuple(sorted(found, key=lambda problem: _ORDER.index(problem.severity)))


def gigabytes(count: int) -> str:
    """Bytes in units of 10**9, as disks are sold."""
    return f"{count / GIGABYTE:.1f}"


def _torch_problems(facts: Facts) -> Iterator[Problem]:
    torch = facts.torch
    if torch.said:
        yield Problem(code="torch_broken", severity="blocks", parameters={"said": torch.said})
    elif torch.nms_said:
        yield Problem(code="nms_missing", severity="blocks", parameters={"said": torch.nms_said})


def _device_problems(facts: Facts) -> Iterator[Problem]:
    if facts.device == "auto" or facts.torch.said:
        return
    kinds = [device.kind for device in devices_of(facts) if device.usable]
    numbered = {f"{kind}:{number}" for kind in kinds for number in range(kinds.count(kind))}
    if facts.device not in numbered.union(kinds):
        yield Problem(
            code="device_gone",
            severity="blocks",
            remedy="choose_device",
            parameters={"device": facts.device},
        )


def _folder_problems(facts: Facts) -> Iterator[Problem]:
    models, temporary = _folder(facts, "models"), _folder(facts, "temporary")
    where = {"path": models.path}
    if facts.models_folder_chosen and not models.exists:
        yield Problem(
            code="models_folder_missing",
            severity="limits",
            remedy="choose_models_folder",
            parameters=where,
        )
    elif not models.writable:
        yield Problem(
            code="models_folder_readonly",
            severity="limits",
            remedy="choose_models_folder",
            parameters=where,
        )
    if not temporary.writable:
        where = {"path": temporary.path}
        yield Problem(
            code="temporary_readonly", severity="blocks", remedy="free_space", parameters=where
        )
    if not _folder(facts, "settings").writable:
        yield Problem(code="home_readonly", severity="limits")


def _model_problems(facts: Facts) -> Iterator[Problem]:
    missing = [model.title for model in facts.models if model.starter and not model.present]
    damaged = [model.title for model in facts.models if model.damaged]
    found: tuple[tuple[ProblemCode, list[str]], ...] = (
        ("models_missing", missing),
        ("models_damaged", damaged),
    )
    for code, titles in found:
        if titles:
            yield Problem(
                code=code,
                severity="limits",
                remedy="fetch_models",
                parameters={"models": ", ".join(titles)},
            )


def _disk_problems(facts: Facts) -> Iterator[Problem]:
    # Two folders on one disk are one problem.
    full = {seen.disk: seen for seen in reversed(facts.folders) if _is_full(seen)}
    for seen in full.values():
        free = gigabytes(seen.folder.free or 0)
        yield Problem(
            code="disk_low",
            severity="limits",
            remedy="free_space",
            parameters={"path": seen.folder.path, "free": free},
        )


def _is_full(seen: SeenFolder) -> bool:
    free = seen.folder.free
    return seen.folder.purpose != "settings" and free is not None and free < DISK_FREE


def _memory_problems(facts: Facts) -> Iterator[Problem]:
    memory = facts.memory
    if memory.total < MEMORY_IN_ALL:
        total = {"total": gigabytes(memory.total)}
        yield Problem(code="memory_small", severity="limits", parameters=total)
    if memory.free < MEMORY_FREE:
        free = {"free": gigabytes(memory.free)}
        yield Problem(code="memory_taken", severity="limits", parameters=free)


def _proxy_problems(facts: Facts) -> Iterator[Problem]:
    if facts.proxy_wrong:
        yield Problem(code="proxy_wrong", severity="limits", remedy="change_proxy")
    for variable in facts.wrong_proxy_variables:
        yield Problem(
            code="proxy_variable_wrong",
            severity="limits",
            remedy="change_proxy",
            parameters={"variable": variable},
        )


def _folder(facts: Facts, purpose: FolderPurpose) -> Folder:
    return next(seen.folder for seen in facts.folders if seen.folder.purpose == purpose)
