"""What the store gives back: frozen rows, never ORM objects."""

import enum
from typing import Literal

import msgspec

from engine.geometry.skeleton import Skeleton
from engine.geometry.types import WHOLE_IMAGE_KIND, Geometry, GeometryKind
from engine.project.attribute_kinds import AttributeKindName, AttributeValue, Place
from engine.protocol.requests import Prompt
from engine.protocol.specs import ModelCard, Split, ValueRange

Author = Literal["human", "model", "import"]

LONGEST_NOTE = 10_000
"""Letters of a note about an object."""

LabelsPerImage = Literal["one", "any"]
"""How many image-level labels an image may have."""


class ImageState(enum.StrEnum):
    """How far an image is; only the last two are trained on."""

    NEW = "new"
    SUGGESTED = "suggested"
    IN_WORK = "in_work"
    REVIEWED = "reviewed"
    VERIFIED_EMPTY = "verified_empty"


FINISHED = (ImageState.REVIEWED, ImageState.VERIFIED_EMPTY)
"""States of images that are trained on."""
UNFINISHED = tuple(state for state in ImageState if state not in FINISHED)
"""States of images that somebody has to look at; models suggest what is on them."""


class ImageRow(msgspec.Struct, frozen=True):
    """An image; ``path`` is relative to the project's folder, with slashes."""

    id: int
    path: str
    content_hash: str
    width: int
    height: int
    state: ImageState
    split: Split | None
    group: str
    value_range: ValueRange | None = None
    """Of a picture of more than 8 bits: the values that are shown as black and white."""

    @property
    def key(self) -> str:
        """Names the image's pixels as they are shown, for what is cached of them."""
        if self.value_range is None:
            return self.content_hash
        low, high = self.value_range.low, self.value_range.high
        return f"{self.content_hash}-{low.hex()}-{high.hex()}"


class TagRow(msgspec.Struct, frozen=True):
    """A tag of images."""

    id: int
    name: str


class ClassRow(msgspec.Struct, frozen=True):
    """A label class; ``geometry_kind`` is what its objects are kept as.

    ``skeleton`` says which key points its objects have, if they are kept as such.
    """

    id: int
    name: str
    color: str
    key: str | None
    position: int
    geometry_kind: GeometryKind
    skeleton: Skeleton | None = None

    @property
    def is_image_level(self) -> bool:
        """Whether it holds for the image as a whole, and not for objects."""
        return self.geometry_kind == WHOLE_IMAGE_KIND


class AttributeRow(msgspec.Struct, frozen=True):
    """An own attribute of a class."""

    id: int
    class_id: int
    name: str
    kind: AttributeKindName
    choices: tuple[str, ...]
    is_required: bool
    position: int

    @property
    def key(self) -> str:
        """What the annotations keep its value by."""
        return str(self.id)

    @property
    def place(self) -> Place:
        """What its values have to fit."""
        return Place(self.kind, self.choices)


class AnnotationRow(msgspec.Struct, frozen=True):
    """A labelled object, or an image-level label."""

    id: int
    image_id: int
    class_id: int
    geometry: Geometry
    author: Author
    prompt: Prompt | None
    model_id: int | None
    score: float | None
    attributes: dict[str, AttributeValue]
    """Values by key, see ``attribute_kinds``; only of attributes that its class has."""
    note: str
    z: float
    """Where it lies among the objects of its image, the greatest on top; of equals the younger."""


class SuggestionRow(msgspec.Struct, frozen=True):
    """A model's annotation that nobody has accepted yet."""

    id: int
    image_id: int
    class_id: int
    geometry: Geometry
    model_id: int
    run_id: str
    score: float


class RunRow(msgspec.Struct, frozen=True):
    """A run the project knows; the truth about it is in its folder."""

    id: str
    name: str
    task: str
    dataset_version_id: int
    created_at: str


class ModelRow(msgspec.Struct, frozen=True):
    """A model made by a run; ``card_path`` is relative to the project's files folder."""

    id: int
    run_id: str
    card_path: str
    card: ModelCard


class HistoryRow(msgspec.Struct, frozen=True):
    """One undoable step, oldest first; ``undone`` steps can be redone."""

    id: int
    label: str
    undone: bool


class StepRow(msgspec.Struct, frozen=True):
    """What a list of the history says of a step; ``created_at`` is ISO 8601, UTC."""

    id: int
    label: str
    created_at: str
    objects: int | None = None
    """How many annotations and suggestions it changed; None for a large step."""
    image: str = ""
    """Path of the one image that it has to do with; empty for several, or a large step."""


class ProjectInfo(msgspec.Struct, frozen=True):
    """Figures of a project, as ``project info --json`` prints them."""

    path: str
    name: str
    image_labels: LabelsPerImage
    schema_revision: str
    images: int
    images_by_state: dict[str, int]
    images_by_split: dict[str, int]
    annotations: int
    suggestions: int
    classes: dict[str, int]
    """Class name to number of annotations."""
    runs: int
    models: int


class NewAnnotation(msgspec.Struct, frozen=True):
    """What is needed to add an annotation."""

    image_id: int
    class_id: int
    geometry: Geometry
    author: Author = "human"
    prompt: Prompt | None = None
    attributes: dict[str, AttributeValue] = {}
    note: str = ""


def as_new(row: AnnotationRow, image_id: int, geometry: Geometry) -> NewAnnotation:
    """Return what makes another object like an annotation, elsewhere."""
    return NewAnnotation(image_id, row.class_id, geometry, attributes=row.attributes, note=row.note)


class NewSuggestion(msgspec.Struct, frozen=True):
    """What is needed to add a suggestion."""

    image_id: int
    class_id: int
    geometry: Geometry
    score: float


ImageSort = Literal["name", "added", "state", "annotations", "score", "uncertainty"]
"""What an image list is sorted by: ``annotations`` is their number, ``score`` the lowest one of the
suggestions, ``uncertainty`` how little a model knows what is there, most first."""


class AttributeFilter(msgspec.Struct, frozen=True):
    """Which values objects have."""

    keys: tuple[str, ...]
    """Of attributes; several for those that classes have by one name."""
    value: AttributeValue | None = None
    """None for any."""


class ImageFilter(msgspec.Struct, frozen=True):
    """Which images a list shows, and in what order; empty fields do not filter."""

    states: tuple[ImageState, ...] = ()
    splits: tuple[Split, ...] = ()
    class_id: int | None = None
    text: str = ""
    unseen_by: int | None = None
    """Only images that this model has not looked at."""
    tags: tuple[int, ...] = ()
    """Only images that have each of them."""
    attribute: AttributeFilter | None = None
    """Only images with an object that has such a value."""
    has_note: bool = False
    """Only images with an object that has a note."""
    note: str = ""
    """Only images with an object whose note contains it, in whatever case."""
    sort: ImageSort = "name"
    is_reversed: bool = False
