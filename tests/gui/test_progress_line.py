"""The bar for long work says how far it is, as far as that is known."""

from PySide6.QtWidgets import QLabel

from desktop.widgets.progress_line import ProgressLine


def test_it_counts_what_is_known_only(qtbot):
    line = ProgressLine()
    qtbot.addWidget(line)
    [text] = line.findChildren(QLabel)
    line.begin("Exporting")
    line.advance(0, 0)
    assert text.text() == "Exporting"
    line.advance(3, 0)
    assert text.text() == "Exporting · 3"
    line.advance(0, 8)
    assert text.text() == "Exporting · 0 / 8"
