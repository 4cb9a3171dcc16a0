"""A click on a value in the card of a document searches for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.model import DocumentId
from reviewer.store import documents, volumes
from tests.ui.test_results_head import WAIT, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui

__all__ = ["window"]  # a fixture


def test_values_are_searched_for_by_click_and_by_key(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtCore import Qt

    from reviewer.ui.linked_label import LinkedLabel

    session, card = window.session, window.workspace.coding.card
    assert session.store is not None
    said = volumes.Update(DocumentId(2), {"sender": 'Hale, "June"', "to": "T. Renn; I. Núñez?"}, {}, "", "", "")
    volumes.update_documents(session.store, [said, replace(said, document=DocumentId(3), columns={"to": "T. Renn"})])
    with qtbot.waitSignal(session.searcher.indexing, timeout=WAIT, check_params_cb=lambda done, total: done == total):
        session.searcher.refresh()
    session.show(DocumentId(2))
    card.show_document(documents.load(session.store, DocumentId(2)))
    links = {label.text(): label for label in card.findChildren(LinkedLabel) if label.query}
    assert {text: label.query for text, label in links.items()} == {
        "Apr. 1, 2010": "date:2010-04-01",
        'Hale, "June"': 'from:"Hale, June"',
        "T. Renn; I. Núñez?": 'to:("T. Renn" OR "I. Núñez")',
        "PDF": 'type:"PDF"',
        "Records office": 'custodian:"Records office"',
    }
    found = {}
    for text, label in links.items():
        with qtbot.waitSignal(session.searcher.found, timeout=WAIT):
            if text == "PDF":
                qtbot.keyClick(label, Qt.Key.Key_Return)
            else:
                qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
        assert session.found is not None and window.search_box.edit.text() == label.query
        found[text] = session.found.documents
    assert list(found.values()) == [(2,), (2,), (2, 3), (1, 2, 3), (1, 2, 3)]


@pytest.mark.parametrize(
    ("date", "query"),
    [
        ("2004-07-??", "date:2004-07"),
        ("2004", "date:2004"),
        ("", ""),
        ("2004-07-01T10:00Z", "date:2004-07-01"),
    ],
)
def test_a_date_is_searched_for_as_far_as_it_is_known(date: str, query: str) -> None:
    from reviewer.ui.linked_label import in_field, on_day

    assert on_day(date) == query
    assert in_field("from", " ; *?") == ""
