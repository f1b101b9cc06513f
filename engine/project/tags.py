"""Tags of images: words that sort them for people; nothing is learned from them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.row_access import chunked, grouped, rows_by_id, tally
from engine.project.rows import TagRow
from engine.project.schema import ImageRecord, ImageTagRecord, Row, TagRecord, table_of
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.system.text import plain_name

_TAGS = table_of(TagRecord)
_IMAGE_TAGS = table_of(ImageTagRecord)
_IMAGES = table_of(ImageRecord)


class Tags:
    """The tags of the project's images."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def rows(self) -> list[TagRow]:
        """Return all tags by name."""
        with self._file.reading() as connection:
            rows = connection.execute(select(_TAGS.c.id, _TAGS.c.name)).all()
        found = (TagRow(*row) for row in rows)
        return sorted(found, key=lambda row: (row.name.casefold(), row.id))

    def counts(self) -> dict[int, int]:
        """Return the number of images of every tag."""
        with self._file.reading() as connection:
            counts = tally(connection, grouped(_IMAGE_TAGS.c.tag_id))
            ids = connection.execute(select(_TAGS.c.id)).scalars()
            return {tag_id: counts.get(tag_id, 0) for tag_id in ids}

    def of_images(self, image_ids: Iterable[int]) -> dict[int, frozenset[int]]:
        """Return the tags of images that have any, by image."""
        with self._file.reading() as connection:
            return _tags_by_image(connection, image_ids)

    def add(self, image_ids: Collection[int], names: Iterable[str]) -> Changes:
        """Give images tags, by name; a tag that is missing is made.

        Raises:
            SaegimError: ``name_empty``, ``gone`` if an image is.
        """
        with self._file.step("tag_images") as step:
            if len(rows_by_id(step.connection, _IMAGES, image_ids)) < len(set(image_ids)):
                raise SaegimError("gone")
            tags = [_ensure(step, name) for name in names]
            there = _tags_by_image(step.connection, image_ids)
            rows: list[Row] = [
                {"image_id": image_id, "tag_id": tag_id}
                for image_id in sorted(set(image_ids))
                for tag_id in dict.fromkeys(tags)
                if tag_id not in there.get(image_id, ())
            ]
            step.insert(ImageTagRecord, rows)
        return step.changes

    def remove(self, image_ids: Collection[int], tag_ids: Collection[int]) -> Changes:
        """Take tags away from images; the tags themselves stay."""
        with self._file.step("tag_images") as step:
            ids = step.ids_where(ImageTagRecord, "image_id", image_ids)
            rows = rows_by_id(step.connection, _IMAGE_TAGS, ids)
            step.delete(ImageTagRecord, [i for i, row in rows.items() if row["tag_id"] in tag_ids])
        return step.changes

    def rename(self, tag_id: int, name: str) -> Changes:
        """Call a tag something else.

        Raises:
            SaegimError: ``gone``, ``name_empty``, ``tag_exists``.
        """
        with self._file.step("rename_tag") as step:
            if not rows_by_id(step.connection, _TAGS, [tag_id]):
                raise SaegimError("gone")
            plain = _checked(name)
            if _find(step, plain) not in (None, tag_id):
                raise SaegimError("tag_exists", name=plain)
            step.update(TagRecord, {tag_id: {"name": plain}})
        return step.changes

    def delete(self, tag_id: int) -> Changes:
        """Delete a tag, from all images."""
        with self._file.step("delete_tag") as step:
            step.delete(ImageTagRecord, step.ids_where(ImageTagRecord, "tag_id", [tag_id]))
            step.delete(TagRecord, [tag_id])
        return step.changes


def _tags_by_image(connection: Connection, image_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in chunked(image_ids):
        mine = _IMAGE_TAGS.c.image_id.in_(chunk)
        query = select(_IMAGE_TAGS.c.image_id, _IMAGE_TAGS.c.tag_id).where(mine)
        for image_id, tag_id in connection.execute(query):
            found[image_id].add(tag_id)
    return {image_id: frozenset(tags) for image_id, tags in found.items()}


def _checked(name: str) -> str:
    plain = plain_name(name)
    if not plain:
        raise SaegimError("name_empty")
    return plain


def _find(step: Step, name: str) -> int | None:
    query = select(_TAGS.c.id).where(_TAGS.c.name == name).limit(1)
    return step.connection.execute(query).scalar_one_or_none()


def _ensure(step: Step, name: str) -> int:
    plain = _checked(name)
    found = _find(step, plain)
    if found is None:
        (found,) = step.insert(TagRecord, [{"name": plain}])
    return found
