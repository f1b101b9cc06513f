"""The pictures of a run, split by split."""

import msgspec

from engine.datasets.classification import (
    PictureDataset,
    count_by_class,
    labelled_pictures,
)
from engine.protocol.errors import SaegimError
from engine.protocol.events import DataReady
from engine.protocol.specs import DatasetManifest, Split
from engine.tasks.figures import figures_of, warnings_of

_SPLITS: tuple[Split, ...] = ("train", "val", "test")


class ClassificationData(msgspec.Struct, frozen=True):
    """What a run learns from and is measured by. Test pictures are only ever evaluated."""

    train: PictureDataset
    val: PictureDataset
    test: PictureDataset
    classes: int
    report: DataReady


def read_data(manifest: DatasetManifest, image_size: int) -> ClassificationData:
    """Find the labelled pictures; nothing is decoded yet.

    Raises:
        SaegimError: ``no_training_images`` or ``one_class``.
    """
    pictures = {split: labelled_pictures(manifest, split) for split in _SPLITS}
    counts = count_by_class(manifest, pictures["train"])
    if not pictures["train"]:
        raise SaegimError("no_training_images")
    if sum(count > 0 for count in counts.values()) < 2:
        raise SaegimError("one_class")
    report = DataReady(
        counts={split: len(found) for split, found in pictures.items()},
        objects=counts,
        warnings=warnings_of(figures_of(manifest)),
    )
    sets = {split: PictureDataset(found, image_size) for split, found in pictures.items()}
    return ClassificationData(
        sets["train"], sets["val"], sets["test"], len(manifest.classes), report
    )
