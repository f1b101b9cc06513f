"""A folder that Ultralytics trains on as it is: ``data.yaml``, ``images/`` and ``labels/``.

Pictures are copied, neither linked nor named: the folder is to be taken to another machine, and
Ultralytics re-saves JPEG files that it finds damaged, which through a link would be the original.
Coordinates are shares of the picture as displayed; Ultralytics applies the EXIF orientation, too.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.formats.content import Exported, LabelledImage, Progress, labelled_images
from engine.formats.writing import new_folder
from engine.formats.yolo_lines import box_line, has_outline, outline_line
from engine.project.rows import ClassRow
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.specs import Split

_ALWAYS: tuple[Split, ...] = ("train", "val")
"""Ultralytics wants these two in ``data.yaml``, even where there is nothing in them."""


def export_yolo(
    store: Store,
    path: Path,
    *,
    in_work: bool,
    progress: Progress,
) -> Exported:
    """Write a detection project as a folder to train on.

    Where every object has an outline the labels are outlines, which serve for detection and
    segmentation; otherwise all are boxes, because Ultralytics cannot read both together. Reviewed
    images without a split get one first, as before a training.

    Args:
        store: The project.
        path: A folder that is not there yet, or empty.
        in_work: Also labelled images that are not reviewed.
        progress: Told after each image.

    Raises:
        SaegimError: ``picture_unreadable``; as ``labelled_images`` and ``new_folder``.
    """
    with new_folder(path) as part:
        store.splits.assign()
        classes = store.classes.rows()
        outlines = _all_outlined(store, classes, in_work, progress)
        writer = _Writer(part, classes, _part_of_group(store), outlines=outlines)
        for image in labelled_images(store, classes, in_work=in_work, progress=progress):
            writer.add(image)
        writer.finish()
    return Exported(path, writer.images, writer.annotations, writer.left_out)


class _Writer:
    def __init__(
        self,
        folder: Path,
        classes: Sequence[ClassRow],
        part_of_group: Mapping[str, Split],
        *,
        outlines: bool,
    ) -> None:
        self._folder = folder
        self._line = outline_line if outlines else box_line
        self._classes = classes
        self._indices = {row.id: index for index, row in enumerate(classes)}
        self._part_of_group = part_of_group
        self._names: set[str] = set()
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
        split = row.split or self._part_of_group.get(row.group, "train")
        self._make_split(split)
        self._used[split] += 1
        name = self._free_name(image)
        lines = [
            self._line(self._indices[a.class_id], a.geometry, row.width, row.height)
            for a in image.annotations
        ]
        written = [line for line in lines if line is not None]
        self.annotations += len(written)
        self.left_out += len(lines) - len(written)
        _copy(image.path, self._folder / "images" / split / name)
        labels = self._folder / "labels" / split / f"{Path(name).stem}.txt"
        labels.write_text("".join(f"{line}\n" for line in written), encoding="ascii")

    def finish(self) -> None:
        (self._folder / "data.yaml").write_text(
            _description([*_ALWAYS, *(s for s in self._used if s not in _ALWAYS)], self._classes),
            encoding="utf-8",
        )

    def _make_split(self, split: Split) -> None:
        for kind in ("images", "labels"):
            (self._folder / kind / split).mkdir(parents=True, exist_ok=True)

    def _free_name(self, image: LabelledImage) -> str:
        """A label file is found by its picture's name without the ending, so those must differ."""
        stem = image.path.stem
        while stem.casefold() in self._names:
            stem += f"-{image.row.id}"
        self._names.add(stem.casefold())
        return stem + image.path.suffix


def _description(splits: Sequence[Split], classes: Sequence[ClassRow]) -> str:
    # Without "path", Ultralytics takes the folder of this file. JSON's strings are YAML's, too.
    lines = [f"{split}: images/{split}" for split in splits]
    names = [f"  {i}: {json.dumps(c.name, ensure_ascii=False)}" for i, c in enumerate(classes)]
    return "\n".join([*lines, "names:", *names, ""])


def _all_outlined(
    store: Store, classes: Sequence[ClassRow], in_work: bool, progress: Progress
) -> bool:
    # Nothing is done yet, but the person may have cancelled.
    waiting = labelled_images(
        store, classes, in_work=in_work, progress=lambda _, total: progress(0, total)
    )
    return all(has_outline(a.geometry) for image in waiting for a in image.annotations)


def _part_of_group(store: Store) -> dict[str, Split]:
    rows = store.images.rows(store.images.ids())
    return {row.group: row.split for row in rows if row.split is not None}


def _copy(source: Path, target: Path) -> None:
    if not os.access(source, os.R_OK):
        raise SaegimError("picture_unreadable", "machine", path=source)
    shutil.copyfile(source, target)
