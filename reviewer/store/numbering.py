"""Bates numbers that a reviewer corrected: the rows that keep them, and where else a number stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from reviewer.model import DocumentId
from reviewer.store.history import Recorder
from reviewer.store.matter import Store


def elsewhere(store: Store, document: DocumentId, numbers: Iterable[str]) -> dict[str, str]:
    """Those of the numbers that stand on pages of other documents, with the control number of the first of these."""
    rows = store.db.execute(
        "SELECT page.bates, min(document.control_number) FROM page JOIN document ON document.id = page.document_id"
        " WHERE page.bates <> '' AND page.bates IN (SELECT value FROM json_each(?)) AND page.document_id <> ?"
        " GROUP BY page.bates",
        [json.dumps(list(numbers)), document],
    )
    return dict(rows.fetchall())


def bearer(store: Store, control_number: str, bates: str) -> tuple[DocumentId, int]:
    """A document and the page of it, from 1, that bears a Bates number; its first page where none does any more."""
    row = store.db.execute(
        "SELECT document.id, coalesce((SELECT min(number) FROM page WHERE document_id = document.id AND bates = ?), 1)"
        " FROM document WHERE control_number = ?",
        [bates, control_number],
    ).fetchone()
    return DocumentId(row[0]), int(row[1])


def renumber(recorder: Recorder, document: DocumentId, numbers: Mapping[int, str]) -> None:
    """Give pages of a document these Bates numbers; a page that gets the number back that was found is as it was."""
    kept = {
        page: (row, found)
        for page, row, found in recorder.db.execute(
            "SELECT page, id, found FROM numbering WHERE document_id = ?", [document]
        ).fetchall()
    }
    present: dict[int, str] = dict(
        recorder.db.execute("SELECT number, bates FROM page WHERE document_id = ?", [document]).fetchall()
    )
    for page, bates in numbers.items():
        row, found = kept.get(page, (None, present[page]))
        if row is None:
            recorder.insert("numbering", {"document_id": document, "page": page, "bates": bates, "found": found})
        elif bates == found:
            recorder.delete("numbering", row)
        else:
            recorder.update("numbering", row, {"bates": bates})
