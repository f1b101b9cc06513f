"""What a right click offers on objects and on images."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.actions import Actions, ContextMenu, Need, fill_menu
from desktop.canvas.handles import has_vertices
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.annotation_editor import AnnotationEditor
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.image_panel import ImagePanel
from desktop.pages.annotate.object_panel import ObjectPanel
from desktop.theme import swatch
from desktop.widgets.menu_text import menu_text
from engine.geometry.types import Keypoints, Mask


class ContextMenus(QObject):
    """Shows the rows of the table of actions that belong to what was clicked."""

    def __init__(
        self,
        actions: Actions,
        canvas: CanvasView,
        image: CurrentImage,
        objects: ObjectPanel,
        images: ImagePanel,
        classes: ClassPanel,
        drawing: AnnotationEditor,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._page = parent
        self._actions = actions
        self._canvas = canvas
        self._image = image
        self._images = images
        self._classes = classes
        self._tests = {
            Need.SELECTION: lambda: bool(canvas.selected()),
            Need.OBJECTS: drawing.has_selected_objects,
            Need.SEVERAL: lambda: len(drawing.selected_geometries()) > 1,
            Need.MASKS: lambda: any(isinstance(g, Mask) for g in drawing.selected_geometries()),
            Need.KEYPOINTS: lambda: any(
                isinstance(g, Keypoints) for g in drawing.selected_geometries()
            ),
            Need.OUTLINES: lambda: any(map(has_vertices, drawing.selected_geometries())),
            Need.SUGGESTIONS: lambda: any(key < 0 for key in canvas.selected()),
            Need.COPIED: drawing.has_copied,
            Need.CONTENT: lambda: bool(image.shapes()),
            Need.ONE_IMAGE: self._is_one_image,
            Need.EMPTY_IMAGE: lambda: self._is_one_image() and not image.annotations,
        }
        canvas.menu_requested.connect(self._show_for_objects)
        objects.menu_requested.connect(self._show_for_objects)
        images.menu_requested.connect(self._show_for_images)

    def _show_for_objects(self, position: QPoint) -> None:
        # Whoever asks for the menu of what was just drawn has chosen it.
        self._canvas.select(self._canvas.selected())
        menu = self._new_menu()
        self._add_classes(menu)
        menu.addSeparator()
        fill_menu(menu, self._actions, ContextMenu.OBJECT, self._has)
        menu.popup(position)

    def _show_for_images(self, position: QPoint) -> None:
        menu = self._new_menu()
        fill_menu(menu, self._actions, ContextMenu.IMAGE, self._has)
        menu.popup(position)

    def _add_classes(self, menu: QMenu) -> None:
        offered = menu.addMenu(self.tr("Class"))
        for row in self._image.classes.values():
            if not row.is_image_level:
                key = f"\t{row.key}" if row.key else ""
                entry = offered.addAction(swatch(row.color), menu_text(row.name) + key)
                entry.triggered.connect(lambda _=False, row=row: self._classes.give(row))
        has_any = self._has(Need.OBJECTS) or self._has(Need.SUGGESTIONS)
        offered.setEnabled(has_any and bool(offered.actions()))

    def _has(self, need: Need) -> bool:
        return self._tests[need]()

    def _is_one_image(self) -> bool:
        return self._image.row is not None and len(self._images.selected_ids()) <= 1

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
