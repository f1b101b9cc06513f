"""Splits of images: by hand, or by group and stratified; once chosen they stay."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.rows import FINISHED
from engine.project.schema import AnnotationRecord, ImageRecord, Row, table_of
from engine.project.step import Step
from engine.project.stratify import Group, Labels, divide, labels_of
from engine.protocol.specs import Split

_IMAGES = table_of(ImageRecord)
_ANNOTATIONS = table_of(AnnotationRecord)


class Splits:
    """Which images are trained on and which judge the model."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def set(self, image_ids: Collection[int], split: Split | None) -> Changes:
        """Put images into a split by hand, or with None into none."""
        with self._file.step("set_split") as step:
            step.set_all(ImageRecord, image_ids, split=split)
        return step.changes

    def assign(self, seed: int = 0) -> Changes:
        """Give a split to the finished images (reviewed, verified empty) that have none.

        An image goes where its group is already; new groups are divided 80 to 20 into train and
        val so that the classes are spread evenly. Unfinished images wait: what they show is not
        known yet.
        """
        with self._file.step("assign_splits") as step:
            step.update(ImageRecord, _assignment(step, seed))
        return step.changes


def _assignment(step: Step, seed: int) -> dict[int, Row]:
    columns = (_IMAGES.c.id, _IMAGES.c.group, _IMAGES.c.split, _IMAGES.c.state)
    rows = step.connection.execute(select(*columns).order_by(_IMAGES.c.id)).all()
    settled: dict[str, Split] = {}
    for row in rows:
        if row.split is not None:
            settled.setdefault(row.group, row.split)
    waiting = [row for row in rows if row.split is None and row.state in FINISHED]
    classes = _classes_by_image(step)
    members: defaultdict[str, list[int]] = defaultdict(list)
    present: defaultdict[Split, list[frozenset[int]]] = defaultdict(list)
    for row in rows:
        if row.split is not None and row.state in FINISHED:
            present[row.split].append(classes[row.id])
    for row in waiting:
        if row.group in settled:
            present[settled[row.group]].append(classes[row.id])
        else:
            members[row.group].append(row.id)
    groups = [Group(key, labels_of([classes[i] for i in ids])) for key, ids in members.items()]
    held: dict[Split, Labels] = {split: labels_of(sets) for split, sets in present.items()}
    chosen = {**settled, **divide(groups, held, seed)}
    return {row.id: {"split": chosen[row.group]} for row in waiting}


def _classes_by_image(step: Step) -> defaultdict[int, frozenset[int]]:
    pairs = select(_ANNOTATIONS.c.image_id, _ANNOTATIONS.c.class_id).distinct()
    found: defaultdict[int, set[int]] = defaultdict(set)
    for image_id, class_id in step.connection.execute(pairs):
        found[image_id].add(class_id)
    return defaultdict(frozenset, {i: frozenset(classes) for i, classes in found.items()})
