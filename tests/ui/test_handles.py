"""Moving the ends of the passage in hand, by mouse on the real reader, and by keys in the real window."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import Box, Passage, PassageId, Span
from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from reviewer.ui.main_window import MainWindow
from reviewer.ui.pages.canvas import Fit
from reviewer.ui.pages.handles import Handles
from reviewer.ui.pages.marks import PaintedPassage
from reviewer.ui.pages.selection import Place
from reviewer.ui.pages.stretching import End, by_a_word, stretched
from tests.make import page_text
from tests.ui.papers import read_back, span_of
from tests.ui.reading import Opened, move_to, picture_of

pytestmark = pytest.mark.gui
_Key, _Left = Qt.Key, Qt.MouseButton.LeftButton
RED = "#b3261e"


def in_hand(memo: Opened, *parts: PaintedPassage) -> Handles:
    memo.reader.set_passages(parts)
    memo.reader.hold(parts[0].id)
    return memo.view.handles


def knob(memo: Opened, end: End) -> QPoint:
    """Where a handle is taken, in the viewport."""
    return dict(memo.view.handles.knobs())[end].toPoint()


def pull(memo: Opened, qtbot: QtBot, end: End, goal: QPoint, release: bool = True) -> None:
    viewport = memo.view.viewport()
    qtbot.mousePress(viewport, _Left, pos=knob(memo, end))
    move_to(viewport, goal)
    if release:
        qtbot.mouseRelease(viewport, _Left, pos=goal)


# By mouse


@pytest.mark.parametrize(("turn", "paired"), [(0, False), (0, True), (1, True), (2, False), (3, True)])
def test_a_handle_is_dragged_from_word_to_word(memo: Opened, qtbot: QtBot, turn: int, paired: bool) -> None:
    memo.view.set_fit(Fit.PAGE)
    memo.view.lay_out(turn, paired)
    in_hand(memo, memo.passage(1, 1, "says it's", RED))
    for end, goal, words in (
        (End.LAST, memo.point(1, "mandatory", 0.3), "says it's mandatory"),
        (End.FIRST, memo.point(1, "voluntary", 0.6), "voluntary.\nThe memo says it's"),
    ):
        with qtbot.waitSignal(memo.reader.stretched) as told:
            pull(memo, qtbot, end, goal)
        assert told.args == [1, [memo.span(1, words)]]
    assert memo.reader.selection() == []


def test_a_handle_is_dragged_over_a_page_break(memo: Opened, qtbot: QtBot) -> None:
    memo.view.set_fit(Fit.NONE)
    memo.view.set_zoom(0.3)
    in_hand(memo, memo.passage(1, 1, "Nobody was", RED))
    with qtbot.waitSignal(memo.reader.stretched) as told:
        pull(memo, qtbot, End.LAST, memo.point(2, "states"))
    assert told.args[1] == [memo.span(1, "Nobody was told."), memo.span(2, "The states")]
    in_hand(memo, memo.passage(1, 1, "Nobody was told.", RED), memo.passage(1, 2, "The states", RED))
    with qtbot.waitSignal(memo.reader.stretched) as told:
        pull(memo, qtbot, End.LAST, memo.point(1, "was"))
    assert told.args[1] == [memo.span(1, "Nobody was")]


def test_where_the_passage_would_stand_is_seen_while_the_button_is_down(memo: Opened, qtbot: QtBot) -> None:
    in_hand(memo, memo.passage(1, 1, "says", RED))
    memo.view.handles.hold(PassageId(1))
    before = picture_of(memo)
    pull(memo, qtbot, End.LAST, memo.point(1, "mandatory"), release=False)
    boxes = [box for part in memo.view.passages_on(1) for box in part.boxes]
    assert boxes == list(memo.hit(1, "says it's mandatory").boxes)
    assert picture_of(memo) != before
    qtbot.mouseRelease(memo.view.viewport(), _Left)


def test_esc_lets_the_passage_be(memo: Opened, qtbot: QtBot) -> None:
    in_hand(memo, memo.passage(1, 1, "says", RED))
    before = picture_of(memo)
    with qtbot.assertNotEmitted(memo.reader.stretched):
        pull(memo, qtbot, End.LAST, memo.point(1, "mandatory"), release=False)
        qtbot.keyClick(memo.view, _Key.Key_Escape)
        qtbot.mouseRelease(memo.view.viewport(), _Left)
    assert picture_of(memo) == before


@pytest.mark.parametrize("turn", range(4))
def test_the_corners_of_an_area_are_dragged(memo: Opened, qtbot: QtBot, turn: int) -> None:
    memo.view.set_fit(Fit.PAGE)
    memo.view.lay_out(turn, False)
    box = Box(100, 300, 300, 420)
    in_hand(memo, PaintedPassage(PassageId(1), 1, (box,), (RED,), span=Span(1, 9, 9)))
    for end, corner, wanted in (
        (End.LAST, (400, 500), Box(100, 300, 400, 500)),
        (End.FIRST, (350, 320), Box(296, 320, 300, 420)),
    ):
        goal = memo.view.place_of(1, Box(*corner, *corner)).topLeft().toPoint()
        with qtbot.waitSignal(memo.reader.stretched) as told:
            pull(memo, qtbot, end, goal)
        passage, area = told.args
        assert passage == 1 and area.page == 1
        got = (area.box.x0, area.box.y0, area.box.x1, area.box.y1)
        assert got == pytest.approx((wanted.x0, wanted.y0, wanted.x1, wanted.y1), abs=3)


def test_a_drag_beyond_the_edge_scrolls_on(memo: Opened, qtbot: QtBot) -> None:
    in_hand(memo, memo.passage(1, 1, "Nobody", RED))
    viewport = memo.view.viewport()
    qtbot.mousePress(viewport, _Left, pos=knob(memo, End.LAST))
    move_to(viewport, QPoint(300, viewport.height() + 300))
    qtbot.waitUntil(lambda: memo.view.current_page >= 2, timeout=20_000)
    with qtbot.waitSignal(memo.reader.stretched) as told:
        qtbot.mouseRelease(viewport, _Left)
    assert [span.page for span in told.args[1]] == [1, 2]


# By keys


@pytest.fixture
def made(window: MainWindow) -> Passage:
    """A passage of the memo, which is open, in hand."""
    session = window.session
    assert session.store is not None
    document = documents.ids(session.store)[0]
    session.show(document)
    session.current_changed.emit()
    spans = [span_of(session.store, document, 1, "programme is")]
    passage: Passage = session.do(verbs.tag_spans, document, spans, ["Admission"])
    window.workspace.coding.go_to(passage.id)
    return passage


def words_of(window: MainWindow, passage: PassageId) -> str:
    assert window.session.store is not None
    return coding.passage(window.session.store, passage).quote.exact


def test_keys_move_the_ends_by_a_word_and_each_is_undone(window: MainWindow, made: Passage) -> None:
    def press(key: Qt.Key) -> str:
        QTest.keyClick(view, key, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
        return words_of(window, made.id)

    view = window.workspace.reader.view
    window.activateWindow()
    view.setFocus()
    assert press(_Key.Key_Right) == "programme is voluntary"
    assert press(_Key.Key_Left) == "programme is"
    assert press(_Key.Key_Up) == "the programme is"
    assert press(_Key.Key_Down) == "programme is"
    for _ in range(4):
        window.session.undo()
    assert words_of(window, made.id) == "programme is"
    kept = coding.passage(window.session.store, made.id) if window.session.store else made
    assert kept == made
    assert window.workspace.coding.current_passage == made.id


def test_the_words_of_a_stretched_passage_are_those_of_the_page(window: MainWindow, made: Passage) -> None:
    store, view = window.session.store, window.workspace.reader.view
    assert store is not None
    for _ in range(3):
        view.handles.step(End.LAST, 1)
    passage = coding.passage(store, made.id)
    assert [mark.span.page for mark in passage.marks] == [1, 2]
    read = [read_back(store, made.document, mark.span) for mark in passage.marks]
    assert "\n".join(read) == passage.quote.exact and passage.quote.exact.endswith("voluntary.\nIt")
    assert passage.bates == "SCP-0000001 – SCP-0000002"
    assert passage.tags == made.tags and passage.author == made.author


def test_without_a_passage_in_hand_it_is_said_how_to_take_one(window: MainWindow, made: Passage, qtbot: QtBot) -> None:
    window.workspace.coding.set_current(None)
    with qtbot.waitSignal(window.session.told) as told:
        window.actions_by_name["end_on"].trigger()
    assert "passage" in told.args[0]


# As values

WORDS = st.lists(st.sampled_from(["one", "(two)", "“three”,", "four.", "opt-out"]), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_ends_move_out_to_the_edges_and_back_to_one_word(pages: list[list[str]], data: st.DataObject) -> None:
    contents = {number: page_text(" ".join(words)) for number, words in enumerate(pages, 1)}
    page = data.draw(st.integers(1, len(pages)))
    spans: Sequence[Span] = [Span(page, 0, len(pages[page - 1][0]))]
    for end, way in ((End.LAST, 1), (End.FIRST, -1), (End.LAST, -1), (End.FIRST, 1)):
        seen = [spans]
        while (spans := by_a_word(contents.__getitem__, len(pages), spans, end, way)) != seen[-1]:
            seen.append(spans)
            assert all(contents[s.page].text[s.start : s.end].strip() for s in spans)
            assert [s.page for s in spans] == list(range(spans[0].page, spans[-1].page + 1))
        assert len(seen) <= sum(map(len, pages)) * 2 + 1
    assert len(spans) == 1


def test_what_a_passage_leaves_out_at_a_page_break_stays_out() -> None:
    contents = {1: page_text("one two\nFOOTER"), 2: page_text("HEADER\nthree four")}
    spans = [Span(1, 0, 7), Span(2, 7, 12)]
    longer = by_a_word(contents.__getitem__, 2, spans, End.LAST, 1)
    assert longer == [Span(1, 0, 7), Span(2, 7, 17)]
    assert by_a_word(contents.__getitem__, 2, spans, End.LAST, -1) == [Span(1, 0, 7)]
    assert stretched(contents.__getitem__, spans, End.FIRST, Place(2, 8)) == [Span(2, 8, 12)]
