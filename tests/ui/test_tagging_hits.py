"""All hits of a search tagged from the window: the count is said first, and one undo takes all back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.review.coding import tag_spans
from reviewer.store import coding
from tests import make
from tests.ui.test_results_head import WAIT, ask, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

__all__ = ["window"]  # a fixture


def test_all_hits_become_passages_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    store, session, commands = window.session.store, window.session, window.commands.searches
    assert store is not None
    window.actions_by_name["tag_hits"].trigger()
    assert commands.tagging is None, "nothing was searched for"
    ask(qtbot, window, '"voluntary it will" OR mandatory')
    session.show(session.found.documents[0])  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: len(session.hits) == 2, timeout=WAIT)
    session.do(tag_spans, session.current, session.hits[1], ["Admission"])
    window.workspace.results.head.tag.click()
    dialog = commands.tagging
    assert dialog is not None and "3 hits in 2 documents" in dialog.words
    dialog.tags.setCurrentText("Hot")
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.go.click()
    tagged = coding.passages(store, ["Hot"])
    assert [one.quote.exact for one in tagged] == ["voluntary\nIt will", "mandatory", "mandatory"]
    assert [one.tags for one in tagged] == [("Hot",), ("Admission", "Hot"), ("Hot",)]
    assert "Tag 3 passages" in window.actions_by_name["undo"].text()
    window.actions_by_name["undo"].trigger()
    assert coding.passages(store, ["Hot"]) == [] and len(coding.passages(store)) == 1
    window.actions_by_name["redo"].trigger()
    assert len(coding.passages(store, ["Hot"])) == 3


def test_what_is_cancelled_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    store = window.session.store
    assert store is not None
    ask(qtbot, window, "voluntary")
    window.actions_by_name["tag_hits"].trigger()
    dialog = window.commands.searches.tagging
    assert dialog is not None
    dialog.start()
    dialog.reject()
    qtbot.wait(200)
    assert coding.passages(store) == []


def test_many_passages_are_taken_back_and_done_again_apart_from_the_window(qtbot: QtBot, window: MainWindow) -> None:
    session, count = window.session, 200
    store = session.store
    assert store is not None
    make.add_document(store, make.extraction(["kestrel " * count], "BULK-"), "bulk.pdf")
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()
    ask(qtbot, window, "kestrel AND file:bulk")
    window.actions_by_name["tag_hits"].trigger()
    dialog = window.commands.searches.tagging
    assert dialog is not None
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT):
        dialog.go.click()
    assert len(coding.passages(store)) == count
    for name, left in (("undo", 0), ("redo", count)):
        with qtbot.waitSignal(session.stepping.finished, timeout=WAIT):
            window.actions_by_name[name].trigger()
            window.actions_by_name[name].trigger()  # while the first is under way
        assert len(coding.passages(store)) == left
