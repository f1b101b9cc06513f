"""Commands on annotations and image-level labels."""

from collections.abc import Sequence

from desktop.project_session import Command
from engine.geometry.types import Geometry
from engine.project.rows import NewAnnotation
from engine.protocol.requests import Prompt


def add_annotations(items: Sequence[NewAnnotation]) -> Command:
    """Add annotations."""
    return Command("add_annotations", lambda store: store.add_annotations(items))


def set_geometry(annotation_id: int, geometry: Geometry, prompt: Prompt | None = None) -> Command:
    """Give an annotation another geometry, and the prompt it came from."""
    return Command(
        "set_geometry",
        lambda store: store.set_geometry(annotation_id, geometry, prompt),
    )


def set_class(annotation_ids: Sequence[int], class_id: int) -> Command:
    """Give annotations another class."""
    return Command(
        "set_class",
        lambda store: store.set_class(annotation_ids, class_id),
    )


def delete_annotations(annotation_ids: Sequence[int]) -> Command:
    """Delete annotations."""
    return Command("delete_annotations", lambda store: store.delete_annotations(annotation_ids))


def set_image_label(image_id: int, class_id: int | None) -> Command:
    """Label an image as a whole; None takes the label away."""
    return Command(
        "set_image_label",
        lambda store: store.set_image_label(image_id, class_id),
    )
