"""What looks wrong among the annotations: a list to go through, with a way to mend it."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.widgets.labels import label, paragraph
from engine.checks.spec import Check, Finding
from engine.checks.table import CHECKS

FINDINGS = Qt.ItemDataRole.UserRole
"""Of an item of the list: the findings it stands for."""
HEIGHT = 320
"""Pixels that the panel asks for."""
ROWS = {check.name: check for check in CHECKS}


class CheckPanel(QWidget):
    """Shows findings, check by check, and says which ones are to be gone to or mended."""

    check_wanted = Signal()
    chosen = Signal(object)
    """A ``Finding`` to go to."""
    mend_wanted = Signal(object)
    """A list of findings."""

    def __init__(self) -> None:
        super().__init__()
        title = label(self.tr("Checks"), "section")
        self.check = QPushButton(self.tr("Check all images"))
        self.check.clicked.connect(self.check_wanted)
        self.said = paragraph("", "muted")
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.currentItemChanged.connect(self._choose)
        self.tree.itemSelectionChanged.connect(self._offer)
        self.mend = QPushButton()
        self.mend.clicked.connect(lambda: self.mend_wanted.emit(self._mendable()))
        self._lay_out(title)
        self.show_findings(None, {})

    @override
    def sizeHint(self) -> QSize:
        """Room for the list, also before there is one: a panel that is shown keeps its height."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def show_findings(self, findings: Sequence[Finding] | None, places: dict[int, str]) -> None:
        """List what was found.

        Args:
            findings: Check by check; None if nobody has looked yet.
            places: What the images are called, by their ids.
        """
        self.tree.clear()
        for name, group in groupby(findings or (), lambda finding: finding.check):
            self.tree.addTopLevelItem(_item_of(ROWS[name], list(group), places))
        self.tree.setVisible(bool(findings))
        self.said.setVisible(not findings)
        self.said.setText(
            self.tr("Tiny objects, objects marked twice, outlines that cross themselves and more.")
            if findings is None
            else self.tr("Nothing looks wrong.")
        )
        self._offer()

    def findings(self) -> list[Finding]:
        """What the selected rows stand for."""
        found: list[Finding] = []
        for item in self.tree.selectedItems():
            parent = item.parent()
            # A selected check stands for all of its findings.
            if parent is None or not parent.isSelected():
                found.extend(item.data(0, FINDINGS))
        return found

    def _mendable(self) -> list[Finding]:
        return [finding for finding in self.findings() if ROWS[finding.check].mend is not None]

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.parent() is not None:
            [finding] = item.data(0, FINDINGS)
            self.chosen.emit(finding)

    def _offer(self) -> None:
        found = self._mendable()
        remedies = {ROWS[finding.check].remedy for finding in found}
        self.mend.setVisible(bool(found))
        word = _translated(remedies.pop()) if len(remedies) == 1 else self.tr("Mend")
        self.mend.setText(f"{word} ({len(found)})" if len(found) > 1 else word)

    def _lay_out(self, title: QLabel) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.addWidget(title, 1)
        head.addWidget(self.check)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 4, 8, 8)
        foot.addWidget(self.said)
        foot.addWidget(self.mend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        column.addStretch()


def _item_of(check: Check, findings: list[Finding], places: dict[int, str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([f"{_translated(check.title)} · {len(findings)}"])
    item.setData(0, FINDINGS, findings)
    for finding in findings:
        said = _translated(check.said).format(**finding.figures)
        place = places.get(finding.image_id, "")
        # What is wrong comes first: names are long, and alike at their beginning.
        child = QTreeWidgetItem([f"{said} · {place}"])
        child.setData(0, FINDINGS, [finding])
        child.setToolTip(0, f"{place}: {said}")
        item.addChild(child)
    return item


def _translated(text: str) -> str:
    return QCoreApplication.translate("Checks", text)
