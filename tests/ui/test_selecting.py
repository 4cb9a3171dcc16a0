"""Selecting text on the pages of a real PDF by mouse and keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reviewer.model import Area, Box, PageText, Span
from reviewer.ui.pages.canvas import Fit
from reviewer.ui.pages.selection import Place, Selection, Unit, step, unit_at
from tests.make import page_text
from tests.ui.reading import Opened, move_to, page_rect

pytestmark = pytest.mark.gui

# Selecting with the mouse


def test_a_drag_selects_the_words_between(memo: Opened, qtbot: QtBot) -> None:
    with qtbot.waitSignal(memo.reader.selection_changed):
        memo.drag(qtbot, memo.point(1, "programme", 0.0), memo.point(1, "voluntary", 1.0))
    assert memo.reader.selection() == [memo.span(1, "programme is voluntary")]


def test_a_drag_backwards_selects_the_same(memo: Opened, qtbot: QtBot) -> None:
    memo.drag(qtbot, memo.point(1, "mandatory", 1.0), memo.point(1, "voluntary", 0.0))
    assert memo.reader.selected_text() == "voluntary.\nThe memo says it's mandatory"


def test_a_selection_runs_over_a_page_break(memo: Opened, qtbot: QtBot) -> None:
    memo.view.set_fit(Fit.NONE)
    memo.view.set_zoom(0.3)
    memo.drag(qtbot, memo.point(1, "Nobody", 0.0), memo.point(2, "states", 1.0))
    assert memo.reader.selection() == [memo.span(1, "Nobody was told."), memo.span(2, "The states")]


def test_two_clicks_take_a_word_three_a_sentence_four_a_line(memo: Opened, qtbot: QtBot) -> None:
    viewport, spot = memo.view.viewport(), memo.point(1, "it's")
    chosen = []
    for click in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseClick, qtbot.mouseClick):
        click(viewport, Qt.MouseButton.LeftButton, pos=spot)
        chosen.append(memo.reader.selected_text())
    line = "The memo says it's mandatory by 2013."
    assert chosen == ["", "it's", line, line]


def test_a_sentence_runs_over_lines_and_a_table_is_none() -> None:
    text = "Heading.\nThe states were told\nnothing at all. Nobody\nasked.\nNext one."
    start, end = unit_at(text, text.index("told"), Unit.SENTENCE)
    assert text[start:end] == "The states were told\nnothing at all."
    table = "\n".join(f"{row} alpha beta" for row in range(200))
    start, end = unit_at(table, table.index("150"), Unit.SENTENCE)
    assert table[start:end] == "150 alpha beta"


# Selecting with a box


@pytest.mark.parametrize("turn", range(4))
def test_alt_and_a_drag_select_the_words_in_the_box(memo: Opened, qtbot: QtBot, turn: int) -> None:
    memo.view.set_fit(Fit.PAGE)
    memo.view.lay_out(turn, False)
    area = memo.view.place_of(1, memo.hit(1, "says it's mandatory").boxes[0]).adjusted(-2, -2, 2, 2).toRect()
    _draw_box(memo, qtbot, area.topLeft(), area.bottomRight())
    assert memo.reader.selection() == [memo.span(1, "says it's mandatory")]


@pytest.mark.parametrize("turn", range(4))
def test_a_box_without_words_is_selected_as_an_area(memo: Opened, qtbot: QtBot, turn: int) -> None:
    memo.view.set_fit(Fit.PAGE)
    memo.view.lay_out(turn, False)
    wanted = Box(100, 300, 300, 420)
    drawn = memo.view.place_of(1, wanted).toRect()
    with qtbot.waitSignals([memo.reader.told, memo.reader.selection_changed]):
        _draw_box(memo, qtbot, drawn.topLeft(), drawn.bottomRight())
    area = memo.reader.chosen()
    assert isinstance(area, Area) and area.page == 1 and memo.reader.selection() == []
    for edge in ("x0", "y0", "x1", "y1"):
        assert getattr(area.box, edge) == pytest.approx(getattr(wanted, edge), abs=3)
    qtbot.keyClick(memo.view, Qt.Key.Key_Escape)
    assert memo.reader.chosen() == []


def test_shift_makes_a_box_over_words_an_area_and_words_take_its_place(memo: Opened, qtbot: QtBot) -> None:
    start, end = memo.point(1, "Joining", 0.0) - QPoint(2, 8), memo.point(1, "voluntary", 1.0) + QPoint(2, 8)
    _draw_box(memo, qtbot, start, end, Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(memo.reader.chosen(), Area)
    memo.view.select([memo.span(1, "voluntary")])
    assert memo.reader.chosen() == [memo.span(1, "voluntary")]
    _draw_box(memo, qtbot, start, end, Qt.KeyboardModifier.ShiftModifier)
    memo.drag(qtbot, memo.point(1, "memo", 0.0), memo.point(1, "memo", 1.0))
    assert memo.reader.chosen() == [memo.span(1, "memo")]


def test_a_box_beside_the_page_selects_nothing_and_one_over_its_edge_is_cut(memo: Opened, qtbot: QtBot) -> None:
    edge = page_rect(memo.view, 1).toRect()
    _draw_box(memo, qtbot, QPoint(1, 200), QPoint(edge.left() - 3, 260))
    assert memo.reader.chosen() == []
    _draw_box(memo, qtbot, QPoint(1, 200), QPoint(edge.left() + 20, 260))
    area = memo.reader.chosen()
    assert isinstance(area, Area) and area.box.x0 == 0 < area.box.x1


def _draw_box(
    memo: Opened,
    qtbot: QtBot,
    start: QPoint,
    end: QPoint,
    more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    viewport, alt = memo.view.viewport(), Qt.KeyboardModifier.AltModifier | more
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, alt, start)
    move_to(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, alt, end)


def test_punctuation_is_not_part_of_a_double_clicked_word(memo: Opened, qtbot: QtBot) -> None:
    viewport, spot = memo.view.viewport(), memo.point(1, "voluntary")
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=spot)
    assert memo.reader.selection() == [memo.span(1, "voluntary")]


def test_shift_and_a_click_stretch_the_selection(memo: Opened, qtbot: QtBot) -> None:
    viewport, shift = memo.view.viewport(), Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=memo.point(1, "The memo", 0.0))
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, shift, memo.point(1, "Nobody was told", 1.0))
    assert memo.reader.selected_text() == "The memo says it's mandatory by 2013.\nNobody was told"


def test_a_drag_beyond_the_edge_scrolls_on(memo: Opened, qtbot: QtBot) -> None:
    viewport = memo.view.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=memo.point(1, "Joining", 0.0))
    move_to(viewport, QPoint(300, viewport.height() + 200))
    qtbot.waitUntil(lambda: memo.view.current_page >= 2, timeout=20_000)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton)
    assert memo.reader.selection()[0] == Span(1, 0, len(memo.texts[1].text))


# Selecting with the keyboard


def test_shift_and_arrows_stretch_by_character_word_and_line(memo: Opened, qtbot: QtBot) -> None:
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(memo.view.viewport(), Qt.MouseButton.LeftButton, pos=memo.point(1, "programme", 0.0))
    qtbot.keyClick(memo.view, Qt.Key.Key_Right, shift)
    assert memo.reader.selected_text() == "p"
    qtbot.keyClick(memo.view, Qt.Key.Key_Right, shift | control)
    qtbot.keyClick(memo.view, Qt.Key.Key_Right, shift | control)
    assert memo.reader.selected_text() == "programme is"
    qtbot.keyClick(memo.view, Qt.Key.Key_Down, shift)
    assert memo.reader.selected_text().startswith("programme is voluntary.\nThe memo")
    qtbot.keyClick(memo.view, Qt.Key.Key_End, shift)
    assert memo.reader.selected_text().endswith("by 2013.")


def test_the_caret_is_moved_by_arrows_alone_when_f7_asks_for_it(memo: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(memo.view, Qt.Key.Key_F7)
    for _ in range(2):
        qtbot.keyClick(memo.view, Qt.Key.Key_Down)
    qtbot.keyClick(memo.view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert memo.reader.selection() == [memo.span(1, "Nobody was told.")]


def test_the_caret_starts_at_the_current_hit_if_it_is_in_sight(memo: Opened, qtbot: QtBot) -> None:
    memo.view.set_hits([memo.hit(1, "memo"), memo.hit(1, "mandatory", current=True)])
    qtbot.keyClick(memo.view, Qt.Key.Key_F7)
    qtbot.keyClick(memo.view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert memo.reader.selection() == [memo.span(1, "mandatory by 2013.")]
    memo.view.clear_selection()
    memo.view.go_to(2)
    qtbot.keyClick(memo.view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert memo.reader.selection() == [memo.span(2, "The states were not informed.")]


def test_control_a_takes_the_page_and_control_c_copies_it(memo: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(memo.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(memo.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == memo.texts[1].text
    qtbot.keyClick(memo.view, Qt.Key.Key_Escape)
    assert memo.reader.selection() == []


@given(st.lists(st.text("ab' ,\n", max_size=12).map(str.strip), min_size=1, max_size=4), st.data())
def test_steps_forth_walk_through_all_pages_and_steps_back_return(texts: list[str], data: st.DataObject) -> None:
    contents = {number: page_text(text) for number, text in enumerate(texts, 1)}
    unit = data.draw(st.sampled_from([Unit.CHARACTER, Unit.WORD]))
    first, last = Place(1, 0), Place(len(texts), len(texts[-1]))
    there = _walk(contents, first, unit, 1)
    assert there == sorted(there)
    assert there[-1].page == len(texts)
    back = _walk(contents, last, unit, -1)
    assert back == sorted(back, reverse=True)
    assert back[-1] == first if unit is Unit.CHARACTER else back[-1].page == 1


def _walk(contents: dict[int, PageText], place: Place, unit: Unit, way: int) -> list[Place]:
    visited = [place]
    while (following := step(contents.__getitem__, len(contents), visited[-1], unit, way)) != visited[-1]:
        visited.append(following)
    return visited


@given(st.text("a b\n", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_a_span_never_begins_or_ends_with_white_space(text: str, one: int, other: int) -> None:
    content = page_text(text)
    places = [Place(1, min(offset, len(text))) for offset in (one, other)]
    for span in Selection(*places).spans(lambda _: content):
        chosen = text[span.start : span.end]
        assert chosen == chosen.strip() != ""
        assert min(places).offset <= span.start < span.end <= max(places).offset
