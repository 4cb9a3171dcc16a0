"""How far the review has come, and what colleagues did since the reviewer left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.review import coding as verbs
from reviewer.store import documents, matter, progress

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.model import DocumentId
    from reviewer.ui.main_window import MainWindow

pytestmark = pytest.mark.gui


def test_progress_counts_documents_and_pages_by_reviewer_and_day(qtbot: QtBot, window: MainWindow) -> None:
    session, store = window.session, window.session.store
    assert store is not None
    first, second, _ = every = documents.load_many(store, documents.ids(store))
    window.actions_by_name["progress"].trigger()
    dialog = window.commands.reports.progress
    assert dialog is not None and dialog.isVisible() and dialog.reviewers.rows == []
    verbs.mark_reviewed(store, "B. Lund", [first.id])
    session.do(verbs.mark_reviewed, [second.id])
    assert {(share.name, share.documents, share.pages) for share in progress.by_reviewer(store)} == {
        ("B. Lund", 1, first.pages),
        (session.author, 1, second.pages),
    }
    whole, done = sum(each.pages for each in every), first.pages + second.pages
    assert [numbers for _, _, numbers in dialog.whole.rows] == [
        "2 / 3 (67 %)",
        f"{done} / {whole} ({100 * done / whole:.0f} %)",
    ]
    assert [row[0] for row in dialog.reviewers.rows] == sorted(["B. Lund", session.author])
    assert [numbers for _, _, numbers in dialog.days.rows] == [f"2 documents, {done} pages"]
    session.undo()
    assert [numbers for _, _, numbers in dialog.reviewers.rows] == [f"1 document, {first.pages} pages"]


def test_news_of_colleagues_are_told_once_when_the_matter_is_opened_again(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    assert session.store is not None
    folder, first = session.store.folder, documents.ids(session.store)[0]
    assert not window.news_strip.isVisible(), "nobody was here before"
    session.close()
    work_as("B. Lund", folder, first)
    session.open(folder)
    assert window.news_strip.isVisible()
    assert window.news_strip.words == "Since you were here: 1 action by B. Lund"
    window.news_strip.history_wanted.emit()
    assert window.commands.reports.history is not None and window.commands.reports.history.isVisible()
    session.close()
    assert not window.news_strip.isVisible()
    session.open(folder)
    assert not window.news_strip.isVisible(), "what was told is not news"


def test_ones_own_work_is_no_news(window: MainWindow) -> None:
    session = window.session
    assert session.store is not None
    folder, first = session.store.folder, documents.ids(session.store)[0]
    session.close()
    work_as(session.author, folder, first)
    session.open(folder)
    assert not window.news_strip.isVisible()
    session.close()
    session.change_settings(replace(session.settings, seen={}))
    work_as("B. Lund", folder, first, reviewed=False)
    session.open(folder)
    assert not window.news_strip.isVisible(), "nor what was done before the first visit"


def work_as(author: str, folder: Path, document: DocumentId, reviewed: bool = True) -> None:
    with matter.opened(folder) as store:
        verbs.mark_reviewed(store, author, [document], reviewed)
