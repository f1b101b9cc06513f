"""Keeps the panel of attributes true, and writes what a person gives there."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.attribute_dialog import AttributeDialog
from desktop.pages.annotate.attribute_panel import AttributePanel, Given
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.image_filter import ImageFilterBar
from desktop.project_session import ProjectSession
from engine.geometry.types import WholeImage
from engine.project.changes import Changes
from engine.project.rows import AnnotationRow, AttributeRow


class Describing(QObject):
    """Attributes and notes of the selected objects, tags of the image in hand.

    Args:
        session: The project.
        canvas: Says which objects are selected.
        image: The image in hand.
        classes: Says whose attributes are edited.
        panel: Shows what is said, and hears what a person says.
        bar: Filters the images by it.
        page: Qt owner.
    """

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        image: CurrentImage,
        classes: ClassPanel,
        panel: AttributePanel,
        bar: ImageFilterBar,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session = session
        self._canvas = canvas
        self._image = image
        self._classes = classes
        self._panel = panel
        self._bar = bar
        self._page = page
        self.attributes: dict[int, list[AttributeRow]] = {}
        """The own attributes by class."""
        self._described: list[int] = []
        """The objects that the panel shows."""
        panel.given.connect(self._give)
        panel.note_given.connect(self._write_note)
        panel.left.connect(canvas.setFocus)
        panel.tags.added.connect(self._tag)
        panel.tags.removed.connect(self._untag)
        canvas.selection_changed.connect(self._show_objects)
        image.changed.connect(self._show_tags)
        image.content_changed.connect(self._show_objects)
        session.changed.connect(self._follow)
        session.refreshed.connect(self._read)
        session.refreshed.connect(self._offer)
        self._read()
        self._offer()
        # Whoever describes objects has the fields in sight.
        panel.setVisible(bool(self.attributes))

    def bind(self, actions: Actions) -> None:
        """Give the actions their meaning."""
        actions.on(Act.ATTRIBUTES, self._fold, self)
        actions.on(Act.CLASS_ATTRIBUTES, self.edit, self)

    def edit(self) -> AttributeDialog | None:
        """Edit the attributes of the class that is drawn."""
        row = self._classes.ensure_current()
        if row is None:
            return None
        dialog = AttributeDialog(self._session, row, self._page.window())
        dialog.open()
        return dialog

    def _fold(self) -> None:
        self._panel.setVisible(self._panel.isHidden())

    def _give(self, given: Given) -> None:
        ids, values = self._described, {given.key: given.value}
        self._session.do(lambda store: store.annotations.set_attributes(ids, values))
        # What was refused is not shown as if it were kept.
        self._show_objects()

    def _write_note(self, text: str) -> None:
        ids = self._described
        self._session.do(lambda store: store.annotations.set_note(ids, text))

    def _tag(self, name: str) -> None:
        if (row := self._image.row) is not None:
            self._session.do(lambda store: store.tags.add([row.id], [name]))

    def _untag(self, tag_id: int) -> None:
        if (row := self._image.row) is not None:
            self._session.do(lambda store: store.tags.remove([row.id], [tag_id]))

    def _selected(self) -> Sequence[AnnotationRow]:
        found = map(self._image.annotations.get, self._canvas.selected())
        return [r for r in found if r is not None and not isinstance(r.geometry, WholeImage)]

    def _show_objects(self) -> None:
        ids = [row.id for row in self._selected()]
        if ids != self._described:
            # What is being typed is of those that were selected.
            self._panel.take()
            self._described = ids
        rows = self._selected()
        classes = {row.class_id for row in rows}
        own = self.attributes.get(next(iter(classes)), []) if len(classes) == 1 else []
        self._panel.show_objects(rows, own)

    def _show_tags(self) -> None:
        row, store = self._image.row, self._session.store
        self._panel.tags.setEnabled(row is not None)
        mine = frozenset[int]() if row is None else store.tags.of_images([row.id]).get(row.id, ())
        every = store.tags.rows()
        shown = [tag for tag in every if tag.id in mine]
        self._panel.tags.show_tags(shown, [tag for tag in every if tag.id not in mine])

    def _follow(self, changes: Changes) -> None:
        ids = (changes.added, changes.updated, changes.removed)
        if any(one.attributes or one.classes for one in ids):
            self._read()
        elif any(one.tags for one in ids) or self._may_tag(changes):
            self._show_tags()
        if any(one.attributes or one.classes or one.tags for one in ids):
            self._offer()

    def _offer(self) -> None:
        """Let images be filtered by the attributes and tags that there are."""
        self._bar.show_attributes(self._session.store.attributes.rows())
        self._bar.show_tags(self._session.store.tags.rows())

    def _may_tag(self, changes: Changes) -> bool:
        """Whether the image in hand may have other tags; an edit of its objects changes none."""
        ids = (changes.added, changes.updated, changes.removed)
        of_objects = any(one.annotations or one.suggestions for one in ids)
        is_touched = self._image.row is not None and self._image.row.id in changes.touched_images
        return is_touched and (not of_objects or bool(changes.replayed))

    def _read(self) -> None:
        found: defaultdict[int, list[AttributeRow]] = defaultdict(list)
        for row in self._session.store.attributes.rows():
            found[row.class_id].append(row)
        self.attributes = dict(found)
        self._show_objects()
        self._show_tags()
