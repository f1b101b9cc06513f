"""The images of the project."""

import itertools
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec
import numpy as np
from sqlalchemy import Connection, delete, func, select

from engine.geometry.types import WHOLE_IMAGE_KIND
from engine.project.changes import AddedImages, Changes, PagedImage, RefusedImage
from engine.project.classes import ensure_classes
from engine.project.file import ProjectFile
from engine.project.groups import oldest_alike
from engine.project.image_files import ImageFile, Progress, examine_files, measure_files, sort_key
from engine.project.image_labels import replace_labels
from engine.project.image_query import image_query
from engine.project.outside import OutsideImages
from engine.project.places import absolute_path
from engine.project.records import to_image, to_json
from engine.project.row_access import chunked, grouped, now, tally, update_rows
from engine.project.rows import ImageFilter, ImageRow, ImageState
from engine.project.schema import (
    AnnotationRecord,
    HistoryRecord,
    ImageRecord,
    ImageTagRecord,
    PredictedImageRecord,
    ProjectRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.states import images_with
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ValueRange, ValueRangeRule
from engine.system.files import is_there

_IMAGES = table_of(ImageRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_SUGGESTIONS = table_of(SuggestionRecord)
_PREDICTED = table_of(PredictedImageRecord)
_PROJECT = table_of(ProjectRecord)
_ON_IMAGES = (SuggestionRecord, AnnotationRecord, PredictedImageRecord, ImageTagRecord)
_EVERYTHING = ImageFilter()
_RULE: msgspec.json.Decoder[ValueRangeRule] = msgspec.json.Decoder(ValueRangeRule)


class Images:
    """The images of the project."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self.outside = OutsideImages(file)

    def ids(self, filter: ImageFilter = _EVERYTHING) -> list[int]:  # noqa: A002
        """Return the ids of the images that a list shows, in its order."""
        with self._file.reading() as connection:
            return list(connection.execute(image_query(filter)).scalars())

    def labelled_ids(self) -> list[int]:
        """Return the images in work that have annotations, and no suggestion that waits."""
        query = select(_IMAGES.c.id).where(
            _IMAGES.c.state == ImageState.IN_WORK.value,
            _IMAGES.c.id.in_(select(_ANNOTATIONS.c.image_id)),
            _IMAGES.c.id.not_in(select(_SUGGESTIONS.c.image_id)),
        )
        with self._file.reading() as connection:
            return list(connection.execute(query.order_by(_IMAGES.c.id)).scalars())

    def count(self, filter: ImageFilter = _EVERYTHING) -> int:  # noqa: A002
        """Return how many images a list shows."""
        shown = image_query(filter).order_by(None).subquery()
        with self._file.reading() as connection:
            return connection.execute(select(func.count()).select_from(shown)).scalar_one()

    def count_by_state(self) -> dict[ImageState, int]:
        """Return how many images are in each state."""
        with self._file.reading() as connection:
            counts = tally(connection, grouped(_IMAGES.c.state))
        return {state: counts.get(state.value, 0) for state in ImageState}

    def was_seen_by(self, model_id: int) -> bool:
        """Whether a model has looked at any image."""
        query = select(_PREDICTED.c.id).where(_PREDICTED.c.model_id == model_id).limit(1)
        with self._file.reading() as connection:
            return connection.execute(query).first() is not None

    def rows(self, ids: Iterable[int]) -> list[ImageRow]:
        """Return images in the order of the ids; ids without an image are left out."""
        listed = list(ids)
        found: dict[int, ImageRow] = {}
        with self._file.reading() as connection:
            for chunk in chunked(listed):
                rows = connection.execute(select(_IMAGES).where(_IMAGES.c.id.in_(chunk)))
                found.update((row["id"], to_image(row)) for row in rows.mappings())
        return [found[image_id] for image_id in listed if image_id in found]

    def get(self, image_id: int) -> ImageRow:
        """Return one image.

        Raises:
            SaegimError: ``gone`` if the project has none with this id.
        """
        rows = self.rows([image_id])
        if not rows:
            raise SaegimError("gone")
        return rows[0]

    def path(self, row: ImageRow) -> Path:
        """Return where an image's file is, as an absolute path."""
        return absolute_path(self._file.root, row.path)

    def stored_paths(self) -> set[str]:
        """Return the paths of all images as the project stores them."""
        with self._file.reading() as connection:
            return _known_paths(connection)

    def set_state(self, image_ids: Collection[int], state: ImageState) -> Changes:
        """Set the state of images. Saying that an image is empty rejects its suggestions.

        Raises:
            SaegimError: ``image_not_empty`` if an image to be verified as empty has annotations.
        """
        with self._file.step("set_state") as step:
            if state is ImageState.VERIFIED_EMPTY:
                _empty_out(step, image_ids)
            step.set_all(ImageRecord, image_ids, state=state.value)
        return step.changes

    def remove(self, image_ids: Collection[int]) -> Changes:
        """Take images out of the project, with all that is on them; their files stay."""
        with self._file.step("remove_images") as step:
            for record in _ON_IMAGES:
                step.delete(record, step.ids_where(record, "image_id", image_ids))
            step.delete(ImageRecord, image_ids)
        return step.changes

    def add(
        self,
        paths: Iterable[Path],
        progress: Progress | None = None,
        groups: Mapping[Path, str] | None = None,
        labels: Mapping[Path, str] | None = None,
    ) -> AddedImages:
        """Add picture files; those the project has already are passed over.

        A file that is known by its content, and no longer where it was, counts as moved. Pictures
        that look alike get one group, so that they will be in one split.

        Args:
            paths: Absolute, or relative to the current folder.
            progress: Told after each file.
            groups: Group of files that belong together for another reason, such as the tiles of
                one photo; these are not compared with others.
            labels: Name of the class that a whole image shows; a class that is missing is made.

        Raises:
            SaegimError: ``class_of_other_kind`` if a label is the name of a class of objects.
        """
        wanted = {self._stored(path): path for path in map(_absolute, paths)}
        group_of, label_of = self._by_place(groups or {}), self._by_place(labels or {})
        known = self.stored_paths()
        fresh = {stored: path for stored, path in wanted.items() if stored not in known}
        outcomes = examine_files(list(fresh.values()), progress, self.value_range_rule())
        examined = dict(zip(fresh, outcomes, strict=True))
        files = {place: one for place, one in examined.items() if isinstance(one, ImageFile)}
        refused = tuple(one for one in examined.values() if isinstance(one, RefusedImage))
        with self._file.step("add_images") as step:
            # Reading took its time; another process may have added the same files meanwhile.
            for stored in files.keys() & _known_paths(step.connection):
                del files[stored]
            taken = list(files)
            hashes = {one.path: one.content_hash for one in files.values()}
            for stored in self.recognise_moved(step, hashes):
                del files[stored]
            rows = [_as_row(place, one, group_of.get(place)) for place, one in files.items()]
            ids = dict(zip(files, step.insert(ImageRecord, rows), strict=True))
            _group_by_look(step)
            _label(step, {ids[place]: label_of[place] for place in ids if place in label_of})
        self.outside.confirm_named(taken, known)
        paged = (PagedImage(str(one.path), one.pages) for one in files.values() if one.pages > 1)
        return AddedImages(step.changes, refused, tuple(paged))

    def value_range_rule(self) -> ValueRangeRule:
        """Return how the value range of images of more than 8 bits is chosen."""
        with self._file.reading() as connection:
            return _RULE.decode(connection.execute(select(_PROJECT.c.value_range)).scalar_one())

    def set_value_range(self, rule: ValueRangeRule, progress: Progress | None = None) -> Changes:
        """Choose the rule, and measure all images of more than 8 bits by it.

        A file that cannot be read keeps its range.

        Args:
            rule: The rule.
            progress: Told after each file; nothing is changed if it raises.
        """
        # All files, for those of version 0.1.0 were not measured when they were added.
        rows = self.rows(self.ids())
        rows = [row for row in rows if self.outside.may_read(self.path(row))]
        ranges = measure_files([self.path(row) for row in rows], rule, progress)
        measured = zip(rows, ranges, strict=True)
        found = {row.id: range_columns(one) for row, one in measured if one is not None}
        with self._file.step("set_value_range") as step:
            project = step.connection.execute(select(_PROJECT.c.id)).scalars().all()
            step.set_all(ProjectRecord, project, value_range=to_json(rule))
            step.update(ImageRecord, found)
        return step.changes

    def move_root(self, before: Path) -> None:
        """Let the paths lead to the same files as from another folder, in which the project was.

        Nothing that was done before can be undone afterwards: it knows the old paths.
        """
        with self._file.writing() as connection:
            connection.execute(delete(table_of(HistoryRecord)))
            rows = connection.execute(select(_IMAGES.c.id, _IMAGES.c.path)).all()
            places = {row.id: self._stored(_absolute(before / row.path)) for row in rows}
            moved: list[tuple[int, Row]] = [
                (image_id, {"path": place, "sort_key": sort_key(place)})
                for image_id, place in places.items()
            ]
            update_rows(connection, _IMAGES, moved)

    def recognise_moved(self, step: Step, files: Mapping[Path, str]) -> set[str]:
        """Give images whose file is gone their new place; returns the places that were taken.

        Args:
            step: The step that this is a part of.
            files: Content hashes of files; those that are images of the project are passed over.
        """
        by_hash: defaultdict[str, list[str]] = defaultdict(list)
        known = _known_paths(step.connection)
        for path, content_hash in files.items():
            if (stored := self._stored(_absolute(path))) not in known:
                by_hash[content_hash].append(stored)
        moved: dict[int, Row] = {}
        for chunk in chunked(list(by_hash)):
            query = select(_IMAGES.c.id, _IMAGES.c.path, _IMAGES.c.content_hash)
            rows = step.connection.execute(query.where(_IMAGES.c.content_hash.in_(chunk)))
            for image_id, path, content_hash in rows.all():
                if by_hash[content_hash] and not is_there(self._file.root / path):
                    stored = _likest(path, by_hash[content_hash])
                    by_hash[content_hash].remove(stored)
                    moved[image_id] = {"path": stored, "sort_key": sort_key(stored)}
        step.update(ImageRecord, moved)
        return {str(row["path"]) for row in moved.values()}

    def _by_place(self, values: Mapping[Path, str]) -> dict[str, str]:
        return {self._stored(_absolute(path)): value for path, value in values.items()}

    def _stored(self, path: Path) -> str:
        try:
            return os.path.relpath(path, self._file.root).replace(os.sep, "/")
        except ValueError:
            # Windows: there is no relative path to another drive.
            return path.as_posix()


def _likest(old: str, places: Sequence[str]) -> str:
    """Of places of the same content the one that shares most of its end with the old one."""
    parts = PurePosixPath(old).parts[::-1]

    def shared(place: str) -> int:
        pairs = zip(parts, PurePosixPath(place).parts[::-1], strict=False)
        return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))

    return max(places, key=shared)


