"""Which documents are claimed to be privileged, wholly or in part, and on which ground."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from reviewer.model import DocumentId, TagKind
from reviewer.store.coding_form import answers_of
from reviewer.store.document_tags import BORNE
from reviewer.store.matter import Store

Value = TypeVar("Value")
NOT_PRIVILEGED = "none"
"""The answer to the question “privilege” that takes a document out of the log."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A document that is coded as privileged, or that bears a tag of privilege, as a whole or on a passage.

    `basis` are the names of such tags, `pages` those on which passages bear them, from 1; `answers` are those of the
    coding form.
    """

    document: DocumentId
    basis: tuple[str, ...]
    pages: tuple[int, ...]
    answers: dict[str, str]

    @property
    def treatment(self) -> str:
        """What becomes of it: "withheld in full"; "" where nobody said."""
        return self.answers.get("privilege", "")


def claims(store: Store) -> list[Claim]:
    """All of them, in the order of the production; a document that is coded as not privileged is none."""
    basis, pages = _basis(store), _pages(store)
    rows = store.db.execute(
        "SELECT id FROM document WHERE id IN (SELECT document_id FROM answer WHERE question = 'privilege')"
        f" OR id IN (SELECT borne.document_id FROM {BORNE} borne JOIN tag ON tag.id = borne.tag_id WHERE kind = ?)"
        " ORDER BY control_number",
        [TagKind.PRIVILEGE],
    )
    ids = [DocumentId(row[0]) for row in rows]
    given = answers_of(store, ids)
    found = [Claim(one, basis.get(one, ()), pages.get(one, ()), given.get(one, {})) for one in ids]
    return [claim for claim in found if claim.treatment != NOT_PRIVILEGED]


def guarded(store: Store, chosen: Collection[DocumentId]) -> set[DocumentId]:
    """Of these documents, those that are coded as withheld or confidential, or bear a tag that says so, as a whole."""
    rows = store.db.execute(
        "WITH chosen AS (SELECT value AS id FROM json_each(:chosen)) SELECT document_id FROM answer"
        " WHERE document_id IN chosen AND (question = 'privilege' AND value LIKE 'withheld%'"
        " OR question = 'confidentiality' AND value <> 'none')"
        " UNION SELECT document_id FROM document_tag JOIN tag ON tag.id = tag_id"
        " WHERE document_id IN chosen AND kind IN (:privilege, :confidentiality)",
        {
            "chosen": json.dumps(list(chosen)),
            "privilege": TagKind.PRIVILEGE,
            "confidentiality": TagKind.CONFIDENTIALITY,
        },
    )
    return {DocumentId(row[0]) for row in rows}


def _basis(store: Store) -> dict[DocumentId, tuple[str, ...]]:
    rows = store.db.execute(
        f"SELECT borne.document_id, tag.name FROM {BORNE} borne JOIN tag ON tag.id = borne.tag_id WHERE tag.kind = ?"
        " ORDER BY tag.position",
        [TagKind.PRIVILEGE],
    )
    return _by_document(rows)


def _pages(store: Store) -> dict[DocumentId, tuple[int, ...]]:
    rows = store.db.execute(
        "SELECT DISTINCT passage.document_id, page FROM passage"
        " JOIN passage_mark ON passage_mark.passage_id = passage.id"
        " JOIN passage_tag ON passage_tag.passage_id = passage.id JOIN tag ON tag.id = passage_tag.tag_id"
        " WHERE tag.kind = ? ORDER BY 1, 2",
        [TagKind.PRIVILEGE],
    )
    return _by_document(rows)


def _by_document(rows: Iterable[tuple[int, Value]]) -> dict[DocumentId, tuple[Value, ...]]:
    found: dict[DocumentId, list[Value]] = {}
    for document, value in rows:
        found.setdefault(DocumentId(document), []).append(value)
    return {document: tuple(values) for document, values in found.items()}
