"""Questions about documents and their pages, one function each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer.errors import MatterError, NotFound
from reviewer.model import Document, DocumentId, FileType, Page, PageText, TextSource
from reviewer.store.document_tags import BORNE, OF_DOCUMENT
from reviewer.store.filters import EVERYTHING, FROM, Filter, condition
from reviewer.store.matter import Store
from reviewer.store.state import revisions
from reviewer.text import unpack_words

_SELECT = f"""
SELECT d.id, d.control_number, d.bates_begin, d.bates_end, coalesce(parent.control_number, ''),
    coalesce(head.control_number, d.control_number), d.type, d.title, d.author, d.sender, d."to", d.cc, d.bcc,
    d.subject, d.date, d.date_source, d.pages, d.sha256, d.md5, d.path,
    coalesce(nullif(intake.custodian, ''), production.custodian), d.text_source,
    coalesce((SELECT earlier.control_number FROM document earlier WHERE earlier.sha256 = d.sha256
        AND earlier.control_number < d.control_number ORDER BY earlier.control_number LIMIT 1), ''),
    d.flags, coalesce(review.author, ''), coalesce(review.at, ''),
    coalesce((SELECT group_concat(name, char(10)) FROM (SELECT name FROM tag WHERE id IN {OF_DOCUMENT}
        ORDER BY position)), '')
FROM document d
JOIN intake ON intake.id = d.id
JOIN production ON production.id = intake.production_id
LEFT JOIN document parent ON parent.id = intake.parent_id
LEFT JOIN intake head ON head.id = intake.family_id
LEFT JOIN review ON review.document_id = d.id
"""


def count(store: Store) -> int:
    """How many documents the matter holds."""
    return int(store.db.execute("SELECT count(*) FROM document").fetchone()[0])


def ids(store: Store) -> list[DocumentId]:
    """All documents, in the order of the production."""
    return [DocumentId(row[0]) for row in store.db.execute("SELECT id FROM document ORDER BY control_number")]


def ids_sorted(store: Store, column: str, descending: bool = False, chosen: Filter = EVERYTHING) -> list[DocumentId]:
    """The documents that pass, in the order of a column ("production" or one of `SORTABLE`), undated ones last."""
    way = "DESC" if descending else "ASC"
    order = "" if column == "production" else f"{_ORDERS[column].format(way=way)}, "
    where, values = condition(chosen)
    rows = store.db.execute(f"SELECT d.id FROM {FROM} WHERE {where} ORDER BY {order}d.control_number {way}", values)
    return [DocumentId(row[0]) for row in rows]


_ORDERS = {
    "reviewed": "review.id IS NULL {way}",
    "number": "coalesce(nullif(d.bates_begin, ''), d.control_number) {way}",
    "title": "d.title COLLATE NOCASE {way}",
    "date": "d.date_key >= '9999-99', d.date_key {way}",
    "type": "d.type {way}",
    "pages": "d.pages {way}",
    "coding": "(SELECT count(*) FROM answer WHERE document_id = d.id) {way}",
    "tags": f"(SELECT count(*) FROM {BORNE} borne WHERE borne.document_id = d.id) {{way}}",
}
SORTABLE = tuple(_ORDERS)
"""The columns that `ids_sorted` knows besides "production"."""


_MANY = 2_000  # documents: more are picked out of all, which is quicker than asking for each


def in_order(store: Store, chosen: Iterable[DocumentId], dated: str = "") -> list[DocumentId]:
    """The chosen documents in the order of the production, or of their dates ("ASC", "DESC"), undated ones last."""
    order = f"ORDER BY {_ORDERS['date'].format(way=dated)}, d.control_number" if dated else "ORDER BY d.control_number"
    wanted = set(chosen)
    if len(wanted) > _MANY:
        return list(filter(wanted.__contains__, _all_in_order(store, order, revisions(store)[0])))
    rows = store.db.execute(
        f"SELECT d.id FROM document d WHERE d.id IN (SELECT value FROM json_each(?)) {order}",
        [json.dumps(list(wanted))],
    )
    return [DocumentId(row[0]) for row in rows]


@lru_cache(maxsize=2)
def _all_in_order(store: Store, order: str, revision: int) -> list[DocumentId]:
    """All documents; another `revision` of what the matter holds may have others."""
    rows = store.db.execute(f"SELECT d.id FROM document d {order}").fetchall()
    return [DocumentId(row[0]) for row in rows]


def control_numbers(store: Store) -> dict[DocumentId, str]:
    """The control number of each document."""
    return {DocumentId(row[0]): row[1] for row in store.db.execute("SELECT id, control_number FROM document")}


def family(store: Store, document: DocumentId) -> list[DocumentId]:
    """The documents of a document's family, itself among them, in the order of the production."""
    rows = store.db.execute(
        "WITH head AS (SELECT coalesce(family_id, id) AS id FROM intake WHERE id = ?) SELECT d.id FROM document d"
        " WHERE d.id IN (SELECT id FROM head UNION SELECT intake.id FROM intake JOIN head ON family_id = head.id)"
        " ORDER BY d.control_number",
        [document],
    )
    return [DocumentId(row[0]) for row in rows]


