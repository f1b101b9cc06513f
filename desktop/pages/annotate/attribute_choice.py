"""A list to choose from what images are filtered by: attributes and notes of their objects."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox

from engine.project.attribute_kinds import BUILT_IN
from engine.project.rows import AttributeFilter, AttributeRow


class Described(NamedTuple):
    """How objects of the images are described."""

    words: str
    attribute: AttributeFilter | None = None
    has_note: bool = False


class AttributeChoice(QComboBox):
    """Offers attributes that every class has, own ones with their choices, and notes."""

    def __init__(self) -> None:
        super().__init__()
        self._offered: list[Described] = []
        self.setAccessibleName(self.tr("Attribute"))
        self.setToolTip(self.tr("Attribute"))
        # Long words must not make the list wider, and the picture narrower.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.show_attributes(())

    def chosen(self) -> Described:
        """What the images are filtered by."""
        return self._offered[max(0, self.currentIndex())]

    def show_attributes(self, rows: Iterable[AttributeRow]) -> bool:
        """Offer the own attributes of classes; returns whether another choice is made by that."""
        before = self.chosen() if self._offered else None
        self._offered = [Described(self.tr("Any attribute")), *_built_in(), *_own(rows)]
        self._offered.append(Described(self.tr("With a note"), has_note=True))
        self.blockSignals(True)
        self.clear()
        self.addItems([one.words for one in self._offered])
        if before is not None and before in self._offered:
            self.setCurrentIndex(self._offered.index(before))
        self.blockSignals(False)
        return self.chosen() != before


def _built_in() -> Iterator[Described]:
    for row in BUILT_IN:
        words = QCoreApplication.translate("Attributes", row.title)
        yield Described(words, AttributeFilter((row.name,)))


def _own(rows: Iterable[AttributeRow]) -> Iterator[Described]:
    """Attributes that several classes have by one name are offered once."""
    by_name: defaultdict[str, list[AttributeRow]] = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
    for name in sorted(by_name, key=str.casefold):
        keys = tuple(row.key for row in by_name[name])
        yield Described(name, AttributeFilter(keys))
        for choice in dict.fromkeys(c for row in by_name[name] for c in row.choices):
            yield Described(f"{name}: {choice}", AttributeFilter(keys, choice))
