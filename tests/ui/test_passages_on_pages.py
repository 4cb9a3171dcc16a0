"""Passages on the page: overlapping ones, their stripes, what a click takes in hand, areas without words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import Area, Box, DocumentId, Passage, PassageId
from reviewer.review import coding as verbs
from reviewer.store import coding, documents
from reviewer.ui.main_window import MainWindow
from reviewer.ui.pages.frame import Frame
from reviewer.ui.pages.layout import GUTTER
from reviewer.ui.pages.painting import UNTAGGED, stripes
from reviewer.ui.passage_model import quote_line
from reviewer.ui.passages.model import COLUMNS
from reviewer.ui.theme import contrast
from tests.ui.papers import span_of
from tests.ui.reading import Opened, drawn, move_to, page_rect, picture_of

pytestmark = pytest.mark.gui
_Left, _Alt = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
RED, BLUE = "#b3261e", "#22578a"
EMPTY = Box(100, 400, 300, 470)  # points, on the memo: no words are there


def frame_of(memo: Opened, page: int) -> Frame:
    return Frame(page_rect(memo.view, page), memo.view.layout_of_pages.scale)


# Overlapping passages


def test_further_clicks_on_overlapping_words_go_round_the_passages_there(memo: Opened, qtbot: QtBot) -> None:
    words = ("voluntary", "Joining the programme is voluntary", "is voluntary", "The memo")
    memo.reader.set_passages([memo.passage(number, 1, text, RED) for number, text in enumerate(words, 1)])
    reached: list[PassageId] = []
    memo.reader.passage_clicked.connect(reached.append)
    memo.reader.passage_clicked.connect(memo.reader.hold)
    for _ in range(4):
        qtbot.mouseClick(memo.view.viewport(), _Left, pos=memo.point(1, "voluntary"))
        qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 20)
    assert reached == [1, 3, 2, 1]


@pytest.mark.parametrize("paired", [False, True])
def test_a_click_on_a_stripe_names_its_passage(memo: Opened, qtbot: QtBot, paired: bool) -> None:
    memo.view.lay_out(0, paired)
    memo.reader.set_passages(
        [
            memo.passage(1, 1, "Joining the programme is voluntary", RED),
            memo.passage(2, 1, "voluntary", BLUE),
            memo.passage(3, 2, "states", BLUE),
        ]
    )
    for number, page in ((1, 1), (2, 1), (3, 2)):
        if not paired:
            memo.reader.go_to(page)
        bars = stripes(frame_of(memo, page), memo.view.marks_on(page)[1])
        spot = next(bar.rect.center().toPoint() for bar in bars if bar.passage.id == number)
        with qtbot.waitSignal(memo.reader.passage_clicked) as clicked:
            qtbot.mouseClick(memo.view.viewport(), _Left, pos=spot)
        assert clicked.args == [number]


def test_five_overlapping_passages_each_show_a_key_in_a_stable_order(memo: Opened) -> None:
    words = ("Joining the", "the programme", "programme is", "the programme is voluntary", "programme is voluntary")
    bars = stripes(frame_of(memo, 1), [memo.passage(number, 1, text, BLUE) for number, text in enumerate(words, 1)])
    assert [bar.passage.id for bar in bars] == [1, 2, 3, 4, 5]
    assert all(bar.rect.width() >= 7.5 and bar.key for bar in bars)
    assert all(bar.rect.left() >= page_rect(memo.view, 1).left() - GUTTER for bar in bars)
    edges = [(bar.rect.left(), bar.rect.right()) for bar in bars]
    assert all(right < left for (left, _), (_, right) in pairwise(edges))


def test_overlapping_passages_leave_the_paper_light(memo: Opened, qtbot: QtBot) -> None:
    memo.reader.set_passages([memo.passage(number, 1, "Joining the programme", "#4b1d6b") for number in range(1, 6)])
    qtbot.waitUntil(lambda: drawn(memo), timeout=20_000)
    spot = memo.point(1, "Joining", 0.0)
    grounds = {picture_of(memo).pixelColor(spot.x() + 2, spot.y() + y).name() for y in range(-6, -3)}
    assert max(contrast(ground, "#000000") for ground in grounds) > 12


# In the window


@pytest.fixture
def document(window: MainWindow) -> DocumentId:
    """The memo, which is open."""
    assert window.session.store is not None
    found = documents.ids(window.session.store)[0]
    window.session.show(found)
    window.session.current_changed.emit()
    return found


@pytest.fixture
def tagged(window: MainWindow, document: DocumentId) -> Callable[..., Passage]:
    """Tags words of the memo's first page."""

    def tag(words: str, *names: str) -> Passage:
        store = window.session.store
        assert store is not None
        spans = [span_of(store, document, 1, words)]
        made: Passage = window.session.do(verbs.tag_spans, document, spans, names)
        return made

    return tag


def stripe_of(window: MainWindow, passage: PassageId) -> QPoint:
    """Where the first stripe of a passage is, in the viewport."""
    view = window.workspace.reader.view
    bars = stripes(Frame(page_rect(view, 1), view.layout_of_pages.scale), view.marks_on(1)[1])
    return next(bar.rect.center().toPoint() for bar in bars if bar.passage.id == passage)


