"""What tasks that Ultralytics trains differ in."""

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class YoloKind:
    """A task of Ultralytics'."""

    name: str
    """Ultralytics' name of it."""
    metrics: Mapping[str, str]
    """Ultralytics' names of what is reported, and ours."""
    has_outlines: bool
    """Whether it learns from outlines, and not from boxes alone."""
