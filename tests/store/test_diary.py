"""The search diary is only added to; what a matter holds is told apart from what it held."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model import DocumentId
from reviewer.review import coding
from reviewer.store import diary, intake, matter
from reviewer.store.diary import Searched
from reviewer.store.matter import Store
from reviewer.store.state import state
from reviewer.store.volumes import Update, set_families, update_documents
from tests import make

MEMO = Searched("memo", "documents with the word 'memo'", 1, 2, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make.coded_matter(tmp_path / "Case.matter", ["a memo on a memo"])
    yield made
    matter.close(made)


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setattr("reviewer.store.diary.now", lambda: f"2026-03-03T14:{moment}+00:00")


def test_each_search_is_an_entry_and_a_repeat_within_a_minute_is_none(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = state(store)
    at(monkeypatch, "00:00")
    assert diary.note(store, "Ana", MEMO, held)
    at(monkeypatch, "00:59")
    assert not diary.note(store, "Ana", MEMO, held)
    assert diary.note(store, "Ben", MEMO, held), "another reviewer"
    at(monkeypatch, "01:00")
    assert diary.note(store, "Ana", MEMO, held), "a minute later"
    make.add_document(store, make.extraction(["a memo"]), "two.pdf")
    assert diary.note(store, "Ana", MEMO, state(store)), "the matter holds something else"
    told = [(entry.at[11:19], entry.author, entry.held) for entry in diary.entries(store)]
    assert told == [("14:00:00", "Ana", 1), ("14:00:59", "Ben", 1), ("14:01:00", "Ana", 1), ("14:01:00", "Ana", 2)]
    assert {entry.search for entry in diary.entries(store)} == {MEMO}


def test_entries_are_never_changed_or_taken_out(store: Store) -> None:
    diary.note(store, "Ana", MEMO, state(store))
    for statement in ("UPDATE search_diary SET hits = 0", "DELETE FROM search_diary"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            store.db.execute(statement)
        store.db.conn.rollback()
    assert len(diary.entries(store)) == 1


def test_a_matter_that_is_read_only_is_not_written(store: Store) -> None:
    reading = matter.open_matter(store.folder, read_only=True)
    assert not diary.note(reading, "Ana", MEMO, state(reading))
    assert diary.entries(reading) == []
    matter.close(reading)


def test_the_state_changes_with_documents_texts_fields_and_families_and_not_with_coding(store: Store) -> None:
    make.add_document(store, make.extraction(["enclosure"]), "two.pdf")
    first = DocumentId(1)
    seen = [state(store)]
    changes = (
        lambda: make.add_document(store, make.extraction(["more"]), "three.pdf"),
        lambda: update_documents(store, [Update(first, {"title": "Memo"}, {}, "", "", "")]),
        lambda: update_documents(store, [Update(first, {}, {}, "", "2009-10-05", "load file")]),
        lambda: update_documents(store, [Update(first, {}, {"Batch": "7"}, "", "", "")]),
        lambda: set_families(store, {"DOC-000002": "DOC-000001"}, {"DOC-000002": "DOC-000001"}),
        lambda: store.db.execute("UPDATE document SET text_hash = 'other' WHERE id = 1"),
    )
    for change in changes:
        change()
        seen.append(state(store))
    assert len({one.digest for one in seen}) == len(seen)
    assert [one.documents for one in seen] == [2, *[3] * 6]
    coding.tag_quote(store, "Ana", "DOC-000003", 1, "more", "Admission")
    now = state(store)
    assert now.operation > seen[-1].operation
    assert (now.digest, now.revision) == (seen[-1].digest, seen[-1].revision)
    assert intake.exceptions(store) == []
