"""Search in the window: a query is typed, its answer listed, every hit of it reached, a fault shown where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import QueryError
from reviewer.model import DocumentId, Span
from reviewer.search.parser import parse
from reviewer.store import volumes
from reviewer.store.matter import Store
from tests.ui.papers import read_back

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.results_panel import ResultsPanel
    from reviewer.ui.search_box import SearchBox
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui

WAIT = 20_000  # milliseconds: the index worker has to start and read three papers


@pytest.fixture
def indexed(qtbot: QtBot, session: Session) -> Session:
    """A session whose index is up to date."""
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()
    return session


@pytest.fixture
def described(qtbot: QtBot, session: Session) -> Session:
    """An indexed session whose memo and press release have an author, and whose memo has a field of its own."""
    store = store_of(session)
    said = [volumes.Update(DocumentId(number), {"author": "June Hale"}, {}, "", "", "") for number in (1, 2)]
    volumes.update_documents(store, [replace(said[0], fields={"Review Batch": "B-12"}), said[1]])
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()
    return session


@pytest.fixture
def box(qtbot: QtBot, session: Session) -> Iterator[SearchBox]:
    """A search box in sight."""
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from reviewer.ui.search_box import SearchBox

    window = QWidget()
    made = SearchBox(session)
    QVBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(600, 300)
    window.show()
    yield made


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[ResultsPanel]:
    """A list of results in sight."""
    from reviewer.ui.results_panel import ResultsPanel

    made = ResultsPanel(session)
    qtbot.addWidget(made)
    made.resize(430, 700)
    made.show()
    yield made


def store_of(session: Session) -> Store:
    assert session.store is not None
    return session.store


def ask(qtbot: QtBot, session: Session, box: SearchBox, query: str) -> None:
    from PySide6.QtCore import Qt

    box.edit.setText(query)
    with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)


def walked(qtbot: QtBot, panel: ResultsPanel, session: Session, way: int) -> list[tuple[DocumentId, Span]]:
    """The words that are shown while one goes from hit to hit until there is no more."""
    seen: list[tuple[DocumentId, Span]] = []

    def note(_: int, span: Span | None) -> None:
        if span is not None and session.current is not None:
            seen.append((session.current, span))

    session.place_wanted.connect(note)
    while True:
        before = len(seen)
        panel.walk.step(way)
        try:
            qtbot.waitUntil(lambda before=before: len(seen) > before, timeout=1500)
        except qtbot.TimeoutError:
            session.place_wanted.disconnect(note)
            return seen


def test_a_query_is_answered_with_documents_and_the_words_lit(
    qtbot: QtBot, indexed: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    ask(qtbot, indexed, box, "mandatory")
    assert indexed.found is not None
    assert panel.counted == "2 documents, 2 hits"
    assert panel.read_as == f"Read as: {indexed.found.read_as}"
    snippets = [row.snippet for row in panel.list.results.rows if row.snippet]
    assert len(snippets) == 2
    assert {snippet.text[start:end] for snippet in snippets for start, end in snippet.marks} == {"mandatory"}


def test_enter_on_a_snippet_opens_the_page_at_the_words(
    qtbot: QtBot, indexed: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    from PySide6.QtCore import Qt

    ask(qtbot, indexed, box, "mandatory")
    row = next(row for row, entry in enumerate(panel.list.results.rows) if entry.snippet and entry.snippet.page == 2)
    panel.list.setCurrentIndex(panel.list.results.index(row))
    places: list[tuple[int, Span | None]] = []
    indexed.place_wanted.connect(lambda page, span: places.append((page, span)))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(places) and places[-1][1] is not None, timeout=WAIT)
    page, span = places[-1]
    assert places[0] == (2, None)
    assert page == 2
    assert indexed.current is not None
    assert span is not None
    assert read_back(store_of(indexed), indexed.current, span) == "mandatory"


def test_next_hit_goes_through_all_hits_of_all_documents_and_back(
    qtbot: QtBot, indexed: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    ask(qtbot, indexed, box, "voluntary OR mandatory")
    assert indexed.found is not None
    forth = walked(qtbot, panel, indexed, 1)
    assert len(forth) == indexed.found.hits == 5
    assert {read_back(store_of(indexed), *place) for place in forth} == {"voluntary", "mandatory"}
    assert [document for document, _ in forth] == sorted(document for document, _ in forth)
    assert walked(qtbot, panel, indexed, -1) == forth[-2::-1]


def test_a_hit_that_is_reached_on_the_page_is_marked_in_the_list(
    qtbot: QtBot, indexed: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    ask(qtbot, indexed, box, '"programme is voluntary it will" OR mandatory')
    with qtbot.waitSignal(indexed.hits_changed, timeout=WAIT, check_params_cb=lambda: bool(indexed.hits)):
        indexed.show(DocumentId(1))
    assert [len(hit) for hit in indexed.hits] == [2, 1]
    marked = []
    for hit in (1, 0):
        panel.walk.stand_at(hit)
        row = panel.list.results.rows[panel.list.currentIndex().row()]
        marked.append(row.snippet.hit if row.snippet else None)
    assert marked == [1, 0]


def test_a_fault_is_shown_at_its_place_and_goes_when_one_types(qtbot: QtBot, indexed: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt

    query = 'memo AND ("county'
    with pytest.raises(QueryError) as expected:
        parse(query)
    box.edit.setText(query)
    with qtbot.waitSignal(indexed.searcher.refused, timeout=WAIT):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert box.error == f"{expected.value.what}: {expected.value.why}."
    assert box.edit.cursorPosition() == min(expected.value.position, len(query))
    qtbot.keyClicks(box.edit, '"')
    assert box.error == ""


def test_the_repair_of_a_fault_is_taken_by_keyboard_and_by_mouse(
    qtbot: QtBot, indexed: Session, box: SearchBox
) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from reviewer.ui.query_error import RepairButton

    box.window().activateWindow()
    box.edit.setFocus()
    for take in (lambda button: qtbot.keyClick(button, Qt.Key.Key_Return), RepairButton.click):
        box.edit.setText('(mandatory OR "opt out')
        with qtbot.waitSignal(indexed.searcher.refused, timeout=WAIT):
            qtbot.keyClick(box.edit, Qt.Key.Key_Return)
        qtbot.keyClick(box.edit, Qt.Key.Key_Tab)
        button = QApplication.focusWidget()
        assert isinstance(button, RepairButton) and button.isVisible() and box.error
        assert button.accessibleName() == 'Did you mean: (mandatory OR "opt out")'
        qtbot.keyClick(button, Qt.Key.Key_Escape)
        assert box.edit.hasFocus() and box.error
        qtbot.keyClick(box.edit, Qt.Key.Key_Tab)
        with qtbot.waitSignal(indexed.searcher.found, timeout=WAIT):
            take(button)
        assert box.edit.text() == '(mandatory OR "opt out")' and box.edit.hasFocus() and box.error == ""


def test_a_fault_without_a_sure_repair_offers_none(qtbot: QtBot, indexed: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.query_error import RepairButton

    box.edit.setText("date:2011-13-45")
    with qtbot.waitSignal(indexed.searcher.refused, timeout=WAIT):
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert "Write it like 2009" in box.error and not box.window().findChild(RepairButton).isVisible()


def test_when_nothing_matches_the_panel_says_how_the_query_was_read(
    qtbot: QtBot, indexed: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    assert "Type a word above" in panel.empty_words
    ask(qtbot, indexed, box, "zebra")
    assert indexed.found is not None
    assert panel.empty_words == "No document matches"
    assert panel.read_as == f"Read as: {indexed.found.read_as}"
    box.edit.clear()
    box.edit.ask()
    assert "Type a word above" in panel.empty_words


def test_up_and_down_go_through_the_queries_that_were_asked(qtbot: QtBot, session: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt

    for query in ("first", "second", "second"):
        box.edit.setText(query)
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    box.edit.setText("draft")
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(box.edit, key)
        seen.append(box.edit.text())
    assert seen == ["second", "first", "first", "second", "draft"]


def test_an_example_goes_from_the_help_into_the_box(qtbot: QtBot, session: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QPushButton

    from reviewer.ui.query_help import QueryHelp

    box.show_help()
    examples = box.findChildren(QueryHelp)[0].findChildren(QPushButton)
    queries = [button.text() for button in examples]
    for query in queries:
        parse(query)
    qtbot.mouseClick(examples[2], Qt.MouseButton.LeftButton)
    assert box.edit.text() == queries[2]


def test_the_fields_of_the_matter_are_offered_while_one_types(qtbot: QtBot, described: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QPushButton

    from reviewer.ui.query_help import QueryHelp

    completion = box.edit.completion
    assert completion is not None
    qtbot.keyClicks(box.edit, "memo -re")
    assert completion.offered == ["reviewed:", "reviewer:", "responsive:", '"Review Batch":']
    qtbot.keyClicks(box.edit, "d")
    assert completion.offered == []
    qtbot.keyClicks(box.edit, " cu")
    assert completion.offered == ["custodian:"]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert box.edit.text() == "memo -red custodian:"
    assert completion.offered == ['custodian:"Records office"'], "its values, at once"
    completion.close()
    box.show_help()
    examples = [button.text() for button in box.findChildren(QueryHelp)[0].findChildren(QPushButton)]
    assert '"Review Batch":word' in examples
    box.findChildren(QueryHelp)[0].close()


def test_enter_asks_also_while_fields_are_offered(qtbot: QtBot, described: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    asked: list[str] = []
    box.edit.asked.connect(asked.append)
    qtbot.keyClicks(box.edit, "no")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert asked == ["no"] and box.edit.completion is not None and box.edit.completion.offered == []


def test_documents_found_by_fields_are_listed_with_the_reason(
    qtbot: QtBot, described: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    from PySide6.QtCore import Qt

    ask(qtbot, described, box, "author:hale OR mandatory")
    assert panel.counted == "3 documents, 2 hits"
    model = panel.list.results
    said = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert said[:2] == ["SCP-0000001, Memorandum on participation, 1 hit", "Author: June Hale"]
    assert [text for text in said if "no hits on pages" in str(text)] == [
        "SCP-0000003, Press release, no hits on pages"
    ]
    places: list[tuple[DocumentId | None, int]] = []
    described.place_wanted.connect(lambda page, _: places.append((described.current, page)))
    panel.list.setCurrentIndex(model.index(said.index("SCP-0000003, Press release, no hits on pages") + 1))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert places == [(DocumentId(2), 1)]


def test_next_hit_goes_through_documents_that_fields_alone_find(
    qtbot: QtBot, described: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    ask(qtbot, described, box, "author:hale OR mandatory")
    reached = []
    for way in (1, 1, 1, -1, -1):
        with qtbot.waitSignal(panel.walk.moved, timeout=WAIT):
            panel.walk.step(way)
        reached.append(described.current)
        assert panel.list.currentIndex().isValid()
    assert reached == [1, 2, 3, 2, 1]


def test_while_the_index_is_built_the_panel_says_how_far_it_is(session: Session, panel: ResultsPanel) -> None:
    session.searcher.indexing.emit(23, 60)
    assert panel.indexing == "The index is being built: 23 of 60"
    session.searcher.indexing.emit(60, 60)
    assert panel.indexing == ""


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300), st.integers(1, 3))
def test_text_is_cut_to_its_lines_and_keeps_its_beginning(text: str, lines: int) -> None:
    from PySide6.QtWidgets import QApplication

    from reviewer.ui.paragraphs import ELLIPSIS, lay_out

    QApplication.instance() or QApplication([])
    layout = lay_out(text, QApplication.font(), 200, lines)
    assert layout.lineCount() <= lines
    assert layout.text() == text or text.startswith(layout.text().rstrip(ELLIPSIS))


def test_words_after_an_emoji_are_lit_where_they_stand() -> None:
    from PySide6.QtGui import QTextCharFormat
    from PySide6.QtWidgets import QApplication

    from reviewer.ui.paragraphs import Lit, lay_out

    QApplication.instance() or QApplication([])
    text = "🖐🏽 it is 𝔳oluntary"
    start = text.index("𝔳")
    (lit,) = lay_out(text, QApplication.font(), 400, 2, [Lit(start, len(text), QTextCharFormat())]).formats()
    coded = text.encode("utf-16-le")
    assert coded[2 * lit.start : 2 * (lit.start + lit.length)].decode("utf-16-le") == "𝔳oluntary"


def test_a_word_that_stands_nowhere_is_put_right_by_a_click(
    qtbot: QtBot, indexed: Session, box: SearchBox, panel: ResultsPanel
) -> None:
    ask(qtbot, indexed, box, "mandatery")
    assert panel.head.meant.text() == "Did you mean: mandatory"
    with qtbot.waitSignal(indexed.searcher.found, timeout=WAIT):
        panel.head.meant.click()
    assert (
        box.edit.text() == "mandatory" and panel.counted == "2 documents, 2 hits" and not panel.head.meant.isVisible()
    )


def test_values_of_fields_are_offered_after_the_colon(qtbot: QtBot, described: Session, box: SearchBox) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    completion = box.edit.completion
    assert completion is not None
    offered = {}
    for typed in ("memo tag:at", 'tag:"voluntary or', "custodian:off", "author:ju", "(type:", "nofield:a", "re: me"):
        box.edit.clear()
        qtbot.keyClicks(box.edit, typed)
        offered[typed] = completion.offered
    assert offered == {
        "memo tag:at": ['tag:"Attorney-client"'],
        'tag:"voluntary or': ['tag:"Issue: voluntary or mandatory"'],
        "custodian:off": ['custodian:"Records office"'],
        "author:ju": ['author:"June Hale"'],
        "(type:": ["type:PDF"],
        "nofield:a": [],
        "re: me": [],
    }
    described.searcher.codes = ("b5", "b7c", "k2")
    box.edit.clear()
    qtbot.keyClicks(box.edit, "exemption:b")
    assert completion.offered == ["exemption:b5", "exemption:b7c"], "those that stand in the matter"
    box.edit.clear()
    qtbot.keyClicks(box.edit, "memo tag:ho")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert box.edit.text() == "memo tag:Hot"
