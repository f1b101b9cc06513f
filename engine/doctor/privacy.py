"""A doctor's report is copied into public places."""

import msgspec

from engine.protocol.doctor import DoctorReport
from engine.system.privacy import without_names

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def nameless(report: DoctorReport) -> DoctorReport:
    """The report ``without_names`` in any text: what libraries said holds paths, too."""
    plain = _through(msgspec.json.decode(msgspec.json.encode(report)))
    return msgspec.convert(plain, DoctorReport)


def _through(plain: Plain) -> Plain:
    if isinstance(plain, str):
        return without_names(plain)
    if isinstance(plain, list):
        return [_through(item) for item in plain]
    if isinstance(plain, dict):
        return {key: _through(value) for key, value in plain.items()}
    return plain
