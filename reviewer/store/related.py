"""What documents have to do with one another: threads, copies, likeness. Derived data, kept as findings made it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reviewer.model import DocumentId
from reviewer.store.matter import Store, writing_soon

_STEP = 500  # documents written in one transaction
_ORDER = "ORDER BY d.control_number"
_IF_THERE = "WHERE EXISTS (SELECT 1 FROM document WHERE id = ?)"


@dataclass(frozen=True, slots=True)
class Message:
    """What a document says of itself as a message; empty strings where it does not say it."""

    document: DocumentId
    type: str
    sender: str
    to: str
    cc: str
    subject: str
    date: str
    message_id: str
    in_reply_to: str
    references: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed of one document, as in the table of that name; `text_hash` is that of the text it speaks of."""

    document: DocumentId
    text_hash: str
    mail: str
    content: str
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one look at a matter gave: threads are whole, the rest is what is new."""

    threads: Mapping[DocumentId, int]
    noticed: Sequence[Noticed]
    alike: Sequence[tuple[str, str, float]]


_MESSAGE = """
SELECT d.id, d.type, d.sender, d."to", d.cc, d.subject, d.date, coalesce(own.value, ''), coalesce(answered.value, ''),
    coalesce(refs.value, '')
FROM document d
LEFT JOIN field own ON own.document_id = d.id AND own.name = 'message-id'
LEFT JOIN field answered ON answered.document_id = d.id AND answered.name = 'in-reply-to'
LEFT JOIN field refs ON refs.document_id = d.id AND refs.name = 'references'
"""


def messages(store: Store) -> list[Message]:
    """Every document that has a sender, or an id of a message, in the order of the production."""
    rows = store.db.execute(f"{_MESSAGE} WHERE d.sender <> '' OR own.value IS NOT NULL {_ORDER}")
    return [Message(DocumentId(row[0]), *row[1:]) for row in rows]


def unnoticed(store: Store) -> list[tuple[DocumentId, str]]:
    """The documents whose text nobody has looked at yet, with the digest of that text, in the order of production."""
    rows = store.db.execute(
        "SELECT d.id, d.text_hash FROM document d LEFT JOIN noticed n ON n.document_id = d.id"
        f" WHERE n.text_hash IS NOT d.text_hash {_ORDER}"
    )
    return [(DocumentId(row[0]), row[1]) for row in rows]


def sketches(store: Store) -> dict[str, bytes]:
    """The sketch of each content that documents have, by the digest of the content."""
    return dict(store.db.execute("SELECT content, sketch FROM noticed WHERE content <> '' GROUP BY content").fetchall())


def save(store: Store, found: Findings) -> Iterator[None]:
    """Keep findings, step by step: each step is one short transaction, between two of which the caller is free."""
    for start in range(0, len(found.noticed), _STEP):
        with writing_soon(store.db):
            store.db.conn.executemany(
                f"INSERT OR REPLACE INTO noticed SELECT ?, ?, ?, ?, ? {_IF_THERE}",
                [
                    (one.document, one.text_hash, one.mail, one.content, one.sketch, one.document)
                    for one in found.noticed[start : start + _STEP]
                ],
            )
        yield
    with writing_soon(store.db):
        store.db.execute("DELETE FROM alike WHERE content NOT IN (SELECT content FROM noticed)")
        store.db.conn.executemany("INSERT OR REPLACE INTO alike VALUES (?, ?, ?)", _both_ways(found.alike))
    yield
    with writing_soon(store.db):
        store.db.execute("DELETE FROM thread")
        store.db.conn.executemany(
            f"INSERT INTO thread SELECT ?, ? {_IF_THERE}",
            [(document, thread, document) for document, thread in found.threads.items()],
        )
    yield


def _both_ways(pairs: Iterable[tuple[str, str, float]]) -> Iterator[tuple[str, str, float]]:
    for one, other, score in pairs:
        yield one, other, score
        yield other, one, score


def thread(store: Store, document: DocumentId) -> list[DocumentId]:
    """The messages of a document's thread, itself among them, in the order of time, those without a date last."""
    rows = store.db.execute(
        "SELECT d.id FROM document d JOIN thread t ON t.document_id = d.id"
        " WHERE t.thread = (SELECT thread FROM thread WHERE document_id = ?) ORDER BY d.date_key, d.control_number",
        [document],
    )
    return [DocumentId(row[0]) for row in rows]


def duplicates(store: Store, document: DocumentId) -> list[DocumentId]:
    """The other documents with the same bytes, or that are the same mail, in the order of the production."""
    rows = store.db.execute(
        "SELECT d.id FROM document d WHERE d.id <> :id AND (d.sha256 = (SELECT sha256 FROM document WHERE id = :id)"
        " OR d.id IN (SELECT document_id FROM noticed WHERE mail <> '' AND"
        f" mail = (SELECT mail FROM noticed WHERE document_id = :id))) {_ORDER}",
        {"id": document},
    )
    return [DocumentId(row[0]) for row in rows]


def similar(store: Store, document: DocumentId) -> list[tuple[DocumentId, float]]:
    """Other documents whose words are nearly the same, with a score of 0 to 1, the likest first.

    Duplicates are left out: `duplicates` has them.
    """
    rows = store.db.execute(
        "WITH own AS (SELECT content FROM noticed WHERE document_id = :id AND content <> ''),"
        " near AS (SELECT content, 1.0 AS score FROM own UNION ALL"
        " SELECT alike.other, alike.score FROM alike JOIN own ON own.content = alike.content)"
        " SELECT d.id, near.score FROM near JOIN noticed n ON n.content = near.content JOIN document d"
        f" ON d.id = n.document_id WHERE d.id <> :id ORDER BY near.score DESC, {_ORDER.removeprefix('ORDER BY ')}",
        {"id": document},
    ).fetchall()
    same = set(duplicates(store, document))
    return [(DocumentId(row[0]), row[1]) for row in rows if row[0] not in same]


def answered(store: Store, chosen: Sequence[DocumentId]) -> dict[DocumentId, DocumentId]:
    """Of the chosen messages that answer another of them, the one that they answer."""
    rows = store.db.execute(
        "WITH chosen AS (SELECT value AS id FROM json_each(?)) SELECT reply.document_id, min(first.document_id)"
        " FROM field reply JOIN field first ON first.name = 'message-id' AND first.value = reply.value"
        " WHERE reply.name = 'in-reply-to' AND reply.document_id IN chosen AND first.document_id IN chosen"
        " AND first.document_id <> reply.document_id GROUP BY reply.document_id",
        [json.dumps(list(chosen))],
    )
    return {DocumentId(row[0]): DocumentId(row[1]) for row in rows}


def parents(store: Store, chosen: Sequence[DocumentId]) -> dict[DocumentId, DocumentId]:
    """The parent of each of the chosen documents that has one."""
    rows = store.db.execute(
        "SELECT id, parent_id FROM intake WHERE parent_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(chosen))],
    )
    return {DocumentId(row[0]): DocumentId(row[1]) for row in rows}
