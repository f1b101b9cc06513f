"""A folder that Ultralytics trains on as it is: ``data.yaml``, ``images/`` and ``labels/``.

Pictures are copied, neither linked nor named: the folder is to be taken to another machine, and
Ultralytics re-saves JPEG files that it finds damaged, which through a link would be the original.
Coordinates are shares of the picture as displayed; Ultralytics applies the EXIF orientation, too.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from engine.formats.content import Exported, LabelledImage
from engine.formats.spec import ExportJob
from engine.formats.writing import UniqueStems
from engine.geometry.types import Geometry
from engine.images import displayed_size
from engine.project.rows import ClassRow
from engine.project.store import Store
from engine.protocol.specs import Split

Line = Callable[[int, Geometry, int, int], str | None]
"""The line of an object, given class index, geometry, and width and height of the image; None if it
has none."""

_ALWAYS: tuple[Split, ...] = ("train", "val")
"""Ultralytics wants these two in ``data.yaml``, even where there is nothing in them."""


def write_yolo_folder(job: ExportJob, line: Line) -> Exported:
    """Write a folder to train on.

    Reviewed images without a split get one first, as before a training.

    Args:
        job: The export; its pictures are copied.
        line: Makes the line of an object.

    Raises:
        UnreadableImage: For a picture that cannot be read.
        SaegimError: As ``ExportJob.images``.
    """
    job.store.splits.assign()
    writer = _YoloWriter(job.part, job.classes, _split_of_group(job.store), line)
    for image in job.images():
        writer.add(image)
    writer.finish()
    return Exported(job.path, writer.images, writer.annotations, writer.left_out)


class _YoloWriter:
    def __init__(
        self,
        folder: Path,
        classes: Sequence[ClassRow],
        split_of_group: Mapping[str, Split],
        line: Line,
    ) -> None:
        self._folder = folder
        self._line = line
        self._classes = classes
        self._indices = {row.id: index for index, row in enumerate(classes)}
        self._split_of_group = split_of_group
        self._stems = UniqueStems()
        self._used: Counter[Split] = Counter()
        self.annotations = self.left_out = 0
        for split in _ALWAYS:
            self._make_split(split)

    @property
    def images(self) -> int:
        return self._used.total()

    def add(self, image: LabelledImage) -> None:
        row = image.row
        # What is not reviewed has no split of its own; near-copies of it may have one.
        split = row.split or self._split_of_group.get(row.group, "train")
        self._make_split(split)
        self._used[split] += 1
        # A label file is found by its picture's name without the ending.
        stem = self._stems.of(image)
        lines = [
            self._line(self._indices[a.class_id], a.geometry, row.width, row.height)
            for a in image.annotations
        ]
        written = [line for line in lines if line is not None]
        self.annotations += len(written)
        self.left_out += image.left_out + len(lines) - len(written)
        _copy(image.path, self._folder / "images" / split / (stem + image.path.suffix))
        labels = self._folder / "labels" / split / f"{stem}.txt"
        labels.write_text("".join(f"{line}\n" for line in written), encoding="ascii")

    def finish(self) -> None:
        (self._folder / "data.yaml").write_text(
            _description([*_ALWAYS, *(s for s in self._used if s not in _ALWAYS)], self._classes),
            encoding="utf-8",
        )

    def _make_split(self, split: Split) -> None:
        for kind in ("images", "labels"):
            (self._folder / kind / split).mkdir(parents=True, exist_ok=True)


def _description(splits: Sequence[Split], classes: Sequence[ClassRow]) -> str:
    # Without "path", Ultralytics takes the folder of this file. JSON's strings are YAML's, too.
    lines = [f"{split}: images/{split}" for split in splits]
    names = [f"  {i}: {json.dumps(c.name, ensure_ascii=False)}" for i, c in enumerate(classes)]
    return "\n".join([*lines, "names:", *names, ""])


def _split_of_group(store: Store) -> dict[str, Split]:
    rows = store.images.rows(store.images.ids())
    return {row.group: row.split for row in rows if row.split is not None}


def _copy(source: Path, target: Path) -> None:
    # What is no picture is nobody's to be taken along, whatever a stranger's project names.
    displayed_size(source)
    shutil.copyfile(source, target)
