"""What a task is."""

import dataclasses
from collections.abc import Callable, Collection, Iterable

from engine.geometry.losses import Counts, Losses, losses_of
from engine.geometry.types import WHOLE_IMAGE_KIND, GeometryKind, kind_of
from engine.protocol.error_sentences import ErrorCode
from engine.protocol.errors import SaegimError
from engine.protocol.specs import DatasetManifest, ManifestAnnotation, Recipe
from engine.tasks.figures import DataFigures, figures_of

REVIEWED, VERIFIED_EMPTY = "reviewed", "verified_empty"
"""States of finished images."""


@dataclasses.dataclass(frozen=True)
class Metric:
    """A figure of validation, from 0 to 1; more is better."""

    name: str
    """As in events and model cards."""
    title: str
    """Context ``Metrics`` of the translations."""
    is_share: bool = False
    """Whether it is a share of the images, which is said in per cent."""


@dataclasses.dataclass(frozen=True)
class TaskSpec:
    """A kind of learning; the torch code is named as ``pkgutil.resolve_name`` takes it.

    Texts are in the context ``Tasks`` of the translations, those about the exported network are
    not translated.
    """

    name: str
    title: str
    question: str
    """The answer to "What shall the model learn?" of a new project."""
    plan: str
    """What is said above the classes before a training."""
    learns_from: frozenset[GeometryKind]
    class_kind: GeometryKind
    """What the classes of a project that is made for this task are kept as."""
    metrics: tuple[Metric, ...]
    """As they are told; the first one decides which epoch is the best."""
    recommend: Callable[[DataFigures, bool], Recipe]
    """The default recipe for the data, and for a machine with or without a graphics card."""
    trainer: str
    """``module:function``, which trains given a ``RunContext``."""
    predictor: str
    """``module:class`` of a ``Predictor``, made of model card, weights and device."""
    network: str
    """``module:function`` from model card and weights to the network that TorchScript traces."""
    usual_format: str
    """Name of the annotation format that is proposed for what it learns from."""
    input: str
    """What the exported network takes."""
    output: str
    """What the exported network answers."""
    usage: str
    """How to use the exported weights in Python."""
    negatives: frozenset[str] = frozenset()
    """States in which an image without a learned annotation is an example of nothing."""
    many_labels: bool = False
    """Whether an image may have several image-level labels."""
    has_background: bool = False
    """Whether the network tells the background as well, before the classes."""
    least_classes: int = 1
    """Number of classes below which there is nothing to learn."""
    needs_validation: bool = False
    """Whether it cannot be trained without validation images."""
    flattens: frozenset[GeometryKind] = frozenset()
    """Of which kinds it learns only the box."""
    undecided_at: float | None = None
    """Score of the least certain prediction; without one it is the lowest score."""

    @property
    def is_about_objects(self) -> bool:
        """Whether it learns from places in the image, and not from labels of the whole image."""
        return WHOLE_IMAGE_KIND not in self.learns_from

    def outputs(self, classes: int) -> int:
        """Number of the network's outputs for this number of classes."""
        return classes + self.has_background

    def usable(
        self, labels: Iterable[ManifestAnnotation], learned: Collection[int], state: str
    ) -> tuple[ManifestAnnotation, ...] | None:
        """Return what the task learns from a finished image, or None if the image is left out.

        Args:
            labels: All annotations of the image.
            learned: Ids of the classes that are learned.
            state: State of the image.
        """
        mine = [label for label in labels if label.class_id in learned]
        good = tuple(label for label in mine if kind_of(label.geometry) in self.learns_from)
        objects = [label for label in mine if kind_of(label.geometry) != WHOLE_IMAGE_KIND]
        # What is not learned from would be taken for background.
        if self.is_about_objects and len(objects) > len(good):
            return None
        # Which of several labels is the one, nobody has said.
        if not self.is_about_objects and not self.many_labels and len(good) > 1:
            return None
        return good if good or state in self.negatives else None

    def losses(self, counts: Counts) -> Losses:
        """Return what is not learned of these annotations, or only as a box."""
        return losses_of(counts, self.learns_from, self.flattens)

    def check(self, manifest: DatasetManifest) -> None:
        """Refuse a data set that nothing can be learned from.

        Raises:
            SaegimError: ``no_training_images``, ``one_class``, ``no_validation_images``.
        """
        if (code := self.missing(figures_of(manifest))) is not None:
            raise SaegimError(code)

    def missing(self, figures: DataFigures) -> ErrorCode | None:
        """Return what is missing to learn from such data, as ``check`` raises it."""
        learned = sum(count > 0 for count in figures.examples.values())
        if not figures.training_images or not learned:
            return "no_training_images"
        if learned < self.least_classes:
            return "one_class"
        if self.needs_validation and not figures.splits.get("val"):
            return "no_validation_images"
        return None
