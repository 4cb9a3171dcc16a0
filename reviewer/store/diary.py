"""The search diary: every search of a reviewer, with what came of it and what the matter held. It is only added to.

It holds queries and counts, never words of documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from reviewer.store.matter import Store, now, writing_soon
from reviewer.store.state import MatterState
from reviewer.version import version

_ONE_SEARCH = timedelta(seconds=60)
"""The same query on the same documents within this time is the same search."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A search: as it was written, how it was read, what it found, and how many documents the index had.

    `report` is the id of the term report that it made, 0 for any other search.
    """

    query: str
    read_as: str
    documents: int
    hits: int
    searched: int
    report: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the diary. `held` documents were in the matter, whose digest says which; `at` is in UTC."""

    at: str
    author: str
    search: Searched
    held: int
    digest: str
    version: str


_ENTRIES = (
    "SELECT at, author, query, read_as, documents, hits, searched, coalesce(report_id, 0), held, digest, version"
    " FROM search_diary"
)


def note(store: Store, author: str, search: Searched, held: MatterState) -> bool:
    """Add a search; tell whether it was, since a matter that is read only, and a repeated search, add nothing.

    Raises MatterError when it can't be written.
    """
    if store.read_only:
        return False
    entry = Entry(now(), author, search, held.documents, held.digest, version())
    if _is_repeated(store, entry):
        return False
    with writing_soon(store.db):
        add(store, entry)
    return True


def add(store: Store, entry: Entry) -> None:
    """Add a line, within a transaction."""
    found = entry.search
    store.db.execute(
        "INSERT INTO search_diary (at, author, query, read_as, documents, hits, searched, report_id, held, digest,"
        " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [entry.at, entry.author, found.query, found.read_as, found.documents, found.hits, found.searched,
         found.report or None, entry.held, entry.digest, entry.version],
    )  # fmt: skip


def entries(store: Store) -> list[Entry]:
    """All searches, the oldest first."""
    return [_entry(row) for row in store.db.execute(f"{_ENTRIES} ORDER BY id")]


def _entry(row: tuple[str, str, str, str, int, int, int, int, int, str, str]) -> Entry:
    at, author, query, read_as, documents, hits, searched, report, held, digest, written_by = row
    return Entry(at, author, Searched(query, read_as, documents, hits, searched, report), held, digest, written_by)


def _is_repeated(store: Store, entry: Entry) -> bool:
    """Whether the reviewer's latest search is the same one."""
    rows = store.db.execute(f"{_ENTRIES} WHERE author = ? ORDER BY id DESC LIMIT 1", [entry.author])
    latest = next(map(_entry, rows), None)
    if latest is None or (latest.search, latest.digest) != (entry.search, entry.digest):
        return False
    return datetime.fromisoformat(entry.at) - datetime.fromisoformat(latest.at) < _ONE_SEARCH
