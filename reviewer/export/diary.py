"""The search diary as a table: how documents were searched for, as a statement of method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.dates import display
from reviewer.errors import ReviewerError
from reviewer.export.cells import moment
from reviewer.export.lines import Record, line_table
from reviewer.export.table import Table
from reviewer.export.templates import Template
from reviewer.store import diary
from reviewer.store.diary import Entry
from reviewer.store.matter import Store

KEYS = ("at", "reviewer", "query", "read_as", "documents", "hits", "held", "state", "version")
"""The columns that a template of the search diary may have."""
_STATE = 12  # characters of a digest that tell states of a matter apart


def table(store: Store, template: Template, today: str) -> Table:
    """All searches, the oldest first. Raises ReviewerError for an unknown column and when there is none."""
    entries = diary.entries(store)
    if not entries:
        raise ReviewerError("Nothing was exported", "the search diary has no entry yet", "Search first")
    return line_table(store.name, template, KEYS, map(_record, entries), _heading(entries, today))


def _record(entry: Entry) -> Record:
    found = entry.search
    all_searched = found.searched == entry.held
    return {
        "at": moment(entry.at),
        "reviewer": entry.author,
        "query": found.query,
        "read_as": found.read_as,
        "documents": str(found.documents),
        "hits": str(found.hits),
        "held": str(entry.held) if all_searched else f"{found.searched} searchable of {entry.held}",
        "state": entry.digest[:_STATE],
        "version": entry.version,
    }


def _heading(entries: Sequence[Entry], today: str) -> Iterator[str]:
    reviewers = sorted({entry.author for entry in entries})
    count = "1 search" if len(entries) == 1 else f"{len(entries):,} searches"
    yield f"{count}, {moment(entries[0].at)} to {moment(entries[-1].at)}, by {', '.join(reviewers)}"
    yield f"As of {display(today)}"
