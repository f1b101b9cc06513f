"""The sample projects to try things on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.content_button import card_button
from desktop.widgets.labels import label


class SampleCards(QWidget):
    """One card for each sample; what it takes to open one is somebody else's work."""

    chosen = Signal(str)
    """Name of a sample (``engine.catalogue.samples.SAMPLES``)."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = {
            "trees": card_button(
                "trees",
                self.tr("Trees"),
                self.tr("Aerial photos with a box around each tree; a model learns to find them."),
            ),
            "lights": card_button(
                "tags",
                self.tr("Traffic lights"),
                self.tr("1,484 real traffic lights; a model learns to tell the colours apart."),
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Try a sample project"), "section"))
        for name, card in self.cards.items():
            card.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            column.addWidget(card)
