"""Images and their files: are they what was labelled, and if not, what can be done."""

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from engine.geometry.ops import clip
from engine.images import UnreadableImage, check_content, content_hash_of
from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.image_files import Progress, RefusedImage, examine_file
from engine.project.images import Images, range_columns
from engine.project.outside import OutsideImages
from engine.project.records import to_geometry, to_json
from engine.project.row_access import rows_by_id
from engine.project.rows import ImageRow, ImageState
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    PredictedImageRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.system.text import is_text

FileStamp = str
"""Size and times of a file, which are others as soon as it is changed, turned or copied."""

_LOOK_AGAIN = {ImageState.REVIEWED: ImageState.IN_WORK, ImageState.VERIFIED_EMPTY: ImageState.NEW}


class ImageRepair:
    """Compares files with what was added, and mends what a person says."""

    def __init__(self, file: ProjectFile, images: Images, outside: OutsideImages) -> None:
        self._file = file
        self._images = images
        self._outside = outside
        self._sound: dict[tuple[Path, str], FileStamp] = {}

    def check(self, row: ImageRow, sound_as: FileStamp = "") -> FileStamp:
        """Check that an image's file is the one that was labelled; from any thread.

        Its content is read once, and again only when its size or its times are others.

        Args:
            row: The image.
            sound_as: What its file was like when it was known to be so: it is not read if it still
                is.

        Returns:
            What the file is like.

        Raises:
            UnreadableImage: ``picture_outside``, ``picture_missing``, ``picture_changed``,
                ``picture_unreadable``, ``not_a_picture``.
        """
        path = self._images.path(row)
        if not self._outside.may_read(path):
            raise UnreadableImage("picture_outside", path=path)
        try:
            status = path.stat()
        except FileNotFoundError as error:
            raise UnreadableImage("picture_missing", path=path) from error
        except OSError as error:
            raise UnreadableImage("picture_unreadable", path=path) from error
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableImage("not_a_picture", path=path)
        stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
        if stamp not in (sound_as, self._sound.get((path, row.content_hash))):
            check_content(path, row.content_hash)
            self._sound[path, row.content_hash] = stamp
        return stamp

    def may_read(self, row: ImageRow) -> bool:
        """Whether an image's file lies in the project's folder, or the person confirmed others."""
        return self._outside.may_read(self._images.path(row))

    def confirm_outside(self) -> None:
        """Let images outside the project's folder be read from now on."""
        self._outside.confirm()

    def find_moved(self, files: Iterable[Path], progress: Progress | None = None) -> Changes:
        """Give images whose files are gone their new places, by the files' content.

        Raises:
            SaegimError: ``not_found_there`` if none of them is among the files.
        """
        listed = list(files)
        hashes: dict[Path, str] = {}
        for done, path in enumerate(listed, start=1):
            try:
                # Another name cannot be kept.
                if is_text(path):
                    hashes[path] = content_hash_of(path)
            except OSError:
                continue
            finally:
                if progress is not None:
                    progress(done, len(listed))
        known = self._images.stored_paths()
        with self._file.step("find_images") as step:
            found = self._images.recognise_moved(step, hashes)
            if not found:
                raise SaegimError("not_found_there")
        self._outside.confirm_named(found, known)
        return step.changes

    def take_changed(self, image_id: int) -> Changes:
        """Let the picture that lies in an image's place be the image's from now on.

        What a person marked stays where it is, cut to the new size, and is to be looked at again;
        suggestions were made for the old picture, and go.

        Raises:
            SaegimError: ``gone``; what ``UnreadableImage`` says of a file that is no picture.
        """
        row = self._images.get(image_id)
        found = examine_file(self._images.path(row), self._images.value_range_rule())
        if isinstance(found, RefusedImage):
            raise SaegimError(found.code, path=row.path)
        state = _LOOK_AGAIN.get(row.state, row.state)
        with self._file.step("take_changed") as step:
            values: Row = {
                "content_hash": found.content_hash,
                "width": found.width,
                "height": found.height,
                "look": found.look,
                "state": state.value,
                **range_columns(found.value_range),
            }
            step.update(ImageRecord, {image_id: values})
            for record in (SuggestionRecord, PredictedImageRecord):
                step.delete(record, step.ids_where(record, "image_id", [image_id]))
            _cut(step, image_id, found.width, found.height)
        return step.changes


def _cut(step: Step, image_id: int, width: int, height: int) -> None:
    ids = step.ids_where(AnnotationRecord, "image_id", [image_id])
    rows = rows_by_id(step.connection, table_of(AnnotationRecord), ids)
    cut = {
        i: clip(to_geometry(cast("str", row["geometry"])), width, height) for i, row in rows.items()
    }
    step.delete(AnnotationRecord, [i for i, geometry in cut.items() if geometry is None])
    step.update(
        AnnotationRecord,
        {i: {"geometry": to_json(geometry)} for i, geometry in cut.items() if geometry is not None},
    )
