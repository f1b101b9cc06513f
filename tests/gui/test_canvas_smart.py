"""The smart tool on the canvas: prompts by mouse, answers as masks to choose."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.tools.table import SMART
from engine.geometry import masks
from engine.geometry.types import Box, Polygon
from engine.protocol.requests import MaskCandidate, Prompt, PromptPoint
from tests.helpers.canvas import at, click, drag, move, show_canvas

RIGHT = Qt.MouseButton.RightButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def candidate(side: float) -> MaskCandidate:
    corners = ((100, 100), (100 + side, 100), (100 + side, 100 + side), (100, 100 + side))
    mask = masks.rasterise(Polygon(corners), 400, 300)
    return MaskCandidate(mask, masks.mask_box(mask), 0.9)


PART, MIDDLE, WHOLE = candidate(20), candidate(50), candidate(90)
ANSWER = (MIDDLE, PART, MIDDLE, WHOLE)


@pytest.fixture
def view(qtbot, tmp_path):
    view = show_canvas(qtbot, tmp_path)
    view.set_tool(SMART)
    view.set_draft_class("#00ff00", "mask")
    return view


@pytest.fixture
def asked(view):
    asked = []
    view.prompt_changed.connect(lambda prompt, hover: asked.append((prompt, hover)))
    return asked


@pytest.fixture
def accepted(view):
    accepted = []
    view.prompt_accepted.connect(accepted.append)
    return accepted


def turn_wheel(view, notches):
    position = QPointF(at(view, 120, 120))
    event = QWheelEvent(
        position,
        view.viewport().mapToGlobal(position),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def color_at(view, x, y):
    color = view.grab().toImage().pixelColor(at(view, x, y))
    return color.red(), color.green(), color.blue()


def test_clicks_and_a_box_add_up_to_one_prompt(view, asked):
    click(view, 120, 120)
    click(view, 180, 180, RIGHT)
    click(view, 190, 120, modifiers=SHIFT)
    drag(view, (90, 90), (210, 220))
    points = (PromptPoint(120, 120), PromptPoint(180, 180, False), PromptPoint(190, 120, False))
    assert asked == [
        (Prompt(points[:1]), False),
        (Prompt(points[:2]), False),
        (Prompt(points), False),
        (Prompt(points, Box(90, 90, 210, 220)), False),
    ]


def test_backspace_takes_back_the_last_prompt(view, asked):
    drag(view, (90, 90), (210, 220))
    click(view, 120, 120)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert asked[-1] == (Prompt(box=Box(90, 90, 210, 220)), False)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert not view.has_draft()
    assert len(asked) == 3


def test_a_click_beside_the_picture_is_none(view, asked):
    click(view, -10, 120)
    assert asked == []


def test_the_best_answer_is_shown_and_accepted(view, accepted):
    click(view, 120, 120)
    view.show_candidates(ANSWER, False)
    red, green, _ = color_at(view, 108, 108)
    assert green > 60 and red < 200
    assert color_at(view, 180, 180) == (255, 0, 0)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert accepted == [(Prompt((PromptPoint(120, 120),)), MIDDLE.mask)]
    assert color_at(view, 108, 108) == (255, 0, 0)


def test_tab_chooses_a_mask_and_the_choice_is_kept_for_the_next_object(view, accepted, asked):
    click(view, 120, 120)
    view.show_candidates(ANSWER, False)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_N)
    click(view, 130, 130)
    view.show_candidates(ANSWER, False)
    QTest.keyClick(view, Qt.Key.Key_N)
    assert [(prompt.choice, mask) for prompt, mask in accepted] == [(2, WHOLE.mask)] * 2
    assert asked[1][0].choice == 2


def test_the_wheel_cycles_the_masks_from_the_best_on(view, accepted):
    click(view, 120, 120)
    view.show_candidates(ANSWER, False)
    turn_wheel(view, 1)
    turn_wheel(view, 1)
    QTest.keyClick(view, Qt.Key.Key_N)
    assert [(prompt.choice, mask) for prompt, mask in accepted] == [(0, PART.mask)]


def test_the_wheel_scrolls_while_nothing_is_on_offer(view):
    view.zoom_by(4)
    before = at(view, 120, 120)
    turn_wheel(view, 1)
    assert at(view, 120, 120).y() < before.y()


def test_digits_choose_no_mask(view, accepted):
    click(view, 120, 120)
    view.show_candidates(ANSWER, False)
    QTest.keyClick(view, Qt.Key.Key_3)
    QTest.keyClick(view, Qt.Key.Key_N)
    assert accepted == [(Prompt((PromptPoint(120, 120),)), MIDDLE.mask)]


def test_control_click_finishes_when_the_answer_comes(view, accepted):
    click(view, 120, 120, modifiers=CONTROL)
    assert accepted == []
    view.show_candidates(ANSWER, False)
    assert [mask for _, mask in accepted] == [MIDDLE.mask]
    assert not view.has_draft()


def test_a_rested_pointer_asks_for_a_preview(view, asked, qtbot):
    with qtbot.waitSignal(view.prompt_changed, timeout=2000):
        move(view, 120, 120)
    assert asked == [(Prompt((PromptPoint(120, 120),)), True)]
    view.show_candidates((MIDDLE,), True)
    assert color_at(view, 108, 108) != (255, 0, 0)
    move(view, 122, 121)
    assert color_at(view, 108, 108) != (255, 0, 0)
    move(view, 150, 121)
    assert color_at(view, 108, 108) == (255, 0, 0)


def test_a_preview_goes_on_from_the_clicks(view, asked, qtbot):
    click(view, 120, 120)
    with qtbot.waitSignal(view.prompt_changed, timeout=2000):
        move(view, 160, 160)
    assert asked[-1] == (Prompt((PromptPoint(120, 120), PromptPoint(160, 160))), True)
    assert view.has_draft()


def test_a_stale_preview_is_dropped(view, qtbot):
    with qtbot.waitSignal(view.prompt_changed, timeout=2000):
        move(view, 120, 120)
    move(view, 160, 120)
    view.show_candidates((MIDDLE,), True)
    assert color_at(view, 108, 108) == (255, 0, 0)


def test_escape_forgets_the_clicks(view, qtbot, accepted):
    click(view, 120, 120)
    with qtbot.waitSignal(view.draft_cancelled):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    view.show_candidates(ANSWER, False)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert accepted == []


def test_no_answer_leaves_the_clicks_to_go_on_from(view, accepted, asked):
    click(view, 120, 120)
    view.show_candidates((), False)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert accepted == []
    click(view, 130, 130)
    assert len(asked[-1][0].points) == 2


def test_an_earlier_prompt_is_continued(view, asked, accepted):
    earlier = Prompt((PromptPoint(120, 120), PromptPoint(130, 130, False)), choice=0)
    view.continue_prompt(earlier)
    assert asked == [(earlier, False)]
    view.show_candidates(ANSWER, False)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert accepted == [(earlier, PART.mask)]
