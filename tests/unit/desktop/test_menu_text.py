"""Names that people gave, in menus."""

import pytest
from PySide6.QtGui import QAction, QKeySequence

from desktop.widgets.menu_text import LONGEST, menu_text


@pytest.mark.parametrize("name", ["R&D", "salt & pepper", "&&", "a&b&c"])
def test_an_ampersand_is_seen_and_marks_no_key(qapp, name: str) -> None:
    assert QKeySequence.mnemonic(menu_text(name)).isEmpty()
    assert QAction(menu_text(name)).iconText() == name


def test_a_tab_begins_no_column_of_keys_and_a_menu_is_not_endless() -> None:
    assert menu_text("a\tCtrl+Q\nb") == "a Ctrl+Q b"
    assert len(menu_text("x" * 10_000_000)) == LONGEST
