"""Fields for numbers: what the style sheet cannot say about them."""

from typing import cast

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

INDENT = 7


def indent_number(box: QAbstractSpinBox) -> None:
    """Begin the number where a text begins; the padding of the style sheet does not reach it."""
    cast("QLineEdit", box.findChild(QLineEdit)).setTextMargins(INDENT, 0, 0, 0)
