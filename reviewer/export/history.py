"""The history of a matter as a table: who coded what, when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from reviewer.dates import display
from reviewer.errors import ReviewerError
from reviewer.export.cells import moment
from reviewer.export.lines import Record, line_table
from reviewer.export.table import Table
from reviewer.export.templates import Template
from reviewer.model import DocumentId
from reviewer.store.acts import Act, acts
from reviewer.store.documents import every
from reviewer.store.matter import Store

KEYS = ("at", "reviewer", "action", "documents", "numbers", "undone")
"""The columns that a template of the history may have."""


def table(store: Store, template: Template, today: str, documents: Collection[DocumentId] | None = None) -> Table:
    """All that was done, the oldest first; with `documents`, what was done to any of them.

    Raises ReviewerError for an unknown column and when nothing was done.
    """
    done = [act for act in acts(store) if documents is None or not set(documents).isdisjoint(act.documents)][::-1]
    if not done:
        raise ReviewerError("Nothing was exported", "nothing was coded yet", "Tag or review some documents first")
    called = {document.id: document.name for document in every(store)}
    records = (_record(act, called) for act in done)
    return line_table(store.name, template, KEYS, records, _heading(done, today))


def _record(act: Act, called: Mapping[DocumentId, str]) -> Record:
    return {
        "at": moment(act.operation.at),
        "reviewer": act.operation.author,
        "action": act.operation.name,
        "documents": str(len(act.documents)) if act.documents else "",
        "numbers": "; ".join(called[document] for document in act.documents),
        "undone": "undone" if act.undone else "",
    }


def _heading(done: Sequence[Act], today: str) -> Iterator[str]:
    reviewers = sorted({act.operation.author for act in done})
    count = "1 action" if len(done) == 1 else f"{len(done):,} actions"
    yield f"{count}, {moment(done[0].operation.at)} to {moment(done[-1].operation.at)}, by {', '.join(reviewers)}"
    yield f"As of {display(today)}"