def _absolute(path: Path) -> Path:
    # Not resolve(): a link is meant as the place it is at, not as the one it leads to.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _as_row(stored: str, file: ImageFile, group: str | None) -> Row:
    return {
        "path": stored,
        "sort_key": sort_key(stored),
        "content_hash": file.content_hash,
        "width": file.width,
        "height": file.height,
        "state": ImageState.NEW.value,
        "split": None,
        "group": group or file.content_hash,
        # Without a look it is never compared: a group that was given stays as it is.
        "look": None if group else file.look,
        "added_at": now(),
        **range_columns(file.value_range),
    }


def range_columns(value_range: ValueRange | None) -> Row:
    """Return the columns of a value range."""
    if value_range is None:
        return {"low": None, "high": None}
    return {"low": value_range.low, "high": value_range.high}


def _label(step: Step, names: Mapping[int, str]) -> None:
    """Label whole images, each with the class of that name."""
    classes = ensure_classes(step, names.values(), WHOLE_IMAGE_KIND)
    replace_labels(step, {image_id: (classes[name],) for image_id, name in names.items()})


def _empty_out(step: Step, image_ids: Collection[int]) -> None:
    if images_with(step, AnnotationRecord, image_ids):
        raise SaegimError("image_not_empty")
    step.delete(SuggestionRecord, step.ids_where(SuggestionRecord, "image_id", image_ids))


def _known_paths(connection: Connection) -> set[str]:
    return set(connection.execute(select(_IMAGES.c.path)).scalars())


def _group_by_look(step: Step) -> None:
    """Name the group of near-duplicates after the content of its oldest image."""
    columns = (_IMAGES.c.id, _IMAGES.c.look, _IMAGES.c.group, _IMAGES.c.content_hash)
    query = select(*columns).where(_IMAGES.c.look.is_not(None)).order_by(_IMAGES.c.id)
    rows = step.connection.execute(query).all()
    looks = np.array([row.look for row in rows], dtype=np.int64)
    oldest = (rows[int(index)] for index in oldest_alike(looks))
    step.update(
        ImageRecord,
        {
            row.id: {"group": first.content_hash}
            for row, first in zip(rows, oldest, strict=True)
            if row.group != first.content_hash
        },
    )