def test_a_passage_without_tags_is_painted_and_a_tag_without_key_has_its_letter(
    window: MainWindow, tagged: Callable[..., Passage]
) -> None:
    bare, lettered = tagged("programme is", "Hot"), tagged("voluntary", "Law enforcement")
    window.session.do(verbs.toggle_tag, bare.id, "Hot")
    window.grab()
    passages = window.workspace.reader.view.marks_on(1)[1]
    assert {one.id: (one.colours[0], one.keys) for one in passages} == {
        bare.id: (UNTAGGED, ()),
        lettered.id: ("#5b6ea8", ("L",)),
    }


def test_a_click_brings_the_card_into_view_with_what_is_known(
    window: MainWindow, tagged: Callable[..., Passage], qtbot: QtBot
) -> None:
    words = ["To", "the", "board", "of", "the", "county.", "The", "Secretary", "says", "that", "the", "programme", "is"]
    made = [tagged(word, "Hot") for word in dict.fromkeys(words)]
    panel, view = window.workspace.coding, window.workspace.reader.view
    panel.open_form()
    panel.set_current(None)
    for passage in (made[0], made[-1], made[0]):
        panel.tabs.setCurrentWidget(panel.form)
        qtbot.mouseClick(view.viewport(), _Left, pos=stripe_of(window, passage.id))
        index = panel.passages.passage_model.index_of(passage.id)
        qtbot.waitUntil(
            lambda index=index: panel.passages.viewport().rect().intersects(panel.passages.visualRect(index))
        )
        assert panel.current_passage == passage.id and panel.passages.isVisible()
        said = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        assert all(part in said for part in ("Hot", passage.quote.exact, "p. 1 · SCP-0000001"))
        assert window.session.author in panel.passages.passage_model.made_line(passage)


def test_an_area_is_drawn_tagged_shown_noted_and_undone(window: MainWindow, document: DocumentId, qtbot: QtBot) -> None:
    store, view, panel = window.session.store, window.workspace.reader.view, window.workspace.coding
    assert store is not None
    view.go_to(1, EMPTY)
    place = view.place_of(1, EMPTY).toRect()
    QTest.mousePress(view.viewport(), _Left, _Alt, place.topLeft())
    move_to(view.viewport(), place.bottomRight())
    QTest.mouseRelease(view.viewport(), _Left, _Alt, place.bottomRight())
    window.activateWindow()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_1)
    (passage,) = coding.passages_of(store, document)
    assert passage.quote.exact == "" and passage.tags == ("Attorney-client",) and passage.bates == "SCP-0000001"
    assert passage.area and passage.area.page == 1
    assert [passage.area.box.x0, passage.area.box.y1] == pytest.approx([EMPTY.x0, EMPTY.y1], abs=3)
    assert window.workspace.reader.chosen() == [] and panel.current_passage == passage.id
    assert quote_line(passage) == "Area on p. 1"
    QTest.keyClick(view, Qt.Key.Key_7)
    panel.passages.edit_note(passage.id)
    window.session.do(verbs.reply, passage.id, "Ask for the log")
    assert coding.passage(store, passage.id).tags == ("Attorney-client", "Hot")
    panel.set_current(None)
    qtbot.mouseClick(view.viewport(), _Left, pos=place.center())
    assert panel.current_passage == passage.id
    qtbot.waitUntil(lambda: view.picture_of(Area(1, EMPTY)) is not None, timeout=20_000)
    panel.passages.grab()
    view.handles.stretched.emit(passage.id, Area(1, Box(90, 390, 310, 480)))
    moved = coding.passage(store, passage.id)
    assert moved.area == Area(1, Box(90, 390, 310, 480)) and moved.tags == ("Attorney-client", "Hot")
    for _ in range(4):
        window.session.undo()
    assert coding.passages_of(store, document) == []


def test_a_frame_is_painted_around_an_area_in_the_colour_of_its_tag(
    window: MainWindow, document: DocumentId, qtbot: QtBot
) -> None:
    view = window.workspace.reader.view
    window.session.do(verbs.tag_spans, document, Area(1, EMPTY), ["Admission"])
    view.go_to(1, EMPTY)
    area = view.place_of(1, EMPTY).toRect()
    picture = view.viewport().grab().toImage()
    around = {picture.pixelColor(area.center().x(), area.top() + y).name() for y in range(-4, 2)}
    store = window.session.store
    assert store and coding.tag_by_name(store, "Admission").colour in around


def test_an_area_stands_in_the_table_of_all_passages_and_is_copied_in_brackets(
    window: MainWindow, document: DocumentId, qtbot: QtBot
) -> None:
    made = window.session.do(verbs.tag_spans, document, Area(1, EMPTY), ["Admission"])
    work = window.workspace
    work.show_passages()
    model = work.passages.model
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=20_000)
    assert [model.index(0, COLUMNS.index(column)).data() for column in ("quote", "page")] == ["Area on p. 1", "1"]
    work.passages.table.selectRow(0)
    work.passage_acts.copy()
    assert QGuiApplication.clipboard().text() == "[area without text, e.g. a redaction, on SCP-0000001]"
    work.coding.open_form()
    work.passage_acts.wanted.emit(made)
    assert not work.in_passages and work.coding.current_passage == made.id and work.coding.passages.isVisible()
