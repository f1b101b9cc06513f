"""Splits of images: by hand, or by group and stratified; once chosen they stay."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.rows import FINISHED
from engine.project.schema import AnnotationRecord, ImageRecord, table_of
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
        val so that the classes are spread evenly. Where all finished images are of one group (the
        tiles of one photo, one video), it is divided, for something has to judge the model.
        Unfinished images wait: what they show is not known yet.
        """
        with self._file.step("assign_splits") as step:
            chosen = assignment(step.connection, seed)
            step.update(ImageRecord, {i: {"split": split} for i, split in chosen.items()})
        return step.changes


def assignment(connection: Connection, seed: int = 0) -> dict[int, Split]:
    """Choose a split for each finished image that has none, as ``Splits.assign`` sets it."""
    columns = (_IMAGES.c.id, _IMAGES.c.group, _IMAGES.c.split, _IMAGES.c.state)
    rows = connection.execute(select(*columns).order_by(_IMAGES.c.id)).all()
    is_one_group = len({row.group for row in rows if row.state in FINISHED}) == 1
    group_of = {row.id: str(row.id) if is_one_group else row.group for row in rows}
    settled: dict[str, Split] = {}
    for row in rows:
        if row.split is not None:
            settled.setdefault(group_of[row.id], row.split)
    waiting = [row for row in rows if row.split is None and row.state in FINISHED]
    classes = _classes_by_image(connection)
    members: defaultdict[str, list[int]] = defaultdict(list)
    present: defaultdict[Split, list[frozenset[int]]] = defaultdict(list)
    for row in rows:
        if row.split is not None and row.state in FINISHED:
            present[row.split].append(classes[row.id])
    for row in waiting:
        if group_of[row.id] in settled:
            present[settled[group_of[row.id]]].append(classes[row.id])
        else:
            members[group_of[row.id]].append(row.id)
    groups = [Group(key, labels_of([classes[i] for i in ids])) for key, ids in members.items()]
    held: dict[Split, Labels] = {split: labels_of(sets) for split, sets in present.items()}
    chosen: dict[str, Split] = {**settled, **divide(groups, held, seed)}
    return {row.id: chosen[group_of[row.id]] for row in waiting}


def _classes_by_image(connection: Connection) -> defaultdict[int, frozenset[int]]:
    pairs = select(_ANNOTATIONS.c.image_id, _ANNOTATIONS.c.class_id).distinct()
    found: defaultdict[int, set[int]] = defaultdict(set)
    for image_id, class_id in connection.execute(pairs):
        found[image_id].add(class_id)
    return defaultdict(frozenset, {i: frozenset(classes) for i, classes in found.items()})
