"""Searches that are kept, in the window: saved, counted as the matter changes, opened, renamed, removed; samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId
from reviewer.review import coding
from reviewer.review.searches import save_search
from reviewer.search.sampling import Sample
from reviewer.store import searches
from tests.ui.papers import add_paper, span_of
from tests.ui.test_results_head import WAIT, ask, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

__all__ = ["window"]  # a fixture


def rows(window: MainWindow) -> list[tuple[str, str]]:
    model = window.workspace.saved.model
    return [(row.name, model.counted(row)) for row in model.rows]


def test_a_search_is_saved_and_its_count_follows_the_matter(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    store, saved, commands = window.session.store, window.workspace.saved, window.commands.searches
    assert store is not None
    ask(qtbot, window, "mandatory")
    window.actions_by_name["save_search"].trigger()
    assert commands.naming is not None and commands.naming.name.text() == "mandatory"
    commands.naming.name.setText(" ")
    qtbot.keyClick(commands.naming.name, Qt.Key.Key_Return)
    assert "no name" in commands.naming.message
    commands.naming.name.setText("Must join")
    qtbot.keyClick(commands.naming.name, Qt.Key.Key_Return)
    save_search(store, "Ana", "Hot", "tag:hot")
    save_search(store, "Ana", "Unreadable", "nofield:x")
    window.actions_by_name["saved"].trigger()
    saved.refresh()
    qtbot.waitUntil(lambda: rows(window) == [("Hot", "0"), ("Must join", "2"), ("Unreadable", "!")], timeout=WAIT)
    assert "there is no field 'nofield'" in saved.model.detail(saved.model.rows[2])
    assert window.workspace.left.tabText(2) == "Saved 3"
    window.session.do(coding.tag_spans, DocumentId(1), [span_of(store, DocumentId(1), 2, "mandatory")], ["Hot"])
    qtbot.waitUntil(lambda: rows(window)[0] == ("Hot", "1"), timeout=WAIT)
    add_paper(store, "more.pdf", ["It is mandatory."], 9, "More", "")
    window.session.searcher.refresh()
    qtbot.waitUntil(lambda: rows(window)[1] == ("Must join", "3"), timeout=WAIT)


def test_a_saved_search_is_opened_renamed_and_removed_by_keys(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    store, saved, commands = window.session.store, window.workspace.saved, window.commands.searches
    assert store is not None
    window.session.do(save_search, "Two of them", "voluntary", 2, False, 7)
    window.activateWindow()
    window.actions_by_name["saved"].trigger()
    saved.list.setCurrentIndex(saved.model.index(0))
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        qtbot.keyClick(saved.list, Qt.Key.Key_Return)
    found = window.session.found
    assert found is not None and (found.query, found.sample) == ("voluntary", Sample(2, 7))
    assert window.workspace.results.list.hasFocus()
    window.actions_by_name["saved"].trigger()
    assert window.search_box.edit.text() == "voluntary"
    qtbot.keyClick(saved.list, Qt.Key.Key_F2)
    assert commands.naming is not None
    commands.naming.name.setText("A pair")
    commands.naming.accept()
    assert [one.name for one in searches.saved(store)] == ["A pair"]
    qtbot.keyClick(saved.list, Qt.Key.Key_Delete)
    assert saved.model.searches == []
    window.actions_by_name["undo"].trigger()
    assert [one.name for one in saved.model.searches] == ["A pair"]


def test_searches_are_put_into_folders_that_show_what_any_of_them_finds(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import QModelIndex, Qt

    store, saved, commands = window.session.store, window.workspace.saved, window.commands.searches
    assert store is not None
    for name, query in (("A", "mandatory"), ("B", "voluntary NOT mandatory"), ("C", "nofield:x"), ("D", "county")):
        save_search(store, "Ana", name, query)
    save_search(store, "Ana", "E", "county", 1, False, 7)
    window.actions_by_name["saved"].trigger()
    saved.refresh()
    for place, folder in ((0, "Message"), (2, "message")):  # with the folder above them after the first
        saved.list.choose(place)
        qtbot.keyClick(saved.list, Qt.Key.Key_F7)
        assert commands.naming is not None
        commands.naming.name.setText(folder)
        commands.naming.accept()
    model = saved.model
    assert [(row.name, row.folder) for row in model.rows[:4]] == [
        ("Message", "Message"), ("A", "Message"), ("B", "Message"), ("C", ""),
    ]  # fmt: skip
    for name in ("C", "E"):  # one that can't be read, and a sample: neither is in what any of them finds
        place = [row.name for row in model.rows].index(name)
        dragged = model.mimeData([model.index(place)])
        assert not model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, model.index(1))
    assert [row.name for row in model.rows] == ["Message", "A", "B", "C", "E", "D"]
    head = model.rows[0]
    assert head.query == "mandatory OR (voluntary NOT mandatory)"
    said = str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Folder Message, any of 4 searches")
    qtbot.waitUntil(lambda: model.counted(head) == "3", timeout=WAIT)
    saved.list.choose(0)
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        qtbot.keyClick(saved.list, Qt.Key.Key_Return)
    assert window.session.found is not None and len(window.session.found.documents) == 3
    qtbot.keyClick(saved.list, Qt.Key.Key_Left)
    assert [row.name for row in model.rows] == ["Message", "D"] and saved.list.row == model.rows[0]
    qtbot.keyClick(saved.list, Qt.Key.Key_Right)
    assert len(model.rows) == 6
    qtbot.keyClick(saved.list, Qt.Key.Key_F2)
    assert commands.naming is not None
    commands.naming.name.setText("The message")
    commands.naming.accept()
    assert model.folders == ["The message"]
    dragged = model.mimeData([model.index(1)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert [row.name for row in model.rows] == ["The message", "B", "C", "E", "A", "D"]
    saved.list.choose(0)
    qtbot.keyClick(saved.list, Qt.Key.Key_Delete)
    assert model.folders == []
    window.actions_by_name["undo"].trigger()
    assert model.folders == ["The message"] and len(model.searches) == 5


def test_a_sample_is_drawn_from_results_or_the_matter_and_saved_with_its_seed(qtbot: QtBot, window: MainWindow) -> None:
    commands, store = window.commands.searches, window.session.store
    assert store is not None
    window.actions_by_name["draw_sample"].trigger()
    dialog = commands.sampling
    assert dialog is not None and dialog.of.count() == 1
    dialog.unit.setCurrentIndex(1)
    dialog.amount.setText("34")
    dialog.seed.setText("11")
    assert dialog.words.startswith("2 of 3 documents.")
    with qtbot.waitSignal(window.session.searcher.found, timeout=WAIT):
        dialog.accept()
    found = window.session.found
    assert found is not None and found.sample == Sample(34, 11, True) and len(found.documents) == 2
    assert window.workspace.results.list.results.rowCount() == 2
    window.actions_by_name["save_search"].trigger()
    assert commands.naming is not None
    commands.naming.accept()
    (kept,) = searches.saved(store)
    assert (kept.query, kept.size, kept.percent, kept.seed) == ("", 34, True, 11)
    window.workspace.results.next_hit()
    assert window.session.current == found.documents[0]
    ask(qtbot, window, "mandatory")
    window.actions_by_name["draw_sample"].trigger()
    assert commands.sampling is not None and commands.sampling.of.count() == 2
    assert commands.sampling.words.startswith("1 of 2 documents.")
