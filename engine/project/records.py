"""From table rows to the frozen rows that the store gives back, and JSON for what they hold."""

import math
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from engine.geometry.skeleton import Skeleton
from engine.geometry.types import Geometry
from engine.project.attribute_kinds import AttributeValue
from engine.project.places import safe_hash
from engine.project.rows import (
    AnnotationRow,
    AttributeRow,
    ClassRow,
    ImageRow,
    ImageState,
    ModelRow,
    RunRow,
    SuggestionRow,
)
from engine.protocol.requests import Prompt
from engine.protocol.specs import ModelCard, ValueRange

_GEOMETRY: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Geometry)
_SKELETON = msgspec.json.Decoder(Skeleton)
_PROMPT = msgspec.json.Decoder(Prompt)
_CARD = msgspec.json.Decoder(ModelCard)
_VALUES = msgspec.json.Decoder(dict[str, AttributeValue])
_CHOICES = msgspec.json.Decoder(tuple[str, ...])


def to_json(value: object) -> str:
    """Encode a geometry, prompt, card or manifest for its column."""
    return msgspec.json.encode(value).decode()


def to_geometry(text: str) -> Geometry:
    """Decode a geometry column."""
    return _GEOMETRY.decode(text)


def to_values(text: str) -> dict[str, AttributeValue]:
    """Decode a column of attribute values."""
    return _VALUES.decode(text)


def to_image(row: RowMapping) -> ImageRow:
    """Make the row of ``images``."""
    return ImageRow(
        id=row["id"],
        path=row["path"],
        content_hash=safe_hash(row["content_hash"]),
        width=row["width"],
        height=row["height"],
        state=ImageState(row["state"]),
        split=row["split"],
        group=row["group"],
        value_range=_to_range(row["low"], row["high"]),
    )


def _to_range(low: float | None, high: float | None) -> ValueRange | None:
    # A stranger's project may hold anything: what is no range is measured again by the reader.
    if low is None or high is None or not (math.isfinite(high - low) and low < high):
        return None
    return ValueRange(low, high)


def to_class(row: RowMapping) -> ClassRow:
    """Make the row of ``label_classes``."""
    return ClassRow(
        id=row["id"],
        name=row["name"],
        color=row["color"],
        key=row["key"],
        position=row["position"],
        geometry_kind=row["geometry_kind"],
        skeleton=None if row["skeleton"] is None else _SKELETON.decode(row["skeleton"]),
    )


def to_attribute(row: RowMapping) -> AttributeRow:
    """Make the row of ``attributes``."""
    return AttributeRow(
        id=row["id"],
        class_id=row["class_id"],
        name=row["name"],
        kind=row["kind"],
        choices=_CHOICES.decode(row["choices"]),
        is_required=bool(row["required"]),
        position=row["position"],
    )


def to_annotation(row: RowMapping) -> AnnotationRow:
    """Make the row of ``annotations``."""
    return AnnotationRow(
        id=row["id"],
        image_id=row["image_id"],
        class_id=row["class_id"],
        geometry=to_geometry(row["geometry"]),
        author=row["author"],
        prompt=None if row["prompt"] is None else _PROMPT.decode(row["prompt"]),
        model_id=row["model_id"],
        score=row["score"],
        attributes=to_values(row["attributes"]),
        note=row["note"],
        z=row["z"],
    )


def to_suggestion(row: RowMapping) -> SuggestionRow:
    """Make the row of ``suggestions``."""
    return SuggestionRow(
        id=row["id"],
        image_id=row["image_id"],
        class_id=row["class_id"],
        geometry=to_geometry(row["geometry"]),
        model_id=row["model_id"],
        run_id=row["run_id"],
        score=row["score"],
    )


def to_run(row: RowMapping) -> RunRow:
    """Make the row of ``runs``."""
    return RunRow(
        id=row["id"],
        name=row["name"],
        task=row["task"],
        dataset_version_id=row["dataset_version_id"],
        created_at=row["created_at"],
    )


def to_model(row: RowMapping) -> ModelRow:
    """Make the row of ``models``."""
    return ModelRow(
        id=row["id"],
        run_id=row["run_id"],
        card_path=row["card_path"],
        card=_CARD.decode(row["card"]),
    )
