"""Ways through documents in the real window: back and forth, page names, finding in a document, copying a citation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentId, Page, TextSource
from reviewer.store import coding, documents
from reviewer.ui.main_window import MainWindow
from reviewer.ui.pages.place_names import page_named
from reviewer.ui.reading_commands import in_one_line
from tests.ui.papers import span_of
from tests.ui.test_accessibility import unnamed

pytestmark = pytest.mark.gui
WAIT = 30_000
_Key, _Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def papers(window: MainWindow) -> list[DocumentId]:
    """The memo (two pages), the press release and the draft (two pages); the memo is open."""
    assert window.session.store is not None
    found = documents.ids(window.session.store)
    window.session.show(found[0])
    window.session.current_changed.emit()  # the list chose it before there were pages to show it
    return found


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = _Modifier.NoModifier) -> None:
    window.activateWindow()
    QTest.keyClick(window.workspace.reader.view, key, modifier)


def type_page(window: MainWindow, name: str) -> None:
    field = window.workspace.reader.bar.page_field
    field.setText(name)
    QTest.keyClick(field, _Key.Key_Return)


def shown(window: MainWindow) -> tuple[DocumentId | None, int]:
    return window.session.current, window.workspace.reader.current_page


# Places


def test_alt_and_arrows_go_back_and_forth_over_documents_and_pages(
    window: MainWindow, papers: list[DocumentId], qtbot: QtBot
) -> None:
    memo, release, draft = papers
    window.session.show(release)
    QTest.qWait(1)
    window.session.show(draft, 2)
    QTest.qWait(1)
    visited = []
    for _ in range(3):
        press(window, _Key.Key_Left, _Modifier.AltModifier)
        QTest.qWait(1)
        visited.append(shown(window))
    assert visited == [(release, 1), (memo, 1), (memo, 1)]
    for _ in range(3):
        press(window, _Key.Key_Right, _Modifier.AltModifier)
        QTest.qWait(1)
        visited.append(shown(window))
    assert visited[3:] == [(release, 1), (draft, 2), (draft, 2)]


def test_a_place_is_returned_to_where_it_was_left(window: MainWindow, papers: list[DocumentId]) -> None:
    bar = window.workspace.reader.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    there = window.workspace.reader.view.top()
    window.session.show(papers[1])
    QTest.qWait(1)
    press(window, _Key.Key_Left, _Modifier.AltModifier)
    assert window.workspace.reader.view.top() == pytest.approx(there, abs=0.01)


def test_the_page_field_takes_a_bates_number_of_another_document(window: MainWindow, papers: list[DocumentId]) -> None:
    type_page(window, "scp 5")
    assert shown(window) == (papers[2], 2)
    type_page(window, "1")
    assert shown(window) == (papers[2], 1)


def test_a_page_that_there_is_not_is_told_in_words(window: MainWindow, papers: list[DocumentId], qtbot: QtBot) -> None:
    for name in ("SCP-9999999", "77", "xliv"):
        with qtbot.waitSignal(window.session.told) as told:
            type_page(window, name)
        assert f"“{name}”" in told.args[0]
        assert shown(window) == (papers[0], 1)


@pytest.mark.parametrize(
    ("name", "page"), [("2", 2), ("IV", 4), ("ABC-0000003", 3), ("abc 3", 3), ("abc_0000003", 3), ("5", 5), ("x", None)]
)
def test_pages_are_named_by_number_label_and_bates_number(name: str, page: int | None) -> None:
    labels = ("i", "ii", "iii", "iv", "1")
    pages = [Page(n, 612, 792, 0, labels[n - 1], f"ABC-{n:07d}", TextSource.LAYER) for n in range(1, 6)]
    assert page_named(pages, name) == page


# Finding in the document


@pytest.fixture
def finding(window: MainWindow, papers: list[DocumentId], qtbot: QtBot) -> Callable[[str], QWidget]:
    """Opens the bar by its key and types."""

    def find(words: str) -> QWidget:
        press(window, _Key.Key_Slash)
        bar = window.workspace.reader.find_bar
        assert bar.isVisible()
        QTest.keyClicks(bar.field, words)
        QTest.keyClick(bar.field, _Key.Key_Return)
        return bar.field

    return find


def test_words_are_found_in_this_document_alone(
    window: MainWindow, finding: Callable[[str], QWidget], qtbot: QtBot
) -> None:
    reader = window.workspace.reader
    field = finding("programme OR mandatory")
    qtbot.waitUntil(lambda: reader.find_bar.said.text() == "1 of 2", timeout=WAIT)
    assert reader.current_page == 1
    QTest.keyClick(field, _Key.Key_Return)
    assert (reader.find_bar.said.text(), reader.current_page) == ("2 of 2", 2)
    QTest.keyClick(field, _Key.Key_Return, _Modifier.ShiftModifier)
    assert reader.find_bar.said.text() == "1 of 2"
    assert len(reader.view.marks_on(2)[0]) == 1
    QTest.keyClick(field, _Key.Key_Escape)
    qtbot.waitUntil(lambda: not reader.view.marks_on(2)[0], timeout=WAIT)
    assert not reader.find_bar.isVisible()
    assert window.session.found is None, "the search of the matter is another"


def test_what_is_not_there_and_what_cannot_be_read_is_told(
    window: MainWindow, finding: Callable[[str], QWidget], qtbot: QtBot
) -> None:
    said = window.workspace.reader.find_bar.said
    finding("zeppelin")
    qtbot.waitUntil(lambda: said.text() == "Not in this document", timeout=WAIT)
    finding("programme AND")
    qtbot.waitUntil(lambda: "AND" in said.text(), timeout=5_000)


def test_the_next_document_is_looked_through_for_the_same(
    window: MainWindow, papers: list[DocumentId], finding: Callable[[str], QWidget], qtbot: QtBot
) -> None:
    finding("voluntary")
    said, view = window.workspace.reader.find_bar.said, window.workspace.reader.view
    for document in papers:
        window.session.show(document)
        qtbot.waitUntil(lambda: said.text() == "1 of 1", timeout=WAIT)
        here = span_of(window.session.store, document, 1, "voluntary")
        assert [hit.span for hit in view.marks_on(1)[0]] == [here]


def test_the_hits_of_the_search_come_back_when_the_bar_is_closed(
    window: MainWindow, finding: Callable[[str], QWidget], qtbot: QtBot
) -> None:
    window.session.search("mandatory")
    view = window.workspace.reader.view
    qtbot.waitUntil(lambda: len(view.marks_on(2)[0]) == 1, timeout=WAIT)
    field = finding("memorandum")
    qtbot.waitUntil(lambda: window.workspace.reader.find_bar.said.text() == "1 of 1", timeout=WAIT)
    here = span_of(window.session.store, window.session.current, 2, "mandatory")
    assert [hit.span for hit in view.marks_on(2)[0]] != [here]
    QTest.keyClick(field, _Key.Key_Escape)
    qtbot.waitUntil(lambda: [hit.span for hit in view.marks_on(2)[0]] == [here], timeout=WAIT)


# Copying


def test_words_are_copied_with_the_citation_of_their_pages(window: MainWindow, papers: list[DocumentId]) -> None:
    store, reader = window.session.store, window.workspace.reader
    assert store is not None
    first = span_of(store, papers[0], 1, "the programme is voluntary.")
    second = span_of(store, papers[0], 2, "It will become mandatory")
    reader.select([first])
    press(window, _Key.Key_C, _Modifier.ControlModifier | _Modifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "“the programme is voluntary.” (SCP-0000001)"
    reader.select([first, second])
    press(window, _Key.Key_C, _Modifier.ControlModifier | _Modifier.ShiftModifier)
    wanted = "“the programme is voluntary. It will become mandatory” (SCP-0000001 – SCP-0000002)"
    assert QGuiApplication.clipboard().text() == wanted


def test_lines_are_joined_and_hyphens_stay() -> None:
    assert in_one_line("the cross-\nclaim of\n the soft\u00ad\nened party ") == "the cross-claim of the softened party"


# What is kept


def test_how_pages_are_laid_out_is_kept(window: MainWindow, papers: list[DocumentId], qtbot: QtBot) -> None:
    reader = window.workspace.reader
    for key in (_Key.Key_F6, _Key.Key_F8):
        press(window, key)
    press(window, _Key.Key_F4, _Modifier.ShiftModifier)
    assert reader.view.paired and reader.text.isVisible() and reader.side.outline.parent()
    window.remember()
    again = MainWindow(window.session)
    qtbot.addWidget(again)
    assert again.workspace.reader.kept == reader.kept == "outline paired text"
    again.workspace.reader.close_images()


def test_a_document_stays_turned_while_others_are_read(window: MainWindow, papers: list[DocumentId]) -> None:
    press(window, _Key.Key_R)
    window.session.show(papers[1])
    assert window.workspace.reader.view.turn == 0
    window.session.show(papers[0])
    assert window.workspace.reader.view.turn == 1


# Keys and names


def test_every_control_of_the_open_panels_has_a_name_and_tab_leaves_them(
    window: MainWindow, papers: list[DocumentId], qtbot: QtBot
) -> None:
    reader = window.workspace.reader
    for tool in (reader.tools.side, reader.tools.text, reader.tools.find):
        tool.trigger()
    assert unnamed(reader) == []
    reader.tools.outline.trigger()
    qtbot.waitUntil(lambda: "bookmarks" in reader.side._empty.words, timeout=WAIT)
    assert unnamed(reader) == []
    reader.text.text.setFocus()
    QTest.keyClick(reader.text.text, _Key.Key_Tab)
    assert QApplication.focusWidget() is not reader.text.text


def test_no_key_means_two_things(window: MainWindow, papers: list[DocumentId]) -> None:
    keys = [one.toString() for action in window.actions_by_name for one in action.shortcuts()]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_words_are_chosen_and_tagged_by_keyboard_in_the_text(window: MainWindow, papers: list[DocumentId]) -> None:
    store, reader = window.session.store, window.workspace.reader
    assert store is not None
    press(window, _Key.Key_F6)
    text = reader.text.text
    text.setFocus()
    QTest.keyClick(text, _Key.Key_Down)
    QTest.keyClick(text, _Key.Key_End, _Modifier.ShiftModifier | _Modifier.ControlModifier)
    QTest.keyClick(text, _Key.Key_4)
    (passage,) = coding.passages_of(store, papers[0])
    assert passage.quote.exact == "The Secretary says that the programme is voluntary."
    assert not text.textCursor().hasSelection()
