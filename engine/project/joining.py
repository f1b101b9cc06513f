"""Whether what is written now may become a part of a step that lies further back."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from engine.project.changed_images import image_by_row
from engine.project.history_parts import is_undone, read_part
from engine.project.schema import HistoryRecord, table_of
from engine.protocol.errors import SaegimError

_HISTORY = table_of(HistoryRecord)


class LaterSteps:
    """Which images the steps after one have to do with; each of them is read once.

    A step that was dropped since still counts: then a new step begins where none had to. Used
    inside writing transactions only, of which there is one at a time.
    """

    def __init__(self) -> None:
        self._step_id = self._seen = 0
        self._images: set[int | None] = set()

    def allow(self, connection: Connection, step_id: int, images: Collection[int]) -> bool:
        """Whether changes on these images may become a part of a step.

        They may if the step is done, and no other one after it has to do with these images: then
        both can be taken back in any order.
        """
        try:
            self._read_on(connection, step_id)
        except SaegimError:
            return False
        return is_undone(connection, step_id) is False and self._images.isdisjoint(images)

    def _read_on(self, connection: Connection, step_id: int) -> None:
        if step_id != self._step_id:
            self._step_id, self._seen, self._images = step_id, step_id, set()
        newest = connection.execute(select(func.max(_HISTORY.c.id))).scalar_one() or 0
        later = select(_HISTORY.c.id).where(
            _HISTORY.c.id > self._seen, _HISTORY.c.batch.is_distinct_from(step_id)
        )
        for part in connection.execute(later).scalars().all():
            images = image_by_row(connection, read_part(connection, part))
            self._images.update(images.values())
        self._seen = newest
