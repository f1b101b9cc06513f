"""The Annotate page: images on the left, the picture, classes and objects on the right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.actions import SPACE, Act, Actions
from desktop.canvas.keys import CanvasKeys
from desktop.canvas.view import CanvasView
from desktop.jobs.assist_client import AssistClient
from desktop.jobs.thumbnails import Thumbnails
from desktop.models.class_table import ClassTableModel
from desktop.models.image_list import ImageListModel
from desktop.pages.annotate.annotation_editor import AnnotationEditor
from desktop.pages.annotate.attribute_panel import AttributePanel
from desktop.pages.annotate.auto_label import AutoLabel
from desktop.pages.annotate.badges import Badges
from desktop.pages.annotate.brush_setting import BrushSetting
from desktop.pages.annotate.canvas_presenter import CanvasPresenter
from desktop.pages.annotate.check_panel import CheckPanel
from desktop.pages.annotate.checking import Checking
from desktop.pages.annotate.class_panel import ClassPanel
from desktop.pages.annotate.context_menus import ContextMenus
from desktop.pages.annotate.current_image import CurrentImage
from desktop.pages.annotate.describing import Describing
from desktop.pages.annotate.display_controls import DisplayControls
from desktop.pages.annotate.every_object_notice import EveryObjectNotice
from desktop.pages.annotate.file_trouble import FileTrouble
from desktop.pages.annotate.foot import CanvasFoot
from desktop.pages.annotate.go_on_choice import GoOnChoice
from desktop.pages.annotate.hiding import Hiding
from desktop.pages.annotate.history_controls import HistoryControls
from desktop.pages.annotate.image_panel import ImagePanel
from desktop.pages.annotate.image_removal import ImageRemoval
from desktop.pages.annotate.label_banner import LabelBanner
from desktop.pages.annotate.many_labels_choice import ManyLabelsChoice
from desktop.pages.annotate.missed_suggestions import MissedSuggestions
from desktop.pages.annotate.model_fetch import ModelFetch
from desktop.pages.annotate.object_editor import ObjectEditor
from desktop.pages.annotate.object_panel import ObjectPanel
from desktop.pages.annotate.page_layout import beside, framed, stacked
from desktop.pages.annotate.review import Review
from desktop.pages.annotate.sam_session import SamSession
from desktop.pages.annotate.skeleton_setting import SkeletonSetting
from desktop.pages.annotate.status import Status
from desktop.pages.annotate.tool_strip import ToolStrip
from desktop.pages.annotate.tool_switcher import ToolSwitcher
from desktop.pages.annotate.toolbar import AnnotateToolbar
from desktop.pages.annotate.value_range import ValueRangeChange
from desktop.pages.annotate.work_line import WorkLine
from desktop.project_session import ProjectSession
from desktop.remembered import Remembered
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.progress_line import ProgressLine
from engine.geometry.types import WHOLE_IMAGE_KIND
from engine.project.changes import Changes
from engine.project.places import own_folder
from engine.project.rows import ClassRow

PANELS = "annotate"


class AnnotatePage(QWidget):
    """Builds the parts and lets them hear of each other; each part has a file of its own."""

    draws_changed = Signal(bool)
    """Whether there are objects to draw, from now on."""

    def __init__(
        self,
        session: ProjectSession,
        assist: AssistClient,
        actions: Actions,
        remembered: Remembered,
        messages: MessageBar,
        progress: ProgressLine,
    ) -> None:
        super().__init__()
        self._remembered = remembered
        self._actions = actions
        self._session = session
        self._messages = messages
        self.has_objects = self.has_labels = False
        self._build_models(session)
        self._build_widgets(session, actions, messages)
        self._build_parts(session, assist, remembered, messages, progress)
        self._lay_out()
        self._wire()
        self._add_drawing(session, assist, actions, messages, progress)
        self._add_labelling(session)
        self._bind(actions)
        self._follow_kinds()
        self._begin(session)

    def show_adding(self, is_adding: bool) -> None:
        """Say that images are being added, or, when none are, that there are none yet."""
        if self._session.store.images.count():
            return
        if is_adding:
            self._messages.hide()
            self.canvas.set_empty_text(self.tr("Pictures are being added…"))
            return
        self.canvas.set_empty_text(self.tr("There is no picture to show."))
        add = self._actions[Act.ADD_IMAGES]
        if not self._messages.text():
            text = self.tr("The project has no pictures yet.")
            self._messages.say(text, "info", add.text(), add.trigger)

    def _propose_training(self) -> None:
        train = self._actions[Act.TRAIN]
        text = self.tr("All images are done: a model can learn from them.")
        self._messages.say(text, "info", train.text(), train.trigger)

    def close_parts(self) -> None:
        """Let go of threads before the project is closed."""
        self._remembered.set_panels(PANELS, self.splitter.saveState())
        self.auto_label.close_parts()
        self.history.stop()
        self.display.ahead.stop()
        self.thumbnails.close()

    def _build_models(self, session: ProjectSession) -> None:
        folder = own_folder(session.store.files_dir, "cache", "thumbs")
        self.thumbnails = Thumbnails(folder, self, session.store.image_repair.check)
        self.images = ImageListModel(session, self.thumbnails, self)
        self.classes = ClassTableModel(session, self)
        self.image = CurrentImage(session, self)

    def _build_widgets(
        self, session: ProjectSession, actions: Actions, messages: MessageBar
    ) -> None:
        self.canvas = CanvasView()
        self.image_panel = ImagePanel(self.images, WorkLine(session))
        self.class_panel = ClassPanel(session, self.classes)
        self.object_panel = ObjectPanel(self.image)
        self.attribute_panel = AttributePanel()
        self.check_panel = CheckPanel()
        self.check_panel.hide()
        self.toolbar = AnnotateToolbar(actions)
        self.tool_strip = ToolStrip(actions)
        self.foot = CanvasFoot(self.image, actions, messages)

    def _build_parts(
        self,
        session: ProjectSession,
        assist: AssistClient,
        remembered: Remembered,
        messages: MessageBar,
        progress: ProgressLine,
    ) -> None:
        self.status = Status(session, self)
        self.review = Review(
            session, self.image, self.images, self.class_panel, remembered, self._actions, self
        )
        self.presenter = CanvasPresenter(session, self.canvas, self.image, self.toolbar, self)
        self.badges = Badges(self.canvas)
        self.hiding = Hiding(session, self.canvas, self.image, self.badges, self._actions, self)
        self.missed = MissedSuggestions(self.image, self.badges, self)
        self.missed.score_wanted.connect(self.object_panel.set_lowest_score)
        self.auto_label = AutoLabel(session, assist, messages, progress, self)
        self.value_range = ValueRangeChange(session, self.canvas, progress, self)
        self.checking = Checking(session, self.canvas, self.image, self.check_panel, progress, self)
        self.history = HistoryControls(session, self.canvas, progress, self)
        self.removal = ImageRemoval(session, self.image, self.image_panel, self.images)
        self.trouble = FileTrouble(
            session, self.canvas, self.image, self.images, self.removal, progress
        )
        self.trouble.changed.connect(self._offer_tools)
        self.display = DisplayControls(
            session,
            self.canvas,
            self.image,
            self.images,
            self.badges,
            self.status,
            remembered,
            self._actions,
            self,
        )
        self.notice = EveryObjectNotice(session, self.image, messages, remembered, self)
        assist.said_hello.connect(self.status.greet)
        assist.died.connect(self.status.show_engine_away)

    def _add_drawing(
        self,
        session: ProjectSession,
        assist: AssistClient,
        actions: Actions,
        messages: MessageBar,
        progress: ProgressLine,
    ) -> None:
        canvas, image = self.canvas, self.image
        self.drawing = AnnotationEditor(session, canvas, image, self.class_panel, self.review, self)
        self.smart = SamSession(
            session, assist, canvas, image, self.images, self.class_panel, actions, self
        )
        self.tools = ToolSwitcher(
            canvas, self.tool_strip, self.toolbar.options, self.foot, self.smart, self
        )
        self.brush = BrushSetting(canvas.stage, self.toolbar.options.value, self)
        self.fetch = ModelFetch(messages, progress, self)
        self.object_editor = ObjectEditor(session, canvas, image, self)
        self.skeleton = SkeletonSetting(session, canvas, self.class_panel, self)
        self.describing = Describing(
            session,
            canvas,
            image,
            self.class_panel,
            self.attribute_panel,
            self.image_panel.bar,
            self,
        )
        self.object_editor.said.connect(self.status.say)
        self.class_panel.class_chosen.connect(self.drawing.take_class)
        self.class_panel.class_given.connect(self._give)
        self.drawing.said.connect(self.status.say)
        self.smart.said.connect(self.status.say)
        self.smart.readiness_changed.connect(self.status.show_readiness)
        self.smart.model_missing.connect(self.fetch.offer)
        self.fetch.fetched.connect(self.smart.prepare)
        for part in (self.drawing, self.object_editor, self.skeleton, self.describing):
            part.bind(actions)
        for part in (self.tools, self.brush):
            part.bind(actions)
        self.menus = ContextMenus(
            actions,
            canvas,
            image,
            self.object_panel,
            self.image_panel,
            self.class_panel,
            self.drawing,
            self,
        )
        self.drawing.take_class()

    def _add_labelling(self, session: ProjectSession) -> None:
        self.banner = LabelBanner(self.image, self.canvas)
        self.go_on_choice = GoOnChoice(self._remembered)
        self.many_labels = ManyLabelsChoice(session)
        self.many_labels.changed.connect(self._follow_kinds)
        self.image.content_changed.connect(self._tick_labels)
        self.class_panel.add_foot(self.many_labels)
        self.class_panel.add_foot(self.go_on_choice)

    def _show_suggested(self, image_id: int) -> None:
        if not self.canvas.has_draft():
            self.image.show(image_id)

    def _show_chosen(self, image_id: int) -> None:
        # It may have been removed since it was offered.
        if self._session.store.images.rows([image_id]):
            self.image.show(image_id)

    def _tick_labels(self) -> None:
        self.classes.show_labels(label.class_id for label in self.image.labels())

    def _give(self, row: ClassRow) -> None:
        """Give a class to the image, or to the selected objects: as the class says."""
        if self.trouble.is_there:
            # Nobody labels what cannot be seen.
            return
        if row.is_image_level and self.canvas.has_draft():
            said = self.tr("“{name}” is for whole images: what is being drawn keeps its class.")
            self.status.say(said.format(name=row.name))
        elif row.is_image_level:
            self.review.label(row)
        elif self.canvas.is_selected_on_purpose() or self.smart.is_continuing():
            self.drawing.give_class(row)

    def _keeps_draft(self) -> bool:
        """Keep what is being drawn; what cannot be kept yet is not thrown away by going on."""
        if self.canvas.has_draft():
            self.canvas.finish_draft()
        if self.canvas.has_draft():
            said = self.tr("Something is being drawn: {key} keeps it, Esc throws it away.")
            self.status.say(said.format(key=self._actions.hint(Act.FINISH)))
        return not self.canvas.has_draft()

    def _delete(self) -> None:
        if self.canvas.selected():
            self.drawing.delete_selected()
        elif not self.has_objects:
            self.review.clear_label()

    def _follow_kinds(self) -> None:
        """Offer what the project's classes need: tools for objects, choices for labels."""
        had_objects = self.has_objects
        self.image_panel.bar.show_classes(self._session.store.classes.rows())
        kinds = self._session.store.class_kinds()
        self.has_labels = WHOLE_IMAGE_KIND in kinds
        self.has_objects = bool(kinds - {WHOLE_IMAGE_KIND})
        only_labels = not self.has_objects
        self.tool_strip.setVisible(self.has_objects)
        self.notice.set_draws(self.has_objects)
        self.object_panel.set_title(self.tr("Label") if only_labels else self.tr("Objects"))
        self.status.show_smart_tool(self.has_objects)
        self.smart.is_wanted = self.has_objects
        self.review.finishes_by_label = only_labels and not self.many_labels.isChecked()
        self.many_labels.setVisible(self.has_labels)
        has_one_label = self.review.finishes_by_label
        self.foot.set_work(draws=self.has_objects, may_be_empty=not has_one_label)
        self.go_on_choice.setVisible(has_one_label)
        if self.has_objects and not had_objects and self.fetch.offer_if_missing():
            self.status.show_no_model()
        if self.has_objects != had_objects:
            self._offer_tools()

    def _offer_tools(self) -> None:
        """Nothing is drawn where there are no objects, or no picture to draw on."""
        self.draws_changed.emit(self.has_objects and not self.trouble.is_there)

    def _notice_classes(self, changes: Changes) -> None:
        if changes.added.classes or changes.updated.classes or changes.removed.classes:
            self._follow_kinds()
            self.drawing.take_class()

    def _wire(self) -> None:
        image, canvas = self.image, self.canvas
        self.image_panel.image_chosen.connect(image.show)
        image.changed.connect(self._follow_list)
        self.images.modelReset.connect(self._follow_list)
        canvas.selection_changed.connect(self.object_panel.select)
        self.object_panel.selection_changed.connect(canvas.select)
        canvas.space_tapped.connect(lambda: self._actions.tap(SPACE))
        for panel in (self.image_panel, self.class_panel):
            panel.left.connect(canvas.setFocus)
        for part in (self.class_panel, self.review, self.auto_label, self.value_range):
            part.said.connect(self.status.say)
        for part in (self.checking, self.history):
            part.said.connect(self.status.say)
        self.review.all_done.connect(self._propose_training)
        self.auto_label.image_suggested.connect(self._show_suggested)
        self.auto_label.image_chosen.connect(self._show_chosen)
        self.auto_label.score_suggested.connect(self.object_panel.set_lowest_score)

    def _bind(self, actions: Actions) -> None:
        self._session.changed.connect(self._notice_classes)
        self._session.refreshed.connect(self._follow_kinds)
        actions.on(Act.DELETE, self._delete, self)
        self.review.bind(self._keeps_draft)
        self.presenter.bind(actions)
        self.hiding.bind()
        self.display.bind()
        self.class_panel.bind(actions)
        self.auto_label.bind(actions)
        self.value_range.bind(actions)
        self.checking.bind(actions)
        self.history.bind(actions)
        self.removal.bind(actions)
        actions.keys_changed.connect(self._follow_keys)
        self._follow_keys()
        actions.on(Act.GO_TO_IMAGE, self._ask_number, self)
        actions.on(Act.LEFT_PANEL, lambda: _fold(self.image_panel), self)
        actions.on(Act.RIGHT_PANEL, lambda: _fold(self.right_panel), self)

    def _ask_number(self) -> None:
        self.image_panel.show()
        self.image_panel.bar.ask_number()

    def _follow_keys(self) -> None:
        keys = self._actions.keys
        # A tap of Space comes back as an action; held, it still moves the picture.
        finish = frozenset(keys.of(Act.FINISH)) - {SPACE}
        delete, following = keys.of(Act.DELETE), keys.of(Act.NEXT_OBJECT)
        self.canvas.keys = CanvasKeys(finish, frozenset(delete), frozenset(following))

    def _begin(self, session: ProjectSession) -> None:
        self.setFocusProxy(self.canvas)
        models = session.store.models.rows()
        if models:
            self.object_panel.set_lowest_score(models[-1].card.score_threshold)
        self._follow_list()

    def _follow_list(self) -> None:
        """Keep the image in hand through a new filter; without one take the first."""
        row = self.image.row
        if row is None:
            self.image.show(self.images.image_id(0))
        self.image_panel.show_current(self.image.row and self.image.row.id)
        if self.image.row is None:
            self.canvas.set_empty_text(self.tr("There is no picture to show."))

    def _lay_out(self) -> None:
        self.right_panel = stacked(
            self.class_panel,
            self.object_panel,
            self.attribute_panel,
            self.check_panel,
            self.history.panel,
        )
        middle = framed(self.toolbar, self.tool_strip, self.canvas, self.foot)
        self.splitter = beside(self.image_panel, middle, self.right_panel)
        self.splitter.restoreState(self._remembered.panels(PANELS))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)


def _fold(panel: QWidget) -> None:
    panel.setVisible(panel.isHidden())
