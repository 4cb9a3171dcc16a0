"""Above the results: chips for the parts of the query, searching within, order, and the list of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId
from reviewer.search.found import Order
from reviewer.search.sampling import Sample

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui

WAIT = 20_000


@pytest.fixture
def window(window: MainWindow, qtbot: QtBot, session: Session) -> MainWindow:
    """The window on the matter with three papers, which are indexed."""
    session.opened.emit()
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()
    return window


def ask(qtbot: QtBot, window: MainWindow, query: str) -> None:
    from PySide6.QtCore import Qt

    window.search_box.edit.setText(query)
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        qtbot.keyClick(window.search_box.edit, Qt.Key.Key_Return)


def chips(window: MainWindow) -> list[str]:
    return [chip.text() for chip in window.workspace.results.head.parts]


def test_a_search_within_the_results_joins_both_and_each_part_can_be_taken_away(
    qtbot: QtBot, window: MainWindow
) -> None:
    from PySide6.QtCore import Qt

    head, box = window.workspace.results.head, window.search_box
    ask(qtbot, window, "voluntary OR mandatory")
    assert chips(window) == ["voluntary OR mandatory"] and head.parts[0].isHidden() is False
    assert not head.parts[0].isVisible(), "one part alone needs no chip"
    head.within.click()
    assert box.edit.text() == "" and "within" in box.edit.placeholderText()
    ask(qtbot, window, "county secretary")
    assert box.edit.text() == "(voluntary OR mandatory) AND (county secretary)"
    assert window.workspace.results.counted == "1 document, 4 hits"
    assert "within" not in box.edit.placeholderText()
    assert chips(window) == ["voluntary OR mandatory", "county", "secretary"]
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        head.parts[0].click()
    assert box.edit.text() == "county AND secretary" and chips(window) == ["county", "secretary"]
    for _ in range(2):
        head.parts[0].click()
        qtbot.wait(300)
    assert box.edit.text() == "" and window.session.found is None
    window.actions_by_name["within"].trigger()
    assert "within" not in box.edit.placeholderText()
    qtbot.keyClick(box.edit, Qt.Key.Key_Escape)


def test_a_second_search_within_that_cannot_be_read_is_refused_and_shown(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    ask(qtbot, window, "voluntary")
    window.search_box.search_within()
    window.search_box.edit.setText('"draft')
    with qtbot.waitSignal(window.session.searcher.refused, timeout=WAIT):
        qtbot.keyClick(window.search_box.edit, Qt.Key.Key_Return)
    assert "not closed" in window.search_box.error
    assert window.session.found is not None and window.session.found.query == "voluntary"


def test_documents_found_are_put_in_order(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "voluntary OR mandatory")
    head, found = window.workspace.results.head, window.session.searcher.found
    listed = {}
    for order in Order:
        with qtbot.waitSignal(found, timeout=WAIT):
            head.orders[order].trigger()
        assert window.session.found is not None
        listed[order] = window.session.found.documents
    assert listed == {
        Order.PRODUCTION: (1, 2, 3),
        Order.OLDEST: (1, 2, 3),
        Order.NEWEST: (2, 1, 3),
        Order.HITS: (1, 3, 2),
    }
    ask(qtbot, window, "voluntary")
    assert window.session.found is not None and window.session.found.order is Order.HITS


def test_the_list_of_documents_shows_what_is_found_until_the_chip_is_taken_away(
    qtbot: QtBot, window: MainWindow
) -> None:
    documents = window.workspace.documents
    ask(qtbot, window, "mandatory")
    window.workspace.results.head.listing.click()
    assert documents.model.ids == [1, 3] and window.workspace.left.currentWidget() is documents
    ask(qtbot, window, "mandatory tables")
    assert documents.model.ids == [3]
    documents.filters.choose(next(iter(_parts(window)))[1])
    assert documents.model.ids == [1, 2, 3]


def _parts(window: MainWindow) -> list[tuple[str, object]]:
    from reviewer.ui import filter_words

    found = list(filter_words.parts(window.workspace.documents.filters.chosen))
    assert [words for words, _ in found] == ["Found: mandatory tables"]
    return found


def test_down_in_the_empty_box_lists_what_was_searched_for(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMenu

    for query in ("voluntary", "mandatory", "voluntary"):
        ask(qtbot, window, query)
    window.search_box.edit.clear()
    qtbot.keyClick(window.search_box.edit, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["voluntary", "mandatory"]
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        menu.actions()[1].trigger()
    menu.close()
    assert window.search_box.edit.text() == "mandatory"


def test_a_sample_is_a_part_of_the_answer(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        window.session.search("voluntary", Sample(2, 7))
    assert chips(window) == ["voluntary", "Sample: 2 documents, seed 7"]
    found = window.session.found
    assert found is not None and len(found.documents) == 2 and found.drawn_from == 3
    assert not window.workspace.results.head.within.isEnabled()
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        window.workspace.results.head.parts[1].click()
    assert window.session.found is not None and len(window.session.found.documents) == 3


def test_the_first_hit_is_the_current_one_on_its_page(qtbot: QtBot, window: MainWindow) -> None:
    session, reader = window.session, window.workspace.reader
    for document in (2, 1):
        session.show(DocumentId(document))
    for query, count in (("voluntary OR mandatory", 2), ("county OR board", 2)):
        ask(qtbot, window, query)
        window.workspace.results.next_hit()
        qtbot.waitUntil(lambda count=count: reader.bar.hits.text() == f"1 of {count}", timeout=WAIT)