def fields(store: Store, document: DocumentId) -> dict[str, str]:
    """What the document's file says of itself beyond the columns of Document, by name."""
    return dict(
        store.db.execute("SELECT name, value FROM field WHERE document_id = ? ORDER BY name", [document]).fetchall()
    )


def load(store: Store, document: DocumentId) -> Document:
    """One document. Raises NotFound."""
    found = load_many(store, [document])
    if not found:
        raise NotFound("The document was not found", f"the matter has no document number {document}")
    return found[0]


def load_many(store: Store, documents: Sequence[DocumentId]) -> list[Document]:
    """The given documents, in the given order; unknown ids are left out."""
    found: dict[int, Document] = {}
    for start in range(0, len(documents), 500):
        block = documents[start : start + 500]
        rows = store.db.execute(f"{_SELECT} WHERE d.id IN ({', '.join('?' * len(block))})", list(block))
        found.update((row[0], _document(row)) for row in rows)
    return [found[document] for document in documents if document in found]


def every(store: Store) -> Iterator[Document]:
    """All documents, in the order of the production."""
    return (_document(row) for row in store.db.execute(f"{_SELECT} ORDER BY d.control_number").fetchall())


def by_control_number(store: Store, number: str) -> Document:
    """The document with a control number, or whose pages bear that Bates number. Raises NotFound."""
    row = store.db.execute("SELECT id FROM document WHERE control_number = ? COLLATE NOCASE", [number]).fetchone()
    if row is None:
        row = store.db.execute("SELECT document_id FROM page WHERE bates = ? COLLATE NOCASE", [number]).fetchone()
    if row is None:
        do = "List the documents to see their control numbers"
        raise NotFound(f"The document {number} was not found", "no document has that control number", do)
    return load(store, DocumentId(row[0]))


def pages(store: Store, document: DocumentId) -> list[Page]:
    """The pages of a document, in order."""
    rows = store.db.execute(
        "SELECT number, width, height, rotation, label, bates, text_source FROM page"
        " WHERE document_id = ? ORDER BY number",
        [document],
    )
    return [_page(row) for row in rows]


def page(store: Store, document: DocumentId, number: int) -> Page:
    """One page, counted from 1. Raises NotFound."""
    row = store.db.execute(
        "SELECT number, width, height, rotation, label, bates, text_source FROM page"
        " WHERE document_id = ? AND number = ?",
        [document, number],
    ).fetchone()
    if row is None:
        count = load(store, document).pages
        raise NotFound(f"Page {number} was not found", f"the document has {count} pages", "Name a page from 1")
    return _page(row)


def page_text(store: Store, document: DocumentId, number: int) -> str:
    """The text of one page, without its words' places."""
    row = store.db.execute("SELECT text FROM page WHERE document_id = ? AND number = ?", [document, number]).fetchone()
    return str(row[0]) if row else ""


def page_texts(store: Store, document: DocumentId) -> dict[int, str]:
    """The texts of all pages of a document, by page number."""
    return dict(
        store.db.execute("SELECT number, text FROM page WHERE document_id = ? ORDER BY number", [document]).fetchall()
    )


def content(store: Store, document: DocumentId, number: int) -> PageText:
    """The text of one page with the places of its words."""
    row = store.db.execute(
        "SELECT text, words FROM page WHERE document_id = ? AND number = ?", [document, number]
    ).fetchone()
    return PageText(row[0], unpack_words(row[1])) if row else PageText("", ())


def pdf_path(store: Store, document: DocumentId) -> Path:
    """The PDF whose pages are the document's: its rendition, else the produced file. Raises MatterError when gone."""
    row = store.db.execute(
        "SELECT CASE WHEN rendition = '' THEN original ELSE rendition END FROM document WHERE id = ?", [document]
    ).fetchone()
    path = store.folder / (row[0] if row else "")
    if row is None or not path.is_file():
        why = f"the file {path} is not there any more"
        raise MatterError("The pages can't be shown", why, "Put the file back, or import it again")
    return path


def originals(store: Store) -> list[tuple[str, Path, str]]:
    """Control number, path and SHA-256 of each produced file, for checking."""
    rows = store.db.execute("SELECT control_number, original, sha256 FROM document ORDER BY control_number")
    return [(number, store.folder / original, digest) for number, original, digest in rows]


def _page(row: Sequence[Any]) -> Page:
    number, width, height, rotation, label, bates, source = row
    return Page(number, width, height, rotation, label, bates, TextSource(source))


def _document(row: Sequence[object]) -> Document:
    fields = list(row)
    fields[6] = FileType(str(fields[6]))
    fields[23] = _lines(fields[23])
    fields[26] = _lines(fields[26])
    return Document(*fields)  # type: ignore[arg-type]


def _lines(value: object) -> tuple[str, ...]:
    return tuple(str(value).split("\n")) if value else ()
