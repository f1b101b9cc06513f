"""Annotations for other programs: which format, which pictures, and the button."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QRadioButton

from desktop.jobs.background import Progress
from desktop.pages.deploy import words
from desktop.pages.deploy.export_line import ExportLine
from desktop.pages.deploy.format_choice import FormatChoice
from desktop.pages.deploy.section import DeploySection
from desktop.widgets.labels import paragraph
from engine.formats.annotations import export_annotations, formats_of
from engine.formats.spec import Format
from engine.geometry.losses import Counts
from engine.project.store import Store


class AnnotationsPanel(DeploySection):
    """Asks where to, and exports.

    Args:
        store: The open project.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(
            self.tr("Annotations"),
            self.tr("No image is reviewed yet; only those are exported."),
            self.tr("Annotate"),
        )
        self._name = store.name
        self._folder = store.root
        self._choice = FormatChoice()
        self._choice.show_formats(formats_of(store))
        self._choice.changed.connect(self._show_losses)
        self.counts = paragraph()
        self.losses = paragraph("", "warning")
        # The button stays where it is while formats are tried.
        policy = self.losses.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.losses.setSizePolicy(policy)
        self._finished: Counts = {}
        self._begun: Counts = {}
        self.in_work = QCheckBox()
        self.in_work.toggled.connect(self._show_losses)
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setProperty("role", "primary")
        self.export_button.clicked.connect(self._ask)
        self.line = ExportLine(store.path)
        self.line.busy_changed.connect(self.export_button.setDisabled)
        self._arrange()

    def show_counts(self, reviewed: int, in_work: int) -> None:
        """Say how many pictures there are.

        Args:
            reviewed: Reviewed or verified empty.
            in_work: Begun, but not reviewed.
        """
        self.set_empty(not reviewed)
        self.counts.setText(self.tr("Reviewed images: {count}").format(count=reviewed))
        self.in_work.setText(
            self.tr("Also those in work, which nobody has reviewed: {count}").format(count=in_work)
        )
        self.in_work.setVisible(in_work > 0)

    def show_kinds(self, reviewed: Counts, in_work: Counts) -> None:
        """Say what the chosen format has no place for.

        Args:
            reviewed: Annotations of the pictures that are reviewed.
            in_work: Of those that are begun.
        """
        self._finished, self._begun = reviewed, in_work
        self._show_losses()

    @property
    def formats(self) -> dict[str, QRadioButton]:
        """What the formats that fit the project are chosen with, by name."""
        return self._choice.buttons

    def show_formats(self, rows: Sequence[Format]) -> None:
        """Offer these formats, the usual one first."""
        self._choice.show_formats(rows)
        self._show_losses()

    def chosen(self) -> Format:
        """The format that is chosen."""
        return self._choice.chosen()

    def export_to(self, path: Path, *, overwrite: bool = False) -> None:
        """Export in the chosen format; ``path`` is a file, or a new folder if the format is one."""
        wanted, in_work = self.chosen().name, self._takes_begun()

        def work(store: Store, progress: Progress) -> str:
            return words.outcome_words(
                export_annotations(
                    store, wanted, path, in_work=in_work, overwrite=overwrite, progress=progress
                )
            )

        self._folder = path.parent
        self.line.start(self.tr("Exporting annotations"), path, work)

    def _takes_begun(self) -> bool:
        return self.in_work.isChecked() and self.in_work.isEnabled()

    def _show_losses(self) -> None:
        counts = Counter(self._finished) + Counter(self._begun if self._takes_begun() else {})
        text = words.loss_words(self.chosen().losses(counts))
        self.losses.setText(text)
        self.losses.setVisible(bool(text))

    def _ask(self) -> None:
        wanted = self.chosen()
        proposed = self._folder / (self._name + wanted.ending)
        if wanted.is_folder:
            self._ask_for_folder(proposed)
        else:
            self._ask_for_file(proposed, words.file_filter(wanted))

    def _ask_for_folder(self, proposed: Path) -> None:
        title = self.tr("A new folder is made in this one")
        folder = QFileDialog.getExistingDirectory(self, title, str(proposed.parent))
        if folder:
            self.export_to(free_name(Path(folder) / proposed.name))

    def _ask_for_file(self, proposed: Path, kind: str) -> None:
        title = self.tr("Export annotations")
        answer, _ = QFileDialog.getSaveFileName(self, title, str(proposed), kind)
        if answer:
            path = with_suffix(Path(answer), proposed.suffix)
            # The dialog has asked about the name that was typed, and about no other.
            self.export_to(path, overwrite=path == Path(answer))

    def _arrange(self) -> None:
        self.body.addWidget(self._choice)
        self.body.addWidget(self.counts)
        self.body.addWidget(self.in_work)
        self.body.addWidget(self.losses)
        self.body.addSpacing(8)
        self.body.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.line)


def with_suffix(path: Path, suffix: str) -> Path:
    """Complete a name that was typed without its ending."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def free_name(path: Path) -> Path:
    """The path, with a number after it if there is something of that name."""
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.name}-{number}")
        number += 1
    return free
