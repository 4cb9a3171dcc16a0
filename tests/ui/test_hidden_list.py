"""Hidden text in the window: told on the card with a count, listed by kind, shown in its place, filtered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.model import Box, DocumentId, Hidden, HiddenKind
from reviewer.store import documents
from reviewer.store.filters import HIDDEN_TEXT, Filter
from tests.make import add_document, extraction, with_hidden_words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.session import Session

pytestmark = pytest.mark.gui

HIDDEN = (
    Hidden(1, HiddenKind.BOX, "Jane Roe", Box(72, 100, 120, 112)),
    Hidden(1, HiddenKind.OUTSIDE, "draft", Box(700, 100, 730, 112)),
)


@pytest.fixture
def redacted(session: Session) -> DocumentId:
    """A document that hides three words, shown."""
    assert session.store
    number = add_document(session.store, replace(extraction(["Seen"], "XYZ-"), hidden=HIDDEN), "redacted.pdf")
    document = documents.by_control_number(session.store, number).id
    session.show(document)
    return document


def test_hidden_text_is_told_in_words() -> None:
    from reviewer.ui.hidden_words import summary

    assert summary(HIDDEN[1:]) == "1 hidden word outside the page"
    assert summary(HIDDEN) == "3 hidden words: 1 outside the page, 2 under a filled box"


def test_the_card_says_so_only_where_there_is_any(qtbot: QtBot, session: Session, redacted: DocumentId) -> None:
    from reviewer.ui.coding_panel import CodingPanel

    panel = CodingPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    line = panel.card.hidden
    assert line.words == line.accessibleName() == "3 hidden words: 1 outside the page, 2 under a filled box"
    with qtbot.waitSignal(panel.hidden_wanted):
        line.click()
    session.show(DocumentId(1))
    assert line.isHidden()


def test_they_are_listed_and_a_row_goes_to_its_place(qtbot: QtBot, session: Session, redacted: DocumentId) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.hidden_dialog import HiddenDialog

    dialog = HiddenDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    places: list[tuple[int, object]] = []
    session.place_wanted.connect(lambda page, place: places.append((page, place)))
    for _ in range(2):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert places == [(1, HIDDEN[0].box), (1, Box(600, 100, 612, 112))]
    session.show(DocumentId(1))
    assert dialog.list.topLevelItemCount() == 0


def test_found_hidden_words_bear_a_badge_and_are_framed_on_their_page(
    qtbot: QtBot, session: Session, redacted: DocumentId
) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.results_panel import ResultsPanel

    panel = ResultsPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(session.searcher.indexing, timeout=20_000, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()
    with qtbot.waitSignal(session.searcher.found, timeout=20_000):
        session.search("hidden:draft OR hidden:roe")
    _, first, second = panel.list.results.rows
    assert [row.reason.hidden for row in (first, second) if row.reason] == [True, True]
    said = panel.list.results.data(panel.list.results.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Hidden text: Jane Roe, hidden on its page"
    places: list[tuple[int, object]] = []
    session.place_wanted.connect(lambda page, place: places.append((page, place)))
    for row in range(3):
        panel.list.clicked.emit(panel.list.results.index(row))
    assert places == [(1, HIDDEN[0].box), (1, HIDDEN[0].box), (1, Box(600, 100, 612, 112))]


def test_an_imported_file_shows_what_it_hides(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    session.add_files([with_hidden_words(tmp_path / "redacted.pdf", HiddenKind.BOX)])
    qtbot.waitUntil(lambda: not session.importer.running, timeout=30_000)
    window.workspace.documents.filters.choose(Filter(hidden=frozenset({HIDDEN_TEXT})))
    assert session.store
    (only,) = documents.ids_sorted(session.store, "production", chosen=window.workspace.documents.filters.chosen)
    session.show(only)
    assert window.workspace.coding.card.hidden.words == "2 hidden words under a filled box"
    window.actions_by_name["hidden"].trigger()
    dialog = window.commands.hidden
    assert dialog is not None and dialog.isVisible()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    view = window.workspace.reader.view
    area = view.place_of(1, dialog.found[0].box).toRect()
    assert view.viewport().rect().contains(area)
    image = view.viewport().grab().toImage()
    ring = [(x, area.top() - 3) for x in range(area.left(), area.right())]
    colours = [image.pixelColor(x, y) for x, y in ring]
    assert any(one.red() > 180 and one.green() < 80 for one in colours), "a frame is drawn around the place"
